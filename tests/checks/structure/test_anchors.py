"""Links within a text lead to its headings."""

from site_builder.checks.structure.anchors import anchors_exist
from tests.support import DUTCH, ENGLISH, changed, site, told


def test_links_to_sections_and_to_headings_below_them_are_fine() -> None:
    assert told(anchors_exist(site(changed(ENGLISH, ("](#data)", "](#recipients)"))))) == []
    assert told(anchors_exist(site({}))) == []


def test_a_link_to_no_heading_is_told_with_the_nearest() -> None:
    [problem] = anchors_exist(site(changed(ENGLISH, ("](#data)", "](#dta)"))))
    assert told([problem]) == ["en.md:29 unknown_anchor"]
    assert problem.arguments == {"found": "#dta", "suggestion": "#data"}


def test_without_a_near_heading_nothing_is_suggested() -> None:
    [problem] = anchors_exist(site(changed(ENGLISH, ("](#data)", "](#zzz)"))))
    assert problem.arguments["suggestion"] == ""


def test_each_locale_is_judged_by_its_own_headings() -> None:
    changes = changed(ENGLISH, ("### Who receives your data? {#recipients}", ""), ("](#data)", "](#recipients)"))
    changes |= changed(DUTCH, ("](#data)", "](#recipients)"))
    assert told(anchors_exist(site(changes))) == ["en.md:29 unknown_anchor"]

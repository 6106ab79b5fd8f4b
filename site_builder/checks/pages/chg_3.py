"""A version that does not apply yet says so."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    version, timeline = found.version, found.edition.timeline
    if found.page.template != "statement.html" or version is None:
        return
    if timeline.standing(version) not in ("announced", "draft"):
        return
    targets = {found.address(link.attributes.get("href", "")) for link in found.html.named("a")}
    if not any(element.attributes.get("class") == "notice" for element in found.html.named("aside")) or not any(
        target.rstrip("/").endswith(f"/{timeline.in_force.locale_for(found.page.locale)}") for target in targets
    ):
        yield Finding(found.place)


RULE: PageRule = Rule(
    id="CHG-3",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 30"),
    requirement=N_("A version that is announced or a draft says that it does not apply yet, and links to the one that does."),
    messages=N_("The page shows a version that does not apply yet, and does not say so or does not link to the one that does. Keep the notice in statement.html."),
    find_in=_find,
)  # fmt: skip

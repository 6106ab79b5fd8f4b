"""A version that does not apply yet says so."""

from collections.abc import Iterator

from site_builder.checks.pages.published import Published
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(published: Published) -> Iterator[Finding]:
    for found in published.of("statement.html"):
        timeline = published.edition.timeline
        if found.version is None or timeline.standing(found.version) not in ("announced", "draft"):
            continue
        targets = {published.address(found.page, link.attributes.get("href", "")) for link in found.html.named("a")}
        if not any(element.attributes.get("class") == "notice" for element in found.html.named("aside")) or not any(
            target.rstrip("/").endswith(f"/{timeline.in_force.locale_for(found.page.locale)}") for target in targets
        ):
            yield Finding(found.place)


RULE = Rule(
    id="CHG-3",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraph 30"),
    requirement=N_("A version that is announced or a draft says that it does not apply yet, and links to the one that does."),
    messages=N_("The page shows a version that does not apply yet, and does not say so or does not link to the one that does. Keep the notice in statement.html."),
    find=_find,
)  # fmt: skip

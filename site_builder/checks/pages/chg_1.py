"""A page of changes says all that a reader needs to weigh them."""

from collections.abc import Iterator

from site_builder.checks.pages.published import FinishedPage, PageRule
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(found: FinishedPage) -> Iterator[Finding]:
    release = found.release
    if found.page.template != "change.html" or release is None or release.previous is None:
        return
    register, locale = release.version.register, found.page.locale
    for day in (register.announced_on, register.effective_on):
        date = found.date(day)
        if not found.html.says(date):
            yield Finding(found.place, {"found": date})
    if register.summary and not found.html.says(register.summary.get(locale, "")):
        yield Finding(found.place, {"found": register.summary.get(locale, "")})
    targets = {found.address(link.attributes.get("href", "")) for link in found.html.named("a")}
    for version in (release.version, release.previous):
        if not any(target.rstrip("/").endswith(f"/{locale}/versions/{version.id}") for target in targets):
            yield Finding(found.place, {"found": version.id}, "link")


RULE: PageRule = Rule(
    id="CHG-1",
    severity=Severity.ERROR,
    source=N_("WP260 rev.01, paragraphs 29 to 31"),
    requirement=N_("A page of changes has the dates, what it means for the reader, and links to both versions."),
    messages={
        "": N_("The page of changes does not show “%(found)s”. Keep it in change.html."),
        "link": N_("The page of changes has no link to the version %(found)s. Keep it in change.html."),
    },
    find_in=_find,
)  # fmt: skip

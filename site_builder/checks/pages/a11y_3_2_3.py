"""What comes back on every page stands in the same order."""

from collections.abc import Iterable, Iterator

from site_builder.checks.pages.published import PageRule, Repeated
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(pages: Iterable[Repeated]) -> Iterator[Finding]:
    orders: dict[str, tuple[str, ...]] = {}
    for page, _, names in pages:
        if page.rooted or not page.permalink or page.template == "print.html":
            continue
        first = orders.setdefault(page.locale, names)
        shared = [name for name in first if name in names]
        if [name for name in names if name in first] != shared:
            yield Finding(Location(page.path), {"found": [*names], "expected": [*first]}, "order")
        elif set(names) != set(first):
            yield Finding(Location(page.path), {"found": sorted(set(names) ^ set(first))}, "missing")


RULE: PageRule = Rule(
    id="A11Y-3.2.3/4/6",
    severity=Severity.ERROR,
    source=N_("WCAG 3.2.3, 3.2.4 and 3.2.6"),
    requirement=N_("The statement, the contact and the cookie settings have the same name and order at the foot of every page."),
    messages={
        "order": N_("The links at the foot stand in another order than on other pages: %(found)s instead of %(expected)s."),
        "missing": N_("The foot of this page and that of other pages differ in: %(found)s."),
    },
    find=_find,
)  # fmt: skip

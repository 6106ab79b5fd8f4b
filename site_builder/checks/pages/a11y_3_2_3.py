"""What comes back on every page stands in the same order."""

import re
from collections.abc import Iterator

from site_builder.checks.pages.elements import words
from site_builder.checks.pages.published import Published
from site_builder.checks.rule import Finding, Rule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(published: Published) -> Iterator[Finding]:
    orders: dict[str, list[str]] = {}
    for found in published.pages:
        source = found.html.source.rpartition("<footer")[2]
        if found.page.rooted or not found.page.permalink or found.page.template == "print.html" or not source:
            continue
        names = [words(inside) for inside in _LINK.findall(source)]
        first = orders.setdefault(found.page.locale, names)
        shared = [name for name in first if name in names]
        if [name for name in names if name in first] != shared:
            yield Finding(found.place, {"found": names, "expected": first}, "order")
        elif set(names) != set(first):
            yield Finding(found.place, {"found": sorted(set(names) ^ set(first))}, "missing")


_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


RULE = Rule(
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

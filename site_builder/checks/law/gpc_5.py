"""What a browser’s signal does."""

import re
from collections.abc import Iterator

from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity

_SIGNAL = re.compile(r"Global Privacy Control|\bGPC\b")


def _find(text: JudgedText) -> Iterator[Finding]:
    storage = text.register.storage
    own = {item.name for kind in storage for service in kind.services for item in service.items}
    # Only a site that has this banner honours the signal.
    honoured = text.judged.publication.consent.cookie_name in own and any(kind.consent for kind in storage)
    if honoured and not any(_SIGNAL.search(f"{passage.heading.title} {passage.text}") for passage in text.passages):
        section = text.prose.section_with("storage")
        yield Finding(section.heading.origin.at() if section else Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GPC-5",
    severity=Severity.WARNING,
    source=N_("Global Privacy Control, W3C draft; GDPR article 21(5)"),
    requirement=N_("Say what you do with the signal of a browser that does not want to be followed."),
    messages=N_("This text does not say what the banner does with Global Privacy Control. Say that it counts as a refusal, and that a choice in the banner goes first."),
    example=N_("""\
### What do we do with Global Privacy Control? {#global-privacy-control}

We treat it as a refusal. What you choose in the banner goes first."""),
    find_in=_find,
)  # fmt: skip

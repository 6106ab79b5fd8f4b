"""No legitimate interest for cookies."""

from collections.abc import Iterator

from site_builder.checks.passages import mentions
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_INTEREST = {"nl": r"gerechtvaardigde? belang", "en": r"legitimate interest"}


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        texts = [kind.label, kind.description, kind.justification, *(service.description for service in kind.services)]
        texts += [item.description for service in kind.services for item in service.items]
        if any(mentions(_INTEREST, locale, words) for text in texts if text for locale, words in text.items()):
            yield Finding(kind.origin.at(), {"storage": kind.label})


RULE: StatementRule = Rule(
    id="TF-H",
    severity=Severity.ERROR,
    source=N_("EDPB cookie banner taskforce, paragraphs 20-25"),
    requirement=N_("A legitimate interest is no reason to keep something on a device."),
    messages=N_("“%(storage)s” speak of a legitimate interest. Keeping something on a device needs consent or an exemption: take the words out."),
    example=N_("""\
consent: true"""),
    find=_find,
)  # fmt: skip

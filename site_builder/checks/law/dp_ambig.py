"""What consent is asked for is clear."""

from collections.abc import Iterator

from site_builder.checks.passages import mentions
from site_builder.checks.rule import Finding, Judged, Rule
from site_builder.labels import N_
from site_builder.problem import Severity

_FEWEST = 5
_VAGUE = {
    "nl": r"(ervaring|website|site|dienstverlening)\b[^.]{0,20}\b(verbeteren|optimaliseren)|optimale ervaring|verschillende doeleinden",
    "en": r"(improve|enhance|optimi[sz]e)\b[^.]{0,20}\b(experience|website|site|services?)|various purposes",
}


def _find(judged: Judged) -> Iterator[Finding]:
    for kind in judged.register.storage:
        for locale, text in kind.description.items() if kind.consent else ():
            if found := mentions(_VAGUE, locale, text):
                yield Finding(kind.origin.at("description"), {"storage": kind.label, "found": found}, "vague")
            elif len(text.split()) < _FEWEST:
                yield Finding(
                    kind.origin.at("description"), {"storage": kind.label, "count": len(text.split())}, "short"
                )


RULE = Rule(
    id="DP-AMBIG",
    severity=Severity.WARNING,
    source=N_("EDPB guidelines 03/2022, paragraph 4.6; EDPB guidelines 05/2020"),
    requirement=N_("Say exactly what consent is asked for."),
    messages={
        "vague": N_("“%(storage)s” says “%(found)s”, which can mean anything. Say what happens with which data."),
        "short": N_("“%(storage)s” is explained in %(count)s words. Say what happens, with which data and for whom."),
    },
    example=N_("""\
description:
  en: With these we count which pages visitors view, and how often."""),
    find=_find,
)  # fmt: skip

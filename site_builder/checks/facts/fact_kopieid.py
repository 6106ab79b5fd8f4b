"""Who must send a copy of an identity document hears of the app that masks it."""

import re
from collections.abc import Iterator

from site_builder.checks.identity_copy import COPY_OF_IDENTITY
from site_builder.checks.passages import mentions
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_NEVER = {"nl": r"\b(geen|nooit|niet)\b", "en": r"\b(no|never|not)\b|n[’']t\b"}
_APP = re.compile(r"\bkopie-?id\b", re.IGNORECASE)


def _find(text: JudgedText) -> Iterator[Finding]:
    register = text.register
    address = register.controller.address
    # Who asks everybody for a copy is to stop that first (GDPR-12-6).
    if register.rights.identification == "masked_copy" or (address is not None and address.country != "NL"):
        return
    if any(_APP.search(passage.text) for passage in text.passages):
        return
    for passage in text.passages:
        for sentence in passage.sentences:
            found = mentions(COPY_OF_IDENTITY, text.locale, sentence)
            if found and not mentions(_NEVER, text.locale, sentence):
                yield Finding(passage.location, {"found": found})


RULE: StatementRule = Rule(
    id="FACT-KOPIEID",
    severity=Severity.ADVICE,
    source=N_("Rijksdienst voor Identiteitsgegevens, the app KopieID"),
    requirement=N_("In the rare case that you need a copy of an identity document, name the government’s app KopieID, which masks what you may not have and marks what the copy is for."),
    messages=N_("This text asks for a copy of an identity document: “%(found)s”. Name the app KopieID, which masks the number and the photo."),
    example=N_("Only if we cannot tell in another way who you are, we ask for a copy of your identity document. Make it with the app KopieID, and mask the photo and the number."),
    find_in=_find,
)  # fmt: skip

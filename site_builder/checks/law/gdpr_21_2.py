"""Who objects to marketing gets no more of it."""

from collections.abc import Iterator

from site_builder.checks.passages import says
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity

_MARKETING = {
    "nl": r"\b(reclame|direct marketing|marketing|nieuwsbrie(f|ven)|aanbiedingen|mailings?)\b",
    "en": r"\b(advertising|advertisements?|adverts?|marketing|newsletters?|offers|mailings?)\b",
}


def _find(text: JudgedText) -> Iterator[Finding]:
    if any(purpose.direct_marketing for purpose in text.register.purposes):
        for passage in text.passages:
            if passage.heading.id == "objection" and not says(_MARKETING, text.locale, passage.text):
                yield Finding(passage.location)


RULE: StatementRule = Rule(
    id="GDPR-21-2",
    severity=Severity.ERROR,
    source=N_("GDPR articles 21(2) and 21(3)"),
    requirement=N_("Say that who objects to direct marketing gets no more of it."),
    messages=N_("There is direct marketing, but below “objection” this text does not say that you stop with it when somebody objects. Add a sentence about advertising there."),
    example=N_("""\
## You may object {#objection}

Do you want no more advertising? Then we always stop."""),
    find_in=_find,
)  # fmt: skip

"""Where data come from."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    for purpose in judged.register.purposes:
        if purpose.source is None:
            yield Finding(purpose.origin.at(), {"purpose": purpose.title}, "source")
        elif purpose.source == "third_party":
            if purpose.source_name is None:
                yield Finding(purpose.origin.at("source"), {"purpose": purpose.title}, "name")
            if purpose.public_source is None:
                yield Finding(purpose.origin.at("source"), {"purpose": purpose.title}, "public")


RULE: StatementRule = Rule(
    id="GDPR-14-2-f",
    severity=Severity.ERROR,
    source=N_("GDPR article 14(2)(f)"),
    requirement=N_("Say where the data come from, and whether that source is public."),
    messages={
        "source": N_("“%(purpose)s” does not say where the data come from. Add “source”: data_subject, observed or third_party."),
        "name": N_("“%(purpose)s” uses data from others, but does not say from whom. Add “source_name”."),
        "public": N_("“%(purpose)s” uses data from others. Say with “public_source: true” or “false” whether everybody can see that source."),
    },
    example=N_("""\
source: third_party
source_name:
  en: the Chamber of Commerce
public_source: true"""),
    find=_find,
)  # fmt: skip

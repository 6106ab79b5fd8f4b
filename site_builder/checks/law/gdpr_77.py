"""Who lives abroad can go to their own authority."""

from collections.abc import Iterator

from site_builder.checks.passages import language
from site_builder.checks.rule import Finding, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(text: JudgedText) -> Iterator[Finding]:
    links = (link for passage in text.passages for link in passage.links)
    if language(text.locale) != "nl" and not any("edpb.europa.eu/" in link for link in links):
        section = text.prose.section_with("rights")
        yield Finding(section.heading.origin.at() if section else Location(text.prose.path))


RULE: StatementRule = Rule(
    id="GDPR-77",
    severity=Severity.ADVICE,
    source=N_("GDPR article 77(1)"),
    requirement=N_("Tell who lives or works elsewhere in Europe that they can go to their own authority."),
    messages=N_("This text may have readers abroad. Tell them that they can complain to their own authority, and link to the list of the EDPB: https://www.edpb.europa.eu/about-edpb/about-edpb/members_en."),
    example=N_("""\
Do you live or work in another country of the EEA? Then you can also go to [the authority in that country](https://www.edpb.europa.eu/about-edpb/about-edpb/members_en)."""),
    find_in=_find,
)  # fmt: skip

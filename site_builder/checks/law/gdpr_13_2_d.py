"""Where people can complain."""

from collections.abc import Iterator

from site_builder.checks.rule import Finding, Judged, JudgedText, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Location, Severity


def _find(judged: Judged) -> Iterator[Finding]:
    register = judged.register
    authority = register.supervisory_authority
    if authority is None:
        yield Finding(register.origin.at(), variant="authority")
        return
    address = authority.complaint or authority.website
    if address is None:
        yield Finding(authority.origin.at(), {"authority": authority.name}, "address")
        return
    host = address.split("/")[2].removeprefix("www.")
    if register.controller.address.country == "NL" and host != "autoriteitpersoonsgegevens.nl":
        yield Finding(authority.origin.at("complaint"), {"host": host}, "host")


def _find_in(text: JudgedText) -> Iterator[Finding]:
    authority = text.register.supervisory_authority
    address = authority and (authority.complaint or authority.website)
    if authority and address:
        links = {link for passage in text.passages for link in passage.links}
        if not links & {"supervisory_authority.complaint", "supervisory_authority.website", address}:
            yield Finding(Location(text.prose.path), {"authority": authority.name}, "text")


RULE: StatementRule = Rule(
    id="GDPR-13-2-d",
    severity=Severity.ERROR,
    source=N_("GDPR articles 13(2)(d) and 77"),
    requirement=N_("Say that people can lodge a complaint with the supervisory authority, and link to it."),
    messages={
        "authority": N_("Nothing says which authority people can complain to. Add “supervisory_authority” with its name and the address of its form as “complaint”."),
        "address": N_("“%(authority)s” has no address on the web. Add the address of its form as “complaint”."),
        "host": N_("For an organisation in the Netherlands the authority is the Autoriteit Persoonsgegevens, but “complaint” leads to %(host)s. Link to autoriteitpersoonsgegevens.nl."),
        "text": N_("This text has no link to “%(authority)s”. Link to {{ supervisory_authority.complaint }} where you tell about complaints."),
    },
    example=N_("""\
[lodge a complaint with the {{ supervisory_authority.name }}]({{ supervisory_authority.complaint }})"""),
    find=_find,
    find_in=_find_in,
)  # fmt: skip

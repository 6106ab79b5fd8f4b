"""Who is responsible, who represents them, and who watches: the sentences."""

from collections.abc import Mapping

from site_builder.changes.sentences.telling import (
    Fact,
    Sentence,
    Side,
    Telling,
    each_way,
    fact_sentence,
    says,
)
from site_builder.labels import N_
from site_builder.model import Contact


def _contact(side: Side, value: Contact | str) -> str:
    """How to reach somebody: everything that is stated."""
    if isinstance(value, str):
        return side.gettext("none")
    address = (side.words.address(value.address),) if value.address else ()
    return ", ".join(part for part in (value.name, value.email, value.telephone, *address) if part)


def _joint(side: Side, value: tuple[Contact, ...] | str) -> str:
    if isinstance(value, str) or not value:
        return side.gettext("none")
    return side.words.format.list(contact.name for contact in value)


def _ways(told: Telling) -> str:
    """Which ways to reach the supervisory authority differ."""
    old, new = told.was, told.now
    ways = [
        name
        for name, was, now in (
            (told.gettext("website"), old.website, new.website),
            (told.gettext("page for complaints"), old.complaint, new.complaint),
            (told.gettext("postal address"), old.address, new.address),
        )
        if was != now
    ]
    return told.gettext(
        "Details of the supervisory authority (%(authority)s) brought up to date: %(ways)s",
        authority=new.name,
        ways=told.words.format.list(ways),
    )


def _now(msgid: str) -> Sentence:
    return lambda told: told.gettext(msgid, contact=_contact(told.new, told.now))


def _was(msgid: str) -> Sentence:
    return lambda told: told.gettext(msgid, contact=_contact(told.old, told.was))


def _person(kind: str, who: Fact, none_stated: str, appointed: str, removed: str) -> Mapping[str, Sentence]:
    """Somebody who may be declared not to be there."""
    return {
        f"{kind}_none_stated": says(none_stated),
        f"{kind}_appointed": _now(appointed),
        f"{kind}_removed": _was(removed),
        **each_way(kind, fact_sentence(who, _contact)),
    }


_AUTHORITY = fact_sentence(
    says(N_("Supervisory authority for your complaints")), lambda side, value: side.as_written(value.name)
)
_WITH_US = says(N_("Responsible for your data together with us"))
_REGISTRATION = fact_sentence(says(N_("Our Chamber of Commerce number")), Side.as_written)
_TELEPHONE = fact_sentence(says(N_("Our telephone number")), Side.as_written)

PARTIES: Mapping[str, Sentence] = {
    "controller_name_changed": fact_sentence(says(N_("Responsible for your data")), Side.as_written),
    "controller_part_of_changed": fact_sentence(says(N_("Organisation that we are part of")), Side.as_written),
    **each_way("controller_registration", _REGISTRATION),
    "controller_address_changed": fact_sentence(says(N_("Our address")), Side.address),
    "controller_email_changed": fact_sentence(says(N_("Our e-mail address")), Side.as_written),
    **each_way("controller_telephone", _TELEPHONE),
    "controller_website_changed": fact_sentence(says(N_("Our website")), Side.as_written),
    **_person(
        "representative",
        says(N_("Our representative in the EU")),
        N_("Now stated: we have no representative in the EU"),
        N_("New: a representative in the EU, %(contact)s"),
        N_("We no longer have a representative in the EU (was %(contact)s)"),
    ),
    "joint_controllers_none_stated": says(N_("Now stated: nobody else is responsible for your data together with us")),
    "joint_controller_stated": fact_sentence(_WITH_US, _contact),
    "joint_controller_added": _now(N_("New: responsible for your data together with us is %(contact)s")),
    "joint_controller_changed": fact_sentence(_WITH_US, _contact),
    "joint_controller_removed": _was(N_("No longer responsible for your data together with us: %(contact)s")),
    "joint_controllers_withdrawn": fact_sentence(_WITH_US, _joint),
    "joint_arrangement_changed": fact_sentence(
        says(N_("What we and those who are responsible with us agreed")), Side.quoted
    ),
    **_person(
        "data_protection_officer",
        says(N_("Our data protection officer")),
        N_("Now stated: we have no data protection officer"),
        N_("New: a data protection officer, %(contact)s"),
        N_("We no longer have a data protection officer (was %(contact)s)"),
    ),
    **each_way("supervisory_authority", _AUTHORITY),
    "supervisory_authority_contact_changed": _ways,
}

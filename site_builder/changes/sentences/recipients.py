"""Who receives data, in which role, where, and under which agreement: the sentences."""

from collections.abc import Iterator, Mapping

from site_builder.changes.sentences.telling import (
    Sentence,
    Side,
    Telling,
    about_recipient,
    called,
    each_way,
    fact_sentence,
    label,
)
from site_builder.countries import outside_eea
from site_builder.labels import N_
from site_builder.model import Recipient, Transfer
from site_builder.words import first_upper


def _country(side: Side, value: str) -> str:
    name = side.words.format.country(value)
    outside = outside_eea(value, side.register.effective_on)
    return side.gettext("%(country)s, outside the EEA", country=name) if outside else name


def _added(told: Telling) -> str:
    recipient = told.recipient()
    opening = told.gettext("New recipient: %(recipient)s", recipient=recipient.name)
    sentence = told.with_details(opening, _details(told, recipient))
    transfer = [first_upper(_transfer(told, recipient.transfer))] if recipient.transfer else []
    return told.in_sentences((sentence, *transfer))


def _details(told: Telling, recipient: Recipient) -> Iterator[str]:
    yield told.words.text(recipient.service)
    if recipient.role:
        yield told.words.label("role", recipient.role)
    if recipient.company:
        yield recipient.company
    if recipient.country:
        yield _country(told.new, recipient.country)
    if recipient.data:
        yield told.gettext("data: %(data)s", data=told.new.data(recipient.data))


def _arrangement(told: Telling, transfer: Transfer) -> str:
    """Where data go outside the EEA, and what makes that lawful."""
    mechanism = told.words.label("mechanism", transfer.mechanism)
    if transfer.decision:
        number = transfer.decision
        mechanism = told.gettext("%(mechanism)s, decision %(number)s", mechanism=mechanism, number=number)
    if transfer.fallback:
        fallback = told.words.label("mechanism", transfer.fallback)
        mechanism = told.gettext("%(mechanism)s; if that ends: %(fallback)s", mechanism=mechanism, fallback=fallback)
    return mechanism


def _transfer(told: Telling, transfer: Transfer) -> str:
    recipient = told.recipient().name
    if not transfer.countries:
        return told.gettext(
            "data that %(recipient)s receives can go to countries outside the EEA. Arranged through: %(arrangement)s",
            recipient=recipient,
            arrangement=_arrangement(told, transfer),
        )
    return told.ngettext(
        "data that %(recipient)s receives can go to this country outside the EEA: %(countries)s. "
        "Arranged through: %(arrangement)s",
        "data that %(recipient)s receives can go to these countries outside the EEA: %(countries)s. "
        "Arranged through: %(arrangement)s",
        len(transfer.countries),
        recipient=recipient,
        countries=told.words.format.countries(transfer.countries),
        arrangement=_arrangement(told, transfer),
    )


def _transfer_told(msgid: str) -> Sentence:
    def sentence(told: Telling) -> str:
        return told.gettext(msgid, transfer=_transfer(told, told.now))

    return sentence


def _transfer_lost(told: Telling) -> str:
    return told.gettext(
        "No longer stated: how your data stay protected outside the EEA with %(recipient)s (was %(mechanism)s)",
        recipient=told.recipient().name,
        mechanism=told.words.label("mechanism", told.was.mechanism),
    )


def _countries_added(told: Telling) -> str:
    return told.ngettext(
        "Data that %(recipient)s receives can now also go to this country outside the EEA: %(countries)s",
        "Data that %(recipient)s receives can now also go to these countries outside the EEA: %(countries)s",
        len(told.now),
        recipient=told.recipient().name,
        countries=told.words.format.countries(told.now),
    )


def _countries_removed(told: Telling) -> str:
    return told.ngettext(
        "Data that %(recipient)s receives no longer go to this country: %(countries)s",
        "Data that %(recipient)s receives no longer go to these countries: %(countries)s",
        len(told.was),
        recipient=told.recipient().name,
        countries=told.words.format.countries(told.was),
    )


def _data_added(told: Telling) -> str:
    return told.ngettext(
        "%(recipient)s now also receives this kind of data: %(data)s",
        "%(recipient)s now also receives these kinds of data: %(data)s",
        len(told.now),
        recipient=told.recipient().name,
        data=told.new.data(told.now),
    )


def _special_data_added(told: Telling) -> str:
    return told.ngettext(
        "%(recipient)s now also receives this kind of special personal data, which the law protects extra: %(data)s",
        "%(recipient)s now also receives these kinds of special personal data, which the law protects extra: %(data)s",
        len(told.now),
        recipient=told.recipient().name,
        data=told.new.data(told.now),
    )


def _data_removed(told: Telling) -> str:
    return told.ngettext(
        "%(recipient)s no longer receives this kind of data: %(data)s",
        "%(recipient)s no longer receives these kinds of data: %(data)s",
        len(told.was),
        recipient=told.recipient().name,
        data=told.old.data(told.was),
    )


def _replaced(told: Telling) -> str:
    return told.gettext(
        "%(after)s takes the place of %(before)s (%(service)s)",
        after=told.now.name,
        before=told.was.name,
        service=told.words.text(told.now.service),
    )


def _removed(told: Telling) -> str:
    return told.gettext("No longer a recipient of your data: %(recipient)s", recipient=told.was.name)


_COUNTRY = fact_sentence(about_recipient(N_("Country of %(recipient)s")), _country)
_ROLE = fact_sentence(about_recipient(N_("Role of %(recipient)s")), label("role"))
_MECHANISM = fact_sentence(about_recipient(N_("Protection outside the EEA with %(recipient)s")), label("mechanism"))
_DATA = fact_sentence(about_recipient(N_("Data that %(recipient)s receives")), Side.data)

RECIPIENTS: Mapping[str, Sentence] = {
    "recipient_added": _added,
    "recipient_replaced": _replaced,
    "recipient_removed": _removed,
    "recipient_renamed": called(N_("The recipient “%(before)s” is now called “%(after)s”")),
    **each_way(
        "recipient_company", fact_sentence(about_recipient(N_("Company behind %(recipient)s")), Side.as_written)
    ),
    **each_way("recipient_role", _ROLE),
    "recipient_became_controller": lambda told: told.gettext(
        "%(sentence)s. It now also decides what your data are used for", sentence=_ROLE(told)
    ),
    "recipient_service_changed": fact_sentence(about_recipient(N_("What %(recipient)s does for us")), Side.text),
    **each_way("recipient_country", _COUNTRY),
    "recipient_country_outside_eea_stated": _COUNTRY,
    "recipient_country_outside_eea": _COUNTRY,
    "transfer_stated": _transfer_told(N_("Not stated before: %(transfer)s")),
    "transfer_added": _transfer_told(N_("New: %(transfer)s")),
    "transfer_ended": about_recipient(N_("Data that %(recipient)s receives no longer go outside the EEA")),
    "transfer_lost": _transfer_lost,
    "transfer_country_added": _countries_added,
    "transfer_country_removed": _countries_removed,
    "transfer_mechanism_changed": _MECHANISM,
    "transfer_safeguard_lost": _MECHANISM,
    "transfer_decision_changed": fact_sentence(
        about_recipient(N_("Decision behind the transfer to %(recipient)s")), Side.as_written
    ),
    **each_way(
        "transfer_fallback",
        fact_sentence(
            about_recipient(N_("If the protection outside the EEA with %(recipient)s ends")), label("mechanism")
        ),
    ),
    "transfer_checked": fact_sentence(
        about_recipient(N_("Protection outside the EEA with %(recipient)s checked on")), Side.day
    ),
    **each_way(
        "transfer_copy", fact_sentence(about_recipient(N_("A copy of the agreements with %(recipient)s")), Side.quoted)
    ),
    "recipient_agreement_changed": fact_sentence(about_recipient(N_("Agreement with %(recipient)s")), Side.text),
    "recipient_data_stated": _DATA,
    "recipient_data_added": _data_added,
    "recipient_special_data_added": _special_data_added,
    "recipient_data_removed": _data_removed,
    "recipient_data_withdrawn": _DATA,
}

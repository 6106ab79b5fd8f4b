"""Why data are processed, on which basis, and what follows from not giving them: the sentences."""

from collections.abc import Iterator, Mapping

from site_builder.changes.sentences.telling import (
    Sentence,
    Side,
    Telling,
    about_purpose,
    called,
    each_way,
    fact_sentence,
    label,
)
from site_builder.labels import N_
from site_builder.model import Purpose


def _basis_of(told: Telling, purpose: Purpose) -> str:
    """The legal basis that a purpose now has, with the interest or law behind it."""
    name = told.words.label("legal_basis", purpose.legal_basis) if purpose.legal_basis else ""
    if purpose.legitimate_interest:
        interest = told.words.text(purpose.legitimate_interest)
        return told.gettext("%(basis)s, namely %(interest)s", basis=name, interest=interest)
    if purpose.law:
        return told.gettext("%(basis)s under %(law)s", basis=name, law=told.words.text(purpose.law))
    return name


def _basis(told: Telling) -> str:
    def value(side: Side, basis: str) -> str:
        return _basis_of(told, told.purpose()) if side is told.new else side.words.label("legal_basis", basis)

    return fact_sentence(about_purpose(N_("Legal basis of “%(purpose)s”")), value)(told)


def _left_consent(told: Telling) -> str:
    purpose = told.words.text(told.purpose().title)
    if told.now is None:
        return told.gettext(
            "“%(purpose)s” no longer rests on your consent; no other legal basis is stated", purpose=purpose
        )
    return told.gettext(
        "“%(purpose)s” no longer rests on your consent. The legal basis is now: %(basis)s",
        purpose=purpose,
        basis=_basis_of(told, told.purpose()),
    )


def _added(told: Telling) -> str:
    purpose = told.purpose()
    return told.with_details(
        told.gettext("New purpose: “%(purpose)s”", purpose=told.words.text(purpose.title)), _details(told, purpose)
    )


def _details(told: Telling, purpose: Purpose) -> Iterator[str]:
    if purpose.starts_on:
        yield told.gettext("from %(date)s", date=told.words.format.date(purpose.starts_on))
    if purpose.legal_basis:
        yield told.gettext("legal basis: %(basis)s", basis=_basis_of(told, purpose))
    if purpose.data:
        yield told.gettext("data: %(data)s", data=told.new.data(purpose.data))
    if purpose.recipients:
        names = told.new.recipients(purpose.recipients)
        yield told.ngettext(
            "recipient: %(recipients)s", "recipients: %(recipients)s", len(purpose.recipients), recipients=names
        )


def _data_added(told: Telling) -> str:
    return told.ngettext(
        "For “%(purpose)s” we now also use this kind of data: %(data)s",
        "For “%(purpose)s” we now also use these kinds of data: %(data)s",
        len(told.now),
        purpose=told.words.text(told.purpose().title),
        data=told.new.data(told.now),
    )


def _special_data_added(told: Telling) -> str:
    return told.ngettext(
        "For “%(purpose)s” we now also use this kind of special personal data, which the law protects extra: %(data)s",
        "For “%(purpose)s” we now also use these kinds of special personal data, which the law protects extra: "
        "%(data)s",
        len(told.now),
        purpose=told.words.text(told.purpose().title),
        data=told.new.data(told.now),
    )


def _data_removed(told: Telling) -> str:
    return told.ngettext(
        "For “%(purpose)s” we no longer use this kind of data: %(data)s",
        "For “%(purpose)s” we no longer use these kinds of data: %(data)s",
        len(told.was),
        purpose=told.words.text(told.purpose().title),
        data=told.old.data(told.was),
    )


def _recipient_added(told: Telling) -> str:
    return told.ngettext(
        "Recipient added for “%(purpose)s”: %(recipients)s",
        "Recipients added for “%(purpose)s”: %(recipients)s",
        len(told.now),
        purpose=told.words.text(told.purpose().title),
        recipients=told.new.recipients(told.now),
    )


def _recipient_removed(told: Telling) -> str:
    return told.ngettext(
        "No longer a recipient for “%(purpose)s”: %(recipients)s",
        "No longer recipients for “%(purpose)s”: %(recipients)s",
        len(told.was),
        purpose=told.words.text(told.purpose().title),
        recipients=told.old.recipients(told.was),
    )


def _provision(told: Telling) -> str:
    """A question and its answer."""
    question = about_purpose(N_("Do you have to give data for “%(purpose)s”?"))(told)
    was, now = ("" if value is None else told.words.label("provision", value) for value in (told.was, told.now))
    if told.was is None:
        return told.gettext("%(question)s %(after)s (not stated before)", question=question, after=now)
    if told.now is None:
        return told.gettext("%(question)s No longer stated. It was: “%(before)s”", question=question, before=was)
    return told.gettext("%(question)s %(after)s. It was: “%(before)s”", question=question, after=now, before=was)


def _access(side: Side, public: bool) -> str:
    return side.gettext("public") if public else side.gettext("not public")


_DATA = fact_sentence(about_purpose(N_("Data for “%(purpose)s”")), Side.data)
_RECIPIENTS = fact_sentence(about_purpose(N_("Who receives the data for “%(purpose)s”")), Side.recipients)
_SOURCE = about_purpose(N_("Where the data for “%(purpose)s” come from"))

PURPOSES: Mapping[str, Sentence] = {
    "purpose_added": _added,
    "purpose_removed": about_purpose(N_("We no longer use data for “%(purpose)s”")),
    "purpose_title_changed": called(N_("The purpose “%(before)s” is now called “%(after)s”")),
    "purpose_description_changed": fact_sentence(about_purpose(N_("Explanation of “%(purpose)s”")), Side.quoted),
    **each_way("purpose_start", fact_sentence(about_purpose(N_("Start of “%(purpose)s”")), Side.day)),
    **each_way("legal_basis", _basis),
    "legal_basis_left_consent": _left_consent,
    **each_way("purpose_law", fact_sentence(about_purpose(N_("The law behind “%(purpose)s”")), Side.text)),
    **each_way("legitimate_interest", fact_sentence(about_purpose(N_("The interest behind “%(purpose)s”")), Side.text)),
    "balancing_test_offered": about_purpose(
        N_("You can ask us how we weighed our interest in “%(purpose)s” against yours (not stated before)")
    ),
    "balancing_test_withdrawn": about_purpose(
        N_("No longer stated: that you can ask us how we weighed our interest in “%(purpose)s” against yours")
    ),
    **each_way(
        "purpose_withdraw", fact_sentence(about_purpose(N_("Withdrawing your consent for “%(purpose)s”")), Side.quoted)
    ),
    "direct_marketing_stated": about_purpose(
        N_("“%(purpose)s” counts as direct marketing: when you object, we stop (not stated before)")
    ),
    "direct_marketing_ended": about_purpose(N_("“%(purpose)s” no longer counts as direct marketing")),
    "purpose_data_stated": _DATA,
    "purpose_data_added": _data_added,
    "purpose_special_data_added": _special_data_added,
    "purpose_data_removed": _data_removed,
    "purpose_data_withdrawn": _DATA,
    "purpose_recipients_stated": _RECIPIENTS,
    "purpose_recipient_added": _recipient_added,
    "purpose_recipient_removed": _recipient_removed,
    "purpose_recipients_withdrawn": _RECIPIENTS,
    **each_way("purpose_source", fact_sentence(_SOURCE, label("source"))),
    **each_way(
        "purpose_source_name", fact_sentence(about_purpose(N_("Who gives us the data for “%(purpose)s”")), Side.text)
    ),
    **each_way(
        "purpose_source_access",
        fact_sentence(about_purpose(N_("Whether everybody can see the source of the data for “%(purpose)s”")), _access),
    ),
    "purpose_informed_when_changed": fact_sentence(
        about_purpose(N_("When we tell people that we have their data for “%(purpose)s”")), Side.quoted
    ),
    **each_way("provision", _provision),
    "consequence_changed": fact_sentence(about_purpose(N_("Without data for “%(purpose)s”")), Side.quoted),
}

"""Rights, automated decisions, children, and the language that prevails: the sentences."""

from collections.abc import Mapping, Sequence

from site_builder.changes.sentences.telling import (
    Sentence,
    Side,
    Telling,
    about_decision,
    called,
    each_way,
    fact_sentence,
    says,
)
from site_builder.labels import N_
from site_builder.model import AutomatedDecision, Children

_IDENTIFICATION = {
    "masked_copy": N_("always a copy of your identity document, with parts made black"),
    "when_in_doubt": N_("more information, only when we are in doubt"),
}


def _identification(side: Side, value: str) -> str:
    return side.gettext(_IDENTIFICATION[value])


def _rights(told: Telling, rights: Sequence[str]) -> str:
    return told.words.format.list(told.words.label("right", right) for right in rights)


def _right_added(told: Telling) -> str:
    return told.ngettext(
        "Now also listed as your right: %(rights)s",
        "Now also listed as your rights: %(rights)s",
        len(told.now),
        rights=_rights(told, told.now),
    )


def _right_removed(told: Telling) -> str:
    return told.ngettext(
        "No longer listed as your right: %(rights)s",
        "No longer listed as your rights: %(rights)s",
        len(told.was),
        rights=_rights(told, told.was),
    )


def _years(side: Side, value: int | Children) -> str:
    return side.words.format.duration(f"P{value.age if isinstance(value, Children) else value}Y")


def _language(side: Side, value: str) -> str:
    return side.words.format.language(value)


def _decision_told(msgid: str) -> Sentence:
    def sentence(told: Telling) -> str:
        decision = told.decision()
        details = (told.words.text(decision.consequences),) if told.now else ()
        return told.in_sentences((told.gettext(msgid, decision=told.words.text(decision.title)), *details))

    return sentence


def _decisions(side: Side, value: tuple[AutomatedDecision, ...] | str) -> str:
    if isinstance(value, str) or not value:
        return side.gettext("none")
    return side.words.format.list(side.words.text(decision.title) for decision in value)


_RESPONSE = fact_sentence(says(N_("We answer your request within")), Side.period)
_AGE = fact_sentence(says(N_("Age under which a parent or guardian has to agree")), _years)

DECISIONS: Mapping[str, Sentence] = {
    "automated_decisions_none_stated": says(
        N_("Now stated: we take no decisions with serious consequences for people by computer alone")
    ),
    "automated_decision_stated": _decision_told(N_("A computer alone decides, not stated before: “%(decision)s”")),
    "automated_decision_added": _decision_told(N_("New: a computer alone decides on “%(decision)s”")),
    "automated_decision_removed": _decision_told(N_("A computer alone no longer decides on “%(decision)s”")),
    "automated_decisions_withdrawn": fact_sentence(says(N_("Decisions by computer alone")), _decisions),
    "automated_decision_title_changed": called(N_("The automated decision “%(before)s” is now called “%(after)s”")),
    "automated_decision_logic_changed": fact_sentence(
        about_decision(N_("How the automated decision “%(decision)s” works")), Side.quoted
    ),
    "automated_decision_significance_changed": fact_sentence(
        about_decision(N_("What the automated decision “%(decision)s” means")), Side.quoted
    ),
    "automated_decision_consequences_changed": fact_sentence(
        about_decision(N_("Consequences of the automated decision “%(decision)s”")), Side.quoted
    ),
    "automated_decision_human_review_changed": fact_sentence(
        about_decision(N_("Human review of the automated decision “%(decision)s”")), Side.quoted
    ),
}

RIGHTS: Mapping[str, Sentence] = {
    "right_added": _right_added,
    "right_removed": _right_removed,
    "rights_contact_changed": fact_sentence(says(N_("E-mail address for using your rights")), Side.as_written),
    "response_time_longer": _RESPONSE,
    "response_time_shorter": _RESPONSE,
    "response_time_rephrased": lambda told: told.gettext("%(sentence)s (equally long)", sentence=_RESPONSE(told)),
    **each_way(
        "identification", fact_sentence(says(N_("Proof that it is you, when you use your rights")), _identification)
    ),
    "children_stated": _AGE,
    "children_withdrawn": _AGE,
    "children_age_changed": _AGE,
    "children_addressed": says(N_("We now also address children")),
    "children_no_longer_addressed": says(N_("We no longer address children")),
    "parental_consent_changed": fact_sentence(says(N_("How a parent or guardian agrees")), Side.quoted),
    "authoritative_locale_changed": fact_sentence(says(N_("When the languages differ, this one prevails")), _language),
}

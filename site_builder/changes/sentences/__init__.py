"""A change of a fact → a sentence in the reader's locale. Plain text; who shows it escapes it."""

from collections.abc import Iterable, Mapping

from site_builder.changes.change import Change
from site_builder.changes.sentences.data import DATA
from site_builder.changes.sentences.parties import PARTIES
from site_builder.changes.sentences.purposes import PURPOSES
from site_builder.changes.sentences.recipients import RECIPIENTS
from site_builder.changes.sentences.rights import DECISIONS, RIGHTS
from site_builder.changes.sentences.storage import STORAGE
from site_builder.changes.sentences.telling import Sentence, Side, Telling
from site_builder.changes.sentences.together import groups, tell_together
from site_builder.model import Register
from site_builder.words import Words

__all__ = ["SENTENCES", "sentence", "sentences"]


def _id_renamed(told: Telling) -> str:
    return told.gettext(
        "Only a name inside the files changed: “%(before)s” is now “%(after)s”",
        before=told.change.before,
        after=told.change.after,
    )


_ID_RENAMED = (
    "data_category_id_renamed",
    "purpose_id_renamed",
    "automated_decision_id_renamed",
    "recipient_id_renamed",
    "storage_purpose_id_renamed",
    "storage_service_id_renamed",
)

SENTENCES: Mapping[str, Sentence] = {
    **PARTIES,
    **DATA,
    **PURPOSES,
    **DECISIONS,
    **RECIPIENTS,
    **STORAGE,
    **RIGHTS,
    **dict.fromkeys(_ID_RENAMED, _id_renamed),
}


def sentence(change: Change, words: Words, before: Register, after: Register) -> str:
    """A change between two registers, as a reader is told."""
    return SENTENCES[change.kind](_telling(change, words, before, after))


def sentences(
    changes: Iterable[Change], words: Words, before: Register, after: Register
) -> tuple[tuple[tuple[Change, ...], str], ...]:
    """Changes with what a reader is told of them, each change once, in order.

    What the old register left out of one purpose or recipient, and is no alarm, is told together.
    """
    return tuple(
        (
            group,
            sentence(group[0], words, before, after)
            if len(group) == 1
            else tell_together(_telling(change, words, before, after) for change in group),
        )
        for group in groups(changes)
    )


def _telling(change: Change, words: Words, before: Register, after: Register) -> Telling:
    return Telling(change, Side(words, before), Side(words, after))

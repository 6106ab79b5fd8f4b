"""Two registers → the facts that differ."""

from site_builder.changes.change import Change
from site_builder.changes.register.automated_decisions import decision_changes
from site_builder.changes.register.data import data_changes, match_data
from site_builder.changes.register.parties import party_changes
from site_builder.changes.register.purposes import purpose_changes
from site_builder.changes.register.recipients import match_recipients, recipient_changes
from site_builder.changes.register.rights import language_changes, rights_changes
from site_builder.changes.register.storage import storage_changes
from site_builder.model import Register

__all__ = ["register_changes"]


def register_changes(before: Register, after: Register) -> tuple[Change, ...]:
    """Every fact that differs, in the order of a statement; within a list in the new order, what was removed last.

    Subjects and new values name things by their new ids, old values by their old ids. What only shows a fact (links,
    what stands in the summary, the dates of the version) is not a fact.
    """
    data, recipients = match_data(before, after), match_recipients(before, after)
    return (
        *party_changes(before, after),
        *data_changes(data, after),
        *purpose_changes(before, after, data, recipients),
        *decision_changes(before, after),
        *recipient_changes(data, recipients, after),
        *storage_changes(before, after, recipients),
        *rights_changes(before, after),
        *language_changes(before, after),
    )

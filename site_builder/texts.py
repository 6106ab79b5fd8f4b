"""The texts in a register: where each was written, and which block of the page shows it."""

from collections.abc import Iterator, Mapping

from site_builder.model import Prose, Record, Register, record_fields
from site_builder.problem import Location
from site_builder.records import record

SUMMARY = "summary"
"""Where a reader finds what is told of a version as a whole."""

_OF_THE_VERSION = (SUMMARY, "lead_time_reason")
# The block that shows a part of the register.
_BLOCKS: Mapping[str, str] = {
    "data_categories": "retention",
    "purposes": "purposes",
    "recipients": "recipients",
    "transfer": "transfers",
    "storage": "storage",
    "automated_decisions": "automated_decisions",
    "joint_arrangement": "contact",
}


@record
class RegisterText:
    """A text of the register by its locale; one without a locale is the same in all. `path` are the fields that lead
    to it, `records` the records on the way."""

    path: tuple[str, ...]
    records: tuple[Record, ...]
    texts: Mapping[str, str]
    location: Location

    @property
    def field(self) -> str:
        return self.path[-1]

    def section_in(self, prose: Prose) -> str:
        """The id of the section in which a reader of a text finds it: what shows its block, or looks it up by itself;
        `summary` for what is told of the version as a whole, and nothing where it is not shown."""
        if self.path[0] in _OF_THE_VERSION:
            return SUMMARY
        block = next((_BLOCKS[name] for name in reversed(self.path) if name in _BLOCKS), "")
        name = ".".join(self.path)
        shown = (section for section in prose.sections if block in section.blocks or name in section.lookups)
        return next((section.id for section in shown), "")


def register_texts(register: Register) -> Iterator[RegisterText]:
    """Every text that an editor wrote in a register, in the order of the model."""
    yield from _texts(register, (), ())


def _texts(record: Record, path: tuple[str, ...], records: tuple[Record, ...]) -> Iterator[RegisterText]:
    within = (*records, record)
    for name in record_fields(type(record)):
        value = getattr(record, name)
        here = (*path, name)
        if isinstance(value, str) and value:
            yield RegisterText(here, within, {"": value}, record.origin.at(name))
        elif isinstance(value, Mapping):
            yield RegisterText(here, within, value, record.origin.at(name))
        elif isinstance(value, Record):
            yield from _texts(value, here, within)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Record):
                    yield from _texts(item, here, within)

"""The texts in a register: where each was written, and which block of the page shows it."""

from collections.abc import Iterator, Mapping

from site_builder.model import Record, Register, record_fields
from site_builder.problem import Location
from site_builder.records import record

# The block that shows a part of the register; what stands in none is shown above the text, or is not shown in words.
_BLOCKS: Mapping[str, str] = {
    "data_categories": "retention",
    "purposes": "purposes",
    "recipients": "recipients",
    "transfer": "transfers",
    "storage": "storage",
    "automated_decisions": "automated_decisions",
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

    @property
    def block(self) -> str:
        """The block that shows it, or nothing."""
        return next((_BLOCKS[name] for name in reversed(self.path) if name in _BLOCKS), "")


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

"""YAML text → frozen records, by `decoder.py`, which is loaded when something is read that is not remembered."""

from typing import TypeVar

from site_builder.model import Record
from site_builder.problem import Problem

Decoded = TypeVar("Decoded", bound=Record)


def decode(
    record: type[Decoded], text: str, path: str, *, first_line: int = 1, locales: tuple[str, ...] = ()
) -> tuple[Decoded | None, tuple[Problem, ...]]:
    """The record that a YAML text describes, and every problem found.

    A value that is missing or wrong is replaced by an empty one, so that the rest can still be checked; the record is
    None only when there is nothing to read. `first_line` is the line of `path` on which `text` begins; every localized
    text must be there in each of `locales`.
    """
    from site_builder.decoder import decode as decode_now

    return decode_now(record, text, path, first_line, locales)

"""Steps of one kind that are looked up together, as long as nothing changed that any of them read."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from site_builder.memory.steps import BuildMemory

Made = TypeVar("Made")
_MONTH = re.compile(r"\d{4}-\d{2}(?=-\d{2})")


class Step(NamedTuple, Generic[Made]):
    """A step by its name, what it does, and its input."""

    name: str
    make: Callable[[], Made]
    known: str = ""


def neighbourhood(name: str) -> str:
    """What is of versions of one month leads to each other and seldom changes; anything else is by itself."""
    month = _MONTH.search(name)
    return month[0] if month else name


def remember_each(memory: BuildMemory, kind: str, steps: Iterable[Step[Made]]) -> Iterator[tuple[Step[Made], Made]]:
    """Every step with what it makes. Neighbours come together, and are looked at one by one only when something changed
    that one of them read."""
    neighbours: dict[str, list[Step[Made]]] = {}
    for step in steps:
        neighbours.setdefault(neighbourhood(step.name), []).append(step)
    for name, together in neighbours.items():
        around = f"{kind} of {name}"

        def look(together: list[Step[Made]] = together, around: str = around) -> tuple[Made, ...]:
            return tuple(memory.step(step.name, step.make, step.known, within=around) for step in together)

        known = (part for step in together for part in (step.name, step.known))
        yield from zip(together, memory.step(around, look, *known), strict=True)

"""Steps of one kind that are looked up together, as long as nothing changed that any of them read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from site_builder.memory.steps import BuildMemory

Made = TypeVar("Made")
_YEAR = re.compile(r"\d{4}(?=-\d{2}-\d{2})")


class Step(NamedTuple, Generic[Made]):
    """A step by its name, what it does, and its input."""

    name: str
    make: Callable[[], Made]
    known: str = ""


def neighbourhood(name: str) -> str:
    """What is of versions of one year leads to each other and seldom changes; anything else is by itself."""
    year = _YEAR.search(name)
    return year[0] if year else name


def together(kind: str, steps: Iterable[Step[Made]]) -> Mapping[str, list[Step[Made]]]:
    """The neighbours among steps of one kind, by the name of the step around them."""
    found: dict[str, list[Step[Made]]] = {}
    for step in steps:
        found.setdefault(neighbourhood(step.name), []).append(step)
    return {f"{kind} of {place}": neighbours for place, neighbours in found.items()}


def known_of(steps: Iterable[Step[Made]]) -> Iterator[str]:
    """Which steps these are, and their inputs."""
    for step in steps:
        yield step.name
        yield step.known


def remember_each(memory: BuildMemory, kind: str, steps: Iterable[Step[Made]]) -> Iterator[tuple[Step[Made], Made]]:
    """Every step with what it makes. Neighbours come together, and are looked at one by one only when something changed
    that one of them read."""
    for around, neighbours in together(kind, steps).items():

        def look(neighbours: list[Step[Made]] = neighbours, around: str = around) -> tuple[Made, ...]:
            return tuple(memory.step(step.name, step.make, step.known, within=around) for step in neighbours)

        yield from zip(neighbours, memory.step(around, look, *known_of(neighbours)), strict=True)

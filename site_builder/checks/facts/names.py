"""Old names and addresses in the texts of a version and in its register."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from site_builder.checks.facts.data import Fact, aged, facts, named
from site_builder.checks.language.passages import register, texts
from site_builder.checks.rule import Finding, Judged
from site_builder.problem import Location


def finder(rule: str) -> Callable[[Judged], Iterable[Finding]]:
    """Finds what a rule says is old on the day that a version takes effect; each form once in a file."""

    def find(judged: Judged) -> Iterator[Finding]:
        told: set[tuple[str, str]] = set()
        said = "\n".join(text for _, text in _said(judged))
        for fact in aged(rule, judged.register.effective_on, facts()):
            if fact.kind == "name" and not any(old in said for old in fact.old):
                continue
            for place, text in _links(judged) if fact.kind == "link" else _said(judged):
                old = named(fact, text)
                if old and (place.path, old) not in told:
                    told.add((place.path, old))
                    yield Finding(place, _arguments(fact, text if fact.kind == "link" else old))

    return find


def _arguments(fact: Fact, old: str) -> dict[str, object]:
    return {"found": old, "new": fact.new, "since": fact.since, "source": fact.source}


@lru_cache(maxsize=8)
def _said(judged: Judged) -> tuple[tuple[Location, str], ...]:
    """Every sentence, and every text and name of the register."""
    prose = [
        (sentence.location, sentence.text)
        for text in texts(judged)
        for passage, sentence in text.sentences
        if passage.kind != "register"
    ]
    return (*prose, *_register(judged))


def _register(judged: Judged) -> Iterator[tuple[Location, str]]:
    for entry in register(judged):
        for said in entry.texts.values():
            yield entry.location, said


def _links(judged: Judged) -> Iterator[tuple[Location, str]]:
    for prose in judged.version.prose.values():
        for section in prose.sections:
            for number, line in enumerate(section.source.split("\n"), section.first_line):
                for word in line.replace("(", " ").replace(")", " ").replace("<", " ").replace(">", " ").split():
                    if "://" in word:
                        yield Location(prose.path, number), word
    yield from ((place, said) for place, said in _register(judged) if "://" in said)

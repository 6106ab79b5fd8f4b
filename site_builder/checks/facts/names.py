"""Old names and addresses in the texts of a version and in its register."""

from collections.abc import Callable, Iterable, Iterator

from site_builder.checks.facts.data import Fact, aged, facts, named
from site_builder.checks.language.passages import texts
from site_builder.checks.rule import Finding, Judged
from site_builder.problem import Location
from site_builder.texts import register_texts


def finder(rule: str) -> Callable[[Judged], Iterable[Finding]]:
    """Finds what a rule says is old on the day that a version takes effect; each form once in a file."""

    def find(judged: Judged) -> Iterator[Finding]:
        told: set[tuple[str, str]] = set()
        for fact in aged(rule, judged.register.effective_on, facts()):
            for place, text in _links(judged) if fact.kind == "link" else _said(judged):
                old = named(fact, text)
                if old and (place.path, old) not in told:
                    told.add((place.path, old))
                    yield Finding(place, _arguments(fact, text if fact.kind == "link" else old))

    return find


def _arguments(fact: Fact, old: str) -> dict[str, object]:
    return {"found": old, "new": fact.new, "since": fact.since, "source": fact.source}


def _said(judged: Judged) -> Iterator[tuple[Location, str]]:
    """Every sentence and every text and name of the register. What a sentence looks up is said in the register."""
    for text in texts(judged):
        for passage, sentence in text.sentences:
            if passage.kind != "register":
                yield sentence.location, sentence.text
    for entry in register_texts(judged.register):
        for said in entry.texts.values():
            yield entry.location, said


def _links(judged: Judged) -> Iterator[tuple[Location, str]]:
    for prose in judged.version.prose.values():
        for section in prose.sections:
            for number, line in enumerate(section.source.split("\n"), section.first_line):
                for word in line.replace("(", " ").replace(")", " ").replace("<", " ").replace(">", " ").split():
                    if "://" in word:
                        yield Location(prose.path, number), word
    for entry in register_texts(judged.register):
        for said in entry.texts.values():
            if "://" in said:
                yield entry.location, said

"""Old names and addresses in the texts of a version and in its register."""

from collections.abc import Callable, Iterable, Iterator

from site_builder.checks.facts.data import Fact, aged, facts, named
from site_builder.checks.language.passages import read, register_said
from site_builder.checks.rule import Finding, Judged, JudgedText
from site_builder.model import Prose
from site_builder.problem import Location

Said = Iterable[tuple[Location, str]]


def in_register(rule: str) -> Callable[[Judged], Iterable[Finding]]:
    """Finds what a rule says is old on the day that a version takes effect, in its register."""

    def find(judged: Judged) -> Iterator[Finding]:
        said = [(entry.location, text) for entry in register_said(judged) for text in entry.texts.values()]
        links = [(place, text) for place, text in said if "://" in text]
        known = aged(rule, judged.register.effective_on, judged.memory.step("facts", facts, within=judged.step(rule)))
        return _old(known, said, links)

    return find


def in_text(rule: str) -> Callable[[JudgedText], Iterable[Finding]]:
    """Finds it in one of its texts; each form once in a file."""

    def find(judged: JudgedText) -> Iterator[Finding]:
        sentences = (sentence for passage, sentence in read(judged).sentences if passage.kind != "register")
        said = [(sentence.location, sentence.text) for sentence in sentences]
        known = judged.judged.memory.step("facts", facts, within=judged.step)
        return _old(aged(rule, judged.register.effective_on, known), said, _links(judged.prose))

    return find


def _old(known: Iterable[Fact], said: Said, links: Said) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    whole = "\n".join(text for _, text in said)
    for fact in known:
        if fact.kind == "name" and not any(old in whole for old in fact.old):
            continue
        for place, text in links if fact.kind == "link" else said:
            old = named(fact, text)
            if old and (place.path, old) not in told:
                told.add((place.path, old))
                yield Finding(place, _arguments(fact, text if fact.kind == "link" else old))


def _arguments(fact: Fact, old: str) -> dict[str, object]:
    return {"found": old, "new": fact.new, "since": fact.since, "source": fact.source}


def _links(prose: Prose) -> list[tuple[Location, str]]:
    return [
        (Location(prose.path, number), word)
        for section in prose.sections
        for number, line in enumerate(section.source.split("\n"), section.first_line)
        for word in line.replace("(", " ").replace(")", " ").replace("<", " ").replace(">", " ").split()
        if "://" in word
    ]

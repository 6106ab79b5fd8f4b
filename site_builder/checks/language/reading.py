"""What the two formulas of readability find: the sections that are hard to read, and the hardest sentences."""

from collections.abc import Iterator, Sequence

from site_builder.checks.language.passages import Sentence, Text, read, register_said
from site_builder.checks.rule import Finding, JudgedText
from site_builder.labels import N_
from site_builder.language.data import Formula
from site_builder.language.readability import Counts, count, reading_ease, total
from site_builder.problem import Location
from site_builder.texts import SUMMARY

TARGET = 60
SUMMARY_TARGET = 65
# One long word decides over a shorter text.
ENOUGH_WORDS = 30
HARDEST = 3
# A short sentence is not hard, whatever its words.
ENOUGH_FOR_A_SENTENCE = 8
MESSAGES = {
    "section": N_("“%(section)s” scores %(score)s for readability; %(target)s or more is the aim. The measure is weak: shorten sentences and words where you can."),
    "summary": N_("The summary scores %(score)s for readability; %(target)s or more is the aim. The measure is weak: shorten sentences and words where you can."),
    "register": N_("What statement.yaml says outside every section scores %(score)s for readability; %(target)s or more is the aim. The measure is weak: shorten sentences and words where you can."),
    "sentence": N_("One of the hardest sentences of the text (it scores %(score)s): “%(sentence)s”"),
}  # fmt: skip


def hard_to_read(judged: JudgedText, formula: Formula) -> Iterator[Finding]:
    """The sections below the target and, when there are any, the three hardest sentences in them."""
    text = read(judged)
    if text.language.formula == formula:
        # Nobody can make a name shorter.
        said = {said for entry in register_said(judged.judged) if (said := entry.texts.get(""))}
        yield from _of_text(text, sorted(said, key=len)[::-1])


def _of_text(text: Text, names: Sequence[str]) -> Iterator[Finding]:
    whole = "\n".join(passage.text for passage in text.passages)
    names = [name for name in names if name in whole]
    sections: dict[str, list[tuple[Sentence, Counts]]] = {}
    for passage, sentence in text.running:
        words = sentence.text
        for name in names:
            words = words.replace(name, " ")
        sections.setdefault(passage.section, []).append((sentence, count(words, text.locale)))
    hard: list[tuple[float, Sentence]] = []
    for section, sentences in sections.items():
        counts = total(counted for _, counted in sentences)
        score = reading_ease(counts, text.locale)
        target = SUMMARY_TARGET if section == SUMMARY else TARGET
        if score is None or counts.words < ENOUGH_WORDS or round(score) >= target:
            continue
        arguments = {"section": text.title(section), "score": round(score), "target": target}
        if section == SUMMARY:
            yield Finding(sentences[0][0].location, arguments, "summary")
        elif not section:
            yield Finding(sentences[0][0].location, arguments, "register")
        else:
            yield Finding(_heading(text, section), arguments, "section")
        hard += (
            (ease, sentence)
            for sentence, counted in sentences
            if (ease := reading_ease(counted, text.locale)) is not None
            and ease < target
            and counted.words >= ENOUGH_FOR_A_SENTENCE
        )
    for ease, sentence in sorted(hard, key=lambda found: found[0])[:HARDEST]:
        yield Finding(sentence.location, {"score": round(ease), "sentence": sentence.text}, "sentence")


def _heading(text: Text, section: str) -> Location:
    places = (passage.location for passage in text.passages if passage.section == section)
    return next(places, Location(text.prose.path))

"""How long the redline of two texts takes: `python benchmarks/redline.py`. Best of three, in milliseconds."""

import random
from collections.abc import Callable
from time import perf_counter

from site_builder.changes.redline.compare import redline
from site_builder.changes.redline.document import Document
from site_builder.changes.redline.html import redline_html
from site_builder.changes.redline.operations import operations
from site_builder.changes.redline.source import document_from_markdown

SIZES = (1_200, 12_000)
COMMON_WORDS = "de het een wij je van voor in en op met dat is te aan of om niet als bij"
COMMON = COMMON_WORDS.split()


def text(words: int, seed: int, *, vocabulary: int = 3_000) -> list[str]:
    """Blocks of Markdown: sections of paragraphs and lists, with common words as often as in a real text."""
    chance = random.Random(seed)

    def word() -> str:
        return chance.choice(COMMON) if chance.random() < 0.45 else f"woord{chance.randrange(vocabulary)}"

    def sentence() -> str:
        return (" ".join(word() for _ in range(chance.randint(8, 20)))).capitalize() + "."

    blocks: list[str] = []
    written = 0
    while written < words:
        if len(blocks) % 7 == 0:
            block = f"## Kop {word()} {word()} {{#s{seed}-{len(blocks)}}}"
        elif len(blocks) % 7 == 4:
            block = "\n".join(f"- {sentence()}" for _ in range(5))
        else:
            block = " ".join(sentence() for _ in range(4))
        blocks.append(block)
        written += len(block.split())
    return blocks


def heavily_edited(blocks: list[str], seed: int) -> list[str]:
    """One word in six replaced, one block in eight moved, one in eight dropped, one in eight new."""
    chance = random.Random(seed)
    edited = [
        " ".join(
            f"nieuw{chance.randrange(500)}" if chance.random() < 1 / 6 and w.isalnum() else w for w in b.split(" ")
        )
        for b in blocks
    ]
    edited = [block for block in edited if chance.random() > 1 / 8]
    for _ in range(len(edited) // 8):
        edited.insert(chance.randrange(len(edited)), edited.pop(chance.randrange(len(edited))))
    fresh = text(sum(len(block.split()) for block in edited) // 8, seed + 1)
    for block in fresh:
        edited.insert(chance.randrange(len(edited)), block)
    return edited


def cases(words: int) -> dict[str, tuple[str, str]]:
    blocks = text(words, 1)
    joined = "\n\n".join
    sentence = "Wij bewaren je gegevens niet langer. "
    return {
        "the same text": (joined(blocks), joined(blocks)),
        "one word changed": (joined(blocks), joined(blocks).replace(". ", " nog. ", 1)),
        "heavily edited": (joined(blocks), joined(heavily_edited(blocks, 2))),
        "all different": (joined(blocks), joined(text(words, 99, vocabulary=4_000)).replace("woord", "term")),
        "all blocks moved": (joined(blocks), joined(reversed(blocks))),
        "empty to full": ("", joined(blocks)),
        "one paragraph repeated": ((sentence + "\n\n") * (words // 6), (sentence + "\n\n") * (words // 7)),
        "repeated and edited": (
            (sentence + "\n\n") * (words // 6),
            (sentence.replace("niet", "veel") + "\n\n") * (words // 7),
        ),
        "repeated, each with its number": (
            joined(f"Wij bewaren gegeven {i} niet langer." for i in range(words // 6)),
            joined(f"Wij bewaren gegeven {i} niet korter." for i in range(0, words // 6, 2)),
        ),
        "one word repeated": ("woord " * words, "woord " * (words - words // 10)),
        "one paragraph, words shuffled": (" ".join(joined(blocks).split()), shuffled(joined(blocks))),
        "one long list": (
            "\n".join(f"- gegeven {i} van {i % 7}" for i in range(words // 4)),
            "\n".join(f"- gegeven {i} van {i % 5}" for i in range(words // 4, 0, -1)),
        ),
        "one long table": (table(words // 8, 3), table(words // 8, 4)),
    }


def shuffled(source: str) -> str:
    words = source.split()
    random.Random(5).shuffle(words)
    return " ".join(words)


def table(rows: int, period: int) -> str:
    lines = (f"| gegeven {i} | reden {i % 9} | {i % period} jaar |" for i in range(rows))
    return "\n".join(["| wat | waarom | hoe lang |", "|---|---|---|", *lines])


def best(function: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = perf_counter()
        function()
        times.append(perf_counter() - start)
    return min(times) * 1000


def measure(old_text: str, new_text: str) -> tuple[float, float, float, int]:
    old, new = document_from_markdown(old_text), document_from_markdown(new_text)
    result = redline(old, new)
    return (
        best(lambda: (document_from_markdown(old_text), document_from_markdown(new_text))),
        best(lambda: redline(old, new)),
        best(lambda: (operations(result), redline_html(result))),
        len(operations(result)),
    )


def main() -> None:
    # Seeing to it that the first case does not pay for imports.
    redline(Document(()), document_from_markdown("Een."))
    print(f"{'':32}{'words':>7}{'read ms':>10}{'redline ms':>12}{'output ms':>11}{'changes':>9}")
    for words in SIZES:
        for name, (old, new) in cases(words).items():
            read, compared, written, changes = measure(old, new)
            print(f"{name:32}{words:>7}{read:>10.0f}{compared:>12.1f}{written:>11.1f}{changes:>9}")


if __name__ == "__main__":
    main()

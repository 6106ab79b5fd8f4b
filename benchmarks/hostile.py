"""What input costs that nobody writes in good faith, or by accident: seconds, memory and the answer, per case.

    python -m benchmarks.hostile                 # all cases
    python -m benchmarks.hostile table yaml      # those with such a word in their name

Prints Markdown. A case that needs more than MEMORY or LIMIT is stopped and says so. The tests of `tests/faults/` hold
what must be true; here stands what it costs. Needs a system with `os.wait4` and limits of memory (Linux).
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks.generate import generate

HERE = Path(__file__).resolve().parents[1]
BASE = HERE / "tests" / "problems" / "base"
VERSION = "content/statements/2026-01-01"
MEMORY = 4 << 30  # bytes
LIMIT = 60  # seconds of processor time
SHOWN = 110

Text = Callable[[], str]


def _prose(body: str) -> Mapping[str, Callable[[str], str]]:
    """The Dutch text with something at its end."""
    return {f"{VERSION}/nl.md": lambda text: f"{text}\n{body}\n"}


def _facts(more: str) -> Mapping[str, Callable[[str], str]]:
    return {f"{VERSION}/statement.yaml": lambda text: f"{text}\n{more}\n"}


def _laughs(levels: int = 9, width: int = 9) -> str:
    """Aliases of aliases: a few hundred bytes that stand for width ** levels values."""
    lines = ["a0: &a0 lol"]
    for level in range(1, levels + 1):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines)


def _laughing_records(levels: int = 7, width: int = 9) -> str:
    """The same where lists of records are expected, which are decoded one by one."""
    lines = ["rights_x: &r0 {id: a}"]
    for level in range(1, levels + 1):
        lines.append(f"x{level}: &r{level} [{', '.join([f'*r{level - 1}'] * width)}]")
    return "\n".join([*lines, f"automated_decisions: *r{levels}"])


LINE = "Een regel over je gegevens, en over wat ermee gebeurt.\n"
CASES: Mapping[str, Callable[[], Mapping[str, Callable[[str], str]]]] = {
    "nothing special": dict,
    "Markdown of 5 MB, paragraphs": lambda: _prose((LINE * 6 + "\n") * (5_000_000 // (6 * len(LINE)))),
    "Markdown of 5 MB, one paragraph": lambda: _prose(LINE * (5_000_000 // len(LINE))),
    "Markdown of 5 MB, one line": lambda: _prose("woord " * (5_000_000 // 6)),
    "Markdown of 5 MB, no spaces": lambda: _prose("a" * 5_000_000),
    "table of 10,000 rows": lambda: _prose("\n| a | b |\n|---|---|\n" + "| een | twee |\n" * 10_000),
    "a million short lines": lambda: _prose("ja\n" * 1_000_000),
    "a million empty lines": lambda: _prose("\n" * 1_000_000),
    "a million list items": lambda: _prose("\n" + "- a\n" * 1_000_000),
    "10,000 headings": lambda: _prose("\n".join(f"## Kop {n} {{#k{n}}}\n\nTekst.\n" for n in range(10_000))),
    "quotes nested 1,000 deep": lambda: _prose("\n" + "> " * 1_000 + "diep"),
    "lists nested 1,000 deep": lambda: _prose("\n" + "\n".join("    " * n + "- diep" for n in range(1_000))),
    "list items on one line, 1,000 deep": lambda: _prose("\n" + "- " * 1_000 + "diep"),
    "brackets nested 1,000 deep": lambda: _prose("[" * 1_000 + "diep" + "](#a)" * 1_000),
    "20,000 open brackets": lambda: _prose("[" * 20_000),
    "20,000 stars": lambda: _prose("*" * 20_000 + "a"),
    "20,000 words with stars": lambda: _prose("*a " * 20_000),
    "20,000 underscores": lambda: _prose("_a " * 20_000),
    "20,000 backticks": lambda: _prose("`a " * 20_000),
    "backticks of every length": lambda: _prose(" a ".join("`" * n for n in range(1, 300))),
    "20,000 opened tags": lambda: _prose("<a " * 20_000),
    "20,000 opened comments": lambda: _prose("<!-- " * 20_000),
    "20,000 open braces": lambda: _prose("{" * 20_000),
    "20,000 opened attributes": lambda: _prose("{: " * 20_000),
    "20,000 spaces before a hash": lambda: _prose("## " + " " * 20_000 + "x"),
    "20,000 & in a text": lambda: _prose("&a " * 20_000),
    "20,000 references": lambda: _prose("\n" + "\n".join(f"[a{n}]: https://x.example/{n}" for n in range(20_000))),
    "20,000 indented lines": lambda: _prose("\n" + "    a\n\n" * 20_000),
    "20,000 indented lines in a list": lambda: _prose("\n- a\n\n" + "    a\n\n" * 20_000),
    "look-ups nested 1,000 deep": lambda: _prose("{% if controller %}" * 1_000 + "x" + "{% endif %}" * 1_000),
    "a look-up of 1,000 negations": lambda: _prose("{% if " + "not " * 1_000 + "controller %}x{% endif %}"),
    "a look-up of 1,000 parentheses": lambda: _prose("{{ " + "(" * 1_000 + "x" + ")" * 1_000 + " }}"),
    "a look-up of 10,000 names": lambda: _prose("{{ a" + ".a" * 10_000 + " }}"),
    "20,000 look-ups": lambda: _prose("{{ controller.name }} " * 20_000),
    "20,000 elif": lambda: _prose("{% if controller %}" + "{% elif controller %}a" * 20_000 + "{% endif %}"),
    "YAML aliases, 9 ** 9": lambda: _facts(_laughs()),
    "YAML aliases where records are expected": lambda: _facts(_laughing_records()),
    "YAML that holds itself": lambda: _facts("automated_decisions: &a [*a]"),
    "YAML nested 1,000 deep": lambda: _facts("x: " + "[" * 1_000 + "]" * 1_000),
    "YAML nested 100,000 deep": lambda: _facts("x: " + "[" * 100_000 + "]" * 100_000),
    "YAML indented 1,000 deep": lambda: _facts("\n".join(" " * n + "a:" for n in range(1_000))),
    "YAML of 5 MB, one text": lambda: _facts("x: " + "woord " * (5_000_000 // 6)),
    "YAML of 5 MB, unknown keys": lambda: _facts("\n".join(f"key{n}: 1" for n in range(400_000))),
    "YAML with 20,000 categories": lambda: {
        f"{VERSION}/statement.yaml": lambda text: text.replace(
            "data_categories:\n",
            "data_categories:\n"
            + "".join(f"  - {{id: c{n}, label: {{nl: n{n}, en: e{n}}}, retention: P1Y}}\n" for n in range(20_000)),
        )
    },
    "YAML with the same id 20,000 times": lambda: {
        f"{VERSION}/statement.yaml": lambda text: text.replace(
            "data_categories:\n", "data_categories:\n" + "  - {id: c, label: {nl: n, en: e}, retention: P1Y}\n" * 20_000
        )
    },
    "a duration of 5,000 digits": lambda: {
        f"{VERSION}/statement.yaml": lambda text: text.replace("P2Y", f"P{'9' * 5_000}Y")
    },
    "an e-mail address of 50,000 dots": lambda: {
        f"{VERSION}/statement.yaml": lambda text: text.replace("hello@bakery.example", "a@b" + ".b" * 50_000 + ".")
    },
    "two clauses edited in 2 MB": dict,
}


def _spoil(case: str, root: Path) -> None:
    shutil.copytree(BASE, root)
    if case == "two clauses edited in 2 MB":
        _two_long_versions(root)
    for path, change in CASES[case]().items():
        file = root / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def _two_long_versions(root: Path) -> None:
    """What a redline compares: a long text, and the same with every other sentence changed."""
    shutil.copytree(root / VERSION, root / "content/statements/2026-06-01")
    for version, end in (("2026-01-01", "bewaren"), ("2026-06-01", "wissen")):
        text = "".join(
            f"We verwerken {n} keer per jaar gegevens die we {end if n % 2 else 'lezen'}.\n\n" for n in range(30_000)
        )
        file = root / f"content/statements/{version}/nl.md"
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    register = root / "content/statements/2026-06-01/statement.yaml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("2026-01-01", "2026-06-01").replace("2025-12-01", "2026-05-01"),
        encoding="utf-8",
    )


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def _measure(root: Path) -> tuple[float, float, int, int, str]:
    """Seconds by the clock and of the processor, peak of memory in bytes, exit code, the first line said."""
    command = (sys.executable, "-m", "site_builder", "build", "--no-pdf", "--messages", "en", "--root", str(root))
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(command, cwd=HERE, stdout=said, stderr=said, preexec_fn=_limited)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").splitlines() or [""]
    line = lines[-1] if "Traceback" in lines[0] else lines[0]
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, process.returncode, line


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure hostile input and print a Markdown table.")
    parser.add_argument("words", nargs="*", help="only cases with such a word in their name")
    parser.add_argument("--history", type=int, default=0, metavar="N", help="also a history of N versions")
    options = parser.parse_args()
    print("| case | seconds | of the processor | peak MB | exit | first line |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        chosen = [case for case in CASES if not options.words or any(word in case for word in options.words)]
        for case in chosen:
            _spoil(case, Path(folder, "case"))
            _print(case, Path(folder, "case"))
        if options.history:
            generate(Path(folder, "case"), options.history)
            _print(f"{options.history} versions", Path(folder, "case"))


def _print(case: str, root: Path) -> None:
    wall, processor, peak, code, line = _measure(root)
    shown = line.replace(str(root), "…").replace("|", "\\|")[:SHOWN]
    print(f"| {case} | {wall:.1f} | {processor:.1f} | {peak / 2**20:.0f} | {code} | {shown} |", flush=True)
    shutil.rmtree(root)


if __name__ == "__main__":
    main()

"""What the benchmark of builds looks at from inside, each in a process of its own: imports, steps, the yardstick.

python -m benchmarks.probes steps build --root DIR
"""

import importlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter

# The steps of a build by the functions that do them. What stands in none is overhead.
STEPS: Mapping[str, tuple[str, ...]] = {
    "read": ("read_project",),
    "parse (YAML, Markdown)": ("parse_site",),
    "catalogs": ("read_catalogs",),
    "checks": ("check", "judge", "judge_pages", "timeline"),
    "style sheet, script": ("bundle_assets",),
    "pages, render": ("pages", "render_site"),
    "exports": ("export",),
    "links": ("check_links",),
    "write": ("write_site",),
}


def main() -> None:
    """Look as the first argument says; the others are those of the command `build`."""
    probes = {"steps": _probe_steps, "modules": _probe_modules, "yardstick": _probe_yardstick}
    what, *arguments = sys.argv[1:]
    probes[what](arguments)


def _silent_build(arguments: Sequence[str]) -> None:
    from site_builder import cli

    output, sys.stdout = sys.stdout, open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
    try:
        if cli.main(arguments):
            raise SystemExit("the build failed")
    finally:
        sys.stdout = output


def _probe_modules(arguments: Sequence[str]) -> None:
    """Print what a build imports, in that order."""
    before = set(sys.modules)
    _silent_build(arguments)
    print(json.dumps([name for name in sys.modules if name not in before]))


def _probe_steps(arguments: Sequence[str]) -> None:
    """Import what a build imports, then build; print the seconds of each step as JSON."""
    modules = json.load(sys.stdin)
    start = perf_counter()
    for module in modules:
        with suppress(ImportError):  # a name that stands for a part of another module
            importlib.import_module(module)
    spent = {"imports": perf_counter() - start} | dict.fromkeys(STEPS, 0.0)

    import site_builder.build as pipeline
    import site_builder.last_build as before

    for step, functions in STEPS.items():
        for name in functions:
            # The sources are read before anything else, to see whether there is anything to build.
            module = before if step == "read" else pipeline
            setattr(module, name, partial(_timed, spent, step, getattr(module, name)))
    start = perf_counter()
    _silent_build(arguments)
    total = perf_counter() - start
    spent["the rest"] = total - sum(spent[step] for step in STEPS)
    print(json.dumps(spent))


def _timed(spent: dict[str, float], step: str, function: Callable[..., object], *arguments: object) -> object:
    start = perf_counter()
    try:
        return function(*arguments)
    finally:
        spent[step] += perf_counter() - start


def _probe_yardstick(arguments: Sequence[str]) -> None:
    """The least that a Python program with the same libraries does: convert each text, fill one template, write."""
    from jinja2 import Environment
    from markdown import Markdown

    root = Path(arguments[arguments.index("--root") + 1])
    output = root / ".yardstick"
    shutil.rmtree(output, ignore_errors=True)
    template = Environment(autoescape=True).from_string(
        "<!doctype html><html lang='{{ locale }}'><title>{{ date }}</title><body>{{ body | safe }}</body></html>"
    )
    converter = Markdown(extensions=["tables", "attr_list", "def_list", "sane_lists"])
    for source in sorted((root / "content" / "statements").glob("*/*.md")):
        _, _, text = source.read_text(encoding="utf-8").split("---\n", 2)
        page = template.render(locale=source.stem, date=source.parent.name, body=converter.reset().convert(text))
        folder = output / source.stem / source.parent.name
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

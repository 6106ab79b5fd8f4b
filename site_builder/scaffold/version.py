"""`new`: the next version, begun as a copy of one before. Its YAML is edited line by line, so that comments stay."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from site_builder.decoder import key_lines
from site_builder.model import is_date
from site_builder.parse import REGISTER, STATEMENTS, parse_site
from site_builder.problem import Location, Problem, SiteError
from site_builder.read import read_project
from site_builder.suggest import suggest

# What was said of one version alone.
_OF_THAT_VERSION = ("significance", "lead_time_reason", "waivers")


def next_version(root: Path, day: str, today: date, source: str = "") -> tuple[str, tuple[str, ...]]:
    """Begin the version of a day as a copy of `source`, by default the newest; gives the source and the paths that were
    written. Raises SiteError when that cannot be."""
    project, unreadable = read_project(root)
    versions = sorted(folder.rpartition("/")[2] for folder in project.folders if folder.startswith(f"{STATEMENTS}/"))
    problem = _problem(day, source, versions)
    if unreadable or problem:
        raise SiteError((*unreadable, *([problem] if problem else [])))
    source = source or versions[-1]
    before = f"{STATEMENTS}/{source}"
    site, problems = parse_site(project)
    # What cannot be read cannot be edited; other problems are for the editor of the copy.
    unreadable = tuple(
        p for p in problems if p.location.path.startswith(before) and p.code.startswith(("yaml", "not_utf8"))
    )
    if unreadable:
        raise SiteError(unreadable)
    locales = site.publication.locales if site else ()
    made: dict[str, str] = {}
    for path, data in project.content.items():
        if path.startswith(f"{before}/"):
            text = data.decode("utf-8-sig")
            name = path.removeprefix(f"{before}/")
            made[f"{STATEMENTS}/{day}/{name}"] = (
                next_register(text, date.fromisoformat(day), today, locales) if name == REGISTER else next_prose(text)
            )
    try:
        (root / STATEMENTS / day).mkdir(parents=True)
        for path, text in made.items():
            with (root / path).open("x", encoding="utf-8", newline="") as stream:
                stream.write(text)
    except OSError as error:
        arguments = {"reason": error.strerror or str(error)}
        raise SiteError([Problem(Location(f"{STATEMENTS}/{day}"), "unwritable", arguments)]) from error
    return source, tuple(made)


def next_register(text: str, day: date, today: date, locales: Iterable[str]) -> str:
    """A register as a version of another day begins: a draft, announced today, without what was said of its changes."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    summary = [f"# summary:{end}", *(f"#   {locale}: …{end}" for locale in locales)]
    values = {"announced_on": min(today, day).isoformat(), "effective_on": day.isoformat(), "status": "draft"}
    blocks = _blocks(text, lines)
    if "summary" not in blocks:
        place = max((blocks[key][1] for key in ("authoritative_locale", *values) if key in blocks), default=0)
        lines[place:place] = [end, *summary]

    def changed(key: str, block: list[str]) -> list[str]:
        if key in values:
            comment = re.search(r"\s+#.*", block[0].rstrip("\r\n"))
            return [f"{key}: {values[key]}{comment[0] if comment else ''}{end}"]
        return summary if key == "summary" else [] if key in _OF_THAT_VERSION else block

    return "".join(_rewritten(lines, changed, text="".join(lines)))


def next_prose(text: str) -> str:
    """A text without what its front matter says of that version alone."""
    parts = re.split(r"^(---[ \t]*\r?\n)", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 5 or parts[0]:
        return text
    front = parts[2]

    def changed(key: str, block: list[str]) -> list[str]:
        return [] if key in _OF_THAT_VERSION else block

    parts[2] = "".join(_rewritten(front.splitlines(keepends=True), changed, front))
    return "".join(parts)


def _rewritten(lines: list[str], changed: Callable[[str, list[str]], list[str]], text: str) -> list[str]:
    """The lines with what `changed` makes of the block of each key."""
    found = list(lines)
    for key, (start, stop) in sorted(_blocks(text, lines).items(), key=lambda entry: -entry[1][0]):
        found[start:stop] = changed(key, found[start:stop])
    return found


def _blocks(text: str, lines: list[str]) -> dict[str, tuple[int, int]]:
    """The lines of each key at the top, counted from 0, without the comments and empty lines that come before the
    next key."""
    starts = sorted((line - 1, key) for key, line in key_lines(text).items())
    blocks = {}
    for (start, key), (stop, _) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        last = stop
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        blocks[key] = (start, last)
    return blocks


def _problem(day: str, source: str, versions: list[str]) -> Problem | None:
    place = Location(f"{STATEMENTS}/{day}")
    if not versions:
        return Problem(Location(STATEMENTS), "no_statements")
    if not is_date(day):
        return Problem(place, "folder_not_date", {"found": day})
    if source and source not in versions:
        arguments = {"found": source, "suggestion": suggest(source, versions)}
        return Problem(Location(f"{STATEMENTS}/{source}"), "version_unknown", arguments)
    if day in versions:
        return Problem(place, "version_exists", {"version": day})
    if day < versions[-1]:
        return Problem(place, "version_not_after", {"version": day, "newest": versions[-1]})
    return None

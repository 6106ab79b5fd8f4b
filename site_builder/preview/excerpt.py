"""The lines of a source around a problem."""

from collections.abc import Mapping

from site_builder.problem import Location
from site_builder.read import Project
from site_builder.records import record

AROUND = 2
TAB = "    "


@record
class SourceLine:
    """A line with its number; `marked` is the one that the problem is about."""

    number: int
    text: str
    marked: bool


def excerpt(location: Location, project: Project) -> tuple[SourceLine, ...]:
    """The line of a problem and what stands around it; nothing when it is about a file as a whole."""
    source = _source(location.path, project)
    if source is None or not location.line:
        return ()
    # What is not UTF-8 is shown with a sign in its place: that may be what the problem is.
    lines = source.decode("utf-8-sig", "replace").replace("\t", TAB).splitlines()
    first, last = max(location.line - AROUND, 1), min(location.line + AROUND, len(lines))
    return tuple(
        SourceLine(number, lines[number - 1].rstrip(), number == location.line) for number in range(first, last + 1)
    )


def _source(path: str, project: Project) -> bytes | None:
    folder, _, rest = path.partition("/")
    files: Mapping[str, Mapping[str, bytes]] = {
        "templates": project.templates,
        "locales": project.catalogs,
        "static": project.static,
    }
    return files[folder].get(rest) if folder in files else project.content.get(path)

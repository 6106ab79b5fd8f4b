"""`Project` → `Site` and the problems of its sources: files, YAML, Markdown and look-ups."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from site_builder.decode import decode
from site_builder.lookups import BLOCKS, Lookup, find, lookups
from site_builder.markdown import (
    DEEPEST_NESTING,
    SourceHeading,
    SourceSection,
    convert,
    harmful,
    raw_html,
    split_sections,
)
from site_builder.memory.digested import digests_of, only
from site_builder.memory.steps import BuildMemory
from site_builder.memory.versions import recall_parts, recall_register, recall_versions, step_of_version
from site_builder.model import (
    FrontMatter,
    Heading,
    LocaleId,
    Prose,
    Publication,
    Register,
    Section,
    Site,
    Version,
    is_date,
)
from site_builder.problem import Location, Origin, Problem, stops_build
from site_builder.prose import BLOCK_ALONE, SLOT_OPEN, slot_lookups
from site_builder.read import CONTENT, TRANSLATIONS, Project
from site_builder.records import record
from site_builder.suggest import suggest

SITE = f"{CONTENT}/site.yaml"
STATEMENTS = f"{CONTENT}/statements"
REGISTER = "statement.yaml"

# The paths of source files, and of others that no rule expects.
_Part = tuple[Iterable[str], Iterable[str]]

# A look-up leads where its fact says, also while the facts cannot be read.
_LINK_SCHEME = re.compile(r"(https?://|mailto:|tel:|#|\{\{)|" + SLOT_OPEN)
# What a text that cannot be read as a whole still seems to show, so that one mistake does not look like many.
_SINGLE_NAME = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def parse_site(project: Project, memory: BuildMemory | None = None) -> tuple[Site | None, tuple[Problem, ...]]:
    """The site that a project describes, as far as it can be read, and every problem in its sources."""
    memory = memory or BuildMemory()
    problems: list[Problem] = []
    if not (project.content or project.folders or project.others):
        return None, (Problem(Location(CONTENT), "content_missing"),)
    settings = _part_of(project, SITE)
    publication, found = memory.step("publication", partial(_read_publication, settings), fingerprint(settings))
    problems += found
    locales = publication.locales if publication else ()
    folders = [folder.rpartition("/")[2] for folder in project.folders if folder.startswith(f"{STATEMENTS}/")]
    problems += _unexpected(project, locales)
    if not folders:
        problems.append(Problem(Location(STATEMENTS), "no_statements"))
    in_locales = _locales_by_version(project, sorted(folders), locales)
    sources, digests = [], digests_of(project.content)
    for folder, part in _parts_of(project, in_locales).items():
        parse = partial(_read_version, project, part, folder, in_locales[folder], memory)
        sources.append((folder, parse, _known_of(part, digests, *in_locales[folder])))
    versions = []
    for version, found in recall_versions(memory, sources):
        versions += [version] if version else []
        problems += found
    known = tuple(versions)
    return (Site(publication=publication, versions=known) if publication and known else None), tuple(problems)


def _part_of(project: Project, path: str) -> Project:
    """What a project has at a path, and nothing else."""
    others = [other for other in project.others if other == path or path.startswith(f"{other}/")]
    return _only(project, ([path] if path in project.content else [], others))


def _parts_of(project: Project, folders: Iterable[str]) -> Mapping[str, _Part]:
    """What a project has in each folder of a version."""
    content: dict[str, list[str]] = {folder: [] for folder in folders}
    others: dict[str, list[str]] = {folder: [] for folder in content}
    above = f"{STATEMENTS}/"
    for found, paths in ((content, project.content), (others, project.others)):
        for path in paths:
            folder = path[len(above) :].partition("/")[0]
            if folder in found and path.startswith(above):
                found[folder].append(path)
    for path in project.others:
        if above.startswith(f"{path}/"):
            for listed in others.values():
                listed.append(path)
    return {folder: (content[folder], others[folder]) for folder in content}


def _only(project: Project, part: _Part) -> Project:
    """A project that has this part and nothing else."""
    content, others = part
    return Project(only(project.content, content), (), tuple(others), {}, {}, {})


def fingerprint(project: Project, *inputs: str) -> str:
    """What tells the sources of a project, and what else they are read with, from any others."""
    return _known_of((project.content, project.others), digests_of(project.content), *inputs)


def _known_of(part: _Part, digests: Mapping[str, str], *inputs: str) -> str:
    content, others = part
    return repr(([(path, digests[path]) for path in sorted(content)], [*others], inputs))


def _read_publication(project: Project) -> tuple[Publication | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    return _publication(project, problems), tuple(problems)


def _read_version(
    project: Project, part: _Part, folder: str, locales: tuple[LocaleId, ...], memory: BuildMemory
) -> tuple[Version | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    return _version(_only(project, part), folder, locales, memory, problems), tuple(problems)


def _publication(project: Project, problems: list[Problem]) -> Publication | None:
    text = _text(project, SITE, problems)
    if text is None:
        return None
    # The locales must be known before the texts in them can be checked.
    first, noted = decode(Publication, text, SITE)
    if first is None or not first.locales:
        problems += noted
        if first is not None and not stops_build(noted):
            problems.append(Problem(first.origin.at("locales"), "empty_value", {"key": "locales"}))
        return None
    publication, noted = decode(Publication, text, SITE, locales=first.locales)
    problems += noted
    if first.default_locale and first.default_locale not in first.locales:
        arguments = {"found": first.default_locale, "locales": list(first.locales)}
        problems.append(Problem(first.origin.at("default_locale"), "default_locale_unknown", arguments))
    return publication


def _unexpected(project: Project, locales: Iterable[str]) -> Iterator[Problem]:
    """Files and folders that nothing reads: a statement that nobody publishes must not go unnoticed."""
    names = [REGISTER, TRANSLATIONS, *(f"{locale}.md" for locale in locales)]
    folders, strange = frozenset(project.folders), set[str]()
    usual = {f"{folder}/{name}" for folder in folders if folder.startswith(f"{STATEMENTS}/") for name in names}
    for path in sorted((*(project.content.keys() - usual), *project.others, *folders)):
        folder, _, name = path.rpartition("/")
        if any(path.startswith(f"{other}/") for other in strange):
            continue
        if folder == CONTENT:
            known = ["site.yaml", "statements", "releases.lock"]
            expected = name in known and (path in folders) == (name == "statements")
        elif folder == STATEMENTS:
            expected, known = path in folders, []
        else:
            # Without locales nothing can be said of a file in a language.
            expected, known = (
                (name in names and path in project.content) or (not locales and name.endswith(".md")),
                names,
            )
        if not expected:
            strange.add(path)
            locale = name.removesuffix(".md")
            if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", locale) and locale != name and folder != CONTENT:
                yield Problem(Location(path), "locale_not_published", {"locale": locale})
            else:
                yield Problem(Location(path), "unexpected_file", {"name": name, "suggestion": suggest(name, known)})


def _locales_by_version(
    project: Project, folders: Iterable[str], locales: tuple[LocaleId, ...]
) -> Mapping[str, tuple[LocaleId, ...]]:
    """The locales of each version, oldest first. Older ones lack those that came to the site later; the newest is in
    every locale, and what was once published in a locale stays in it."""
    newest, spoken = max(folders, default=""), set[str]()
    found = {}
    for folder in folders:
        spoken |= {locale for locale in locales if f"{STATEMENTS}/{folder}/{locale}.md" in project.content}
        found[folder] = (
            tuple(locale for locale in locales if locale in spoken) if folder != newest and spoken else locales
        )
    return found


@record
class _Reading:
    """What the texts of a version are read with: the names in its register, as far as it could be read, whether that
    is complete; `known` is what these were read from."""

    memory: BuildMemory
    folder: str
    names: Callable[[], Lookup | None]
    complete: bool
    known: tuple[str, ...]


def _version(
    project: Project, folder: str, locales: tuple[LocaleId, ...], memory: BuildMemory, problems: list[Problem]
) -> Version | None:
    path = f"{STATEMENTS}/{folder}"
    if not is_date(folder):
        problems.append(Problem(Location(path), "folder_not_date", {"found": folder}))
    source = _part_of(project, f"{path}/{REGISTER}")
    known = fingerprint(source), *locales
    register, found = recall_register(memory, folder, partial(_register, source, path, locales), *known)
    problems += found
    names = cache(lambda: lookups(register) if register else None)
    reading = _Reading(memory, folder, names, not stops_build(found), known)
    prose: dict[str, Prose] = {
        locale: parsed
        for locale in locales
        if (parsed := _prose(project, f"{path}/{locale}.md", locale, reading, problems)) is not None
    }
    return Version(id=folder, register=register, prose=prose, locales=locales) if register else None


def _register(
    project: Project, path: str, locales: tuple[LocaleId, ...]
) -> tuple[Register | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    text = _text(project, f"{path}/{REGISTER}", problems)
    if text is None:
        return None, tuple(problems)
    return decode(Register, text, f"{path}/{REGISTER}", locales=locales)


def _text(project: Project, path: str, problems: list[Problem]) -> str | None:
    """The text of a source file; a missing one and one that is not UTF-8 are problems."""
    if path not in project.content:
        if not any(path.startswith(f"{other}/") or path == other for other in project.others):
            problems.append(Problem(Location(path), "missing_file"))
        return None
    data = project.content[path]
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(Location(path, line), "not_utf8"))
        return None


def _prose(project: Project, path: str, locale: LocaleId, reading: _Reading, problems: list[Problem]) -> Prose | None:
    text = _text(project, path, problems)
    if text is None:
        return None
    if not text.strip():
        problems.append(Problem(Location(path), "empty_file"))
        return None
    front_matter, body, first_line = _front_matter(text, path, locale, reading, problems)
    if body is None:
        return None
    sections = _sections(body, path, first_line, locale, reading, problems)
    return Prose(locale=locale, front_matter=front_matter, sections=sections, path=path) if sections else None


def _front_matter(
    text: str, path: str, locale: LocaleId, reading: _Reading, problems: list[Problem]
) -> tuple[FrontMatter, str | None, int]:
    """The front matter, the text below it (None when that cannot be told), and the line on which that begins."""
    lines = text.split("\n")
    empty = FrontMatter(title="", origin=Origin(path, 1))
    if lines[0].rstrip() != "---":
        problems.append(Problem(Location(path, 1), "no_front_matter"))
        return empty, text, 1
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        problems.append(Problem(Location(path, 1), "front_matter_open"))
        return empty, None, 1
    written = "\n".join(lines[1:end]).strip() or "{}"
    read = partial(decode, FrontMatter, written, path, first_line=2)
    around = step_of_version(reading.folder)
    front_matter, noted = reading.memory.step(f"front matter {locale}", read, written, within=around)
    problems += noted
    return front_matter or empty, "\n".join(lines[end + 1 :]), end + 2


def _sections(
    body: str, path: str, first_line: int, locale: LocaleId, reading: _Reading, problems: list[Problem]
) -> tuple[Section, ...]:
    harm = harmful(body)
    if harm:
        number, code, limit = harm
        problems.append(Problem(Location(path, first_line + number), code, {"limit": limit}))
        return ()
    before, sources = split_sections(body)
    if before.strip():
        line = first_line + len(before) - len(before.lstrip("\n"))
        problems.append(Problem(Location(path, line), "text_before_heading"))
    if not sources:
        problems.append(Problem(Location(path), "no_sections"))
    known = path, str(first_line), *reading.known
    parts = [(partial(_section, source, path, first_line, reading.names), (repr(source), *known)) for source in sources]
    sections: list[Section] = []
    for section, found in recall_parts(reading.memory, reading.folder, f"sections {locale}", parts):
        problems += (problem for problem in found if reading.complete or problem.code != "lookup_without_fact")
        sections.append(section)
    return tuple(sections)


def _section(
    source: SourceSection, path: str, first_line: int, names_of_register: Callable[[], Lookup | None]
) -> tuple[Section, tuple[Problem, ...]]:
    problems: list[Problem] = []
    names = names_of_register()
    line = first_line + source.heading.line
    body_line = first_line + source.first_line
    lines = source.text.split("\n")

    def place(needle: str) -> Location:
        found = next((number for number, text in enumerate(lines) if needle and needle in text), None)
        return Location(path, line if found is None else body_line + found)

    above = 1
    for heading in (source.heading, *source.subheadings):
        problems += _heading_problems(heading, above, Location(path, first_line + heading.line))
        above = max(heading.level, 2)
    # One tag a line is enough to find the others.
    tags = dict(reversed(list(raw_html(source.text))))
    problems += (
        Problem(Location(path, body_line + number), "raw_html", {"found": tag}) for number, tag in tags.items()
    )
    problems += (Problem(Location(path, line), "raw_html", {"found": tag}) for _, tag in raw_html(source.heading.title))
    noted = len(problems)
    text, used, blocks = _slotted(source.text, names, Location(path, body_line), problems)
    readable = len(problems) == noted
    converted = convert(text)
    body = converted.html
    if converted.too_deep:
        problems.append(Problem(Location(path, line), "nested_too_deep", {"limit": DEEPEST_NESTING}))
    if not body.strip() and not problems:
        problems.append(Problem(Location(path, line), "empty_section", {"title": source.heading.title}))
    alone = {used[int(match[1])] for match in BLOCK_ALONE.finditer(body)}
    if used:
        problems += (
            Problem(place(f"{{{{ {name}"), "block_inside_text", {"found": name}) for name in blocks if name not in alone
        )
    problems += _converted_problems(converted.links, converted.images, converted.attributes, place)
    written = len(source.subheadings)
    if len(converted.headings) != written:
        # Underlined headings and headings in lists or quotes: they would have no id, or no place in the contents.
        problems.append(Problem(Location(path, body_line + _odd_heading(lines)), "heading_form"))
    section = Section(
        heading=_heading(source.heading, names, Location(path, line), problems),
        body=body,
        lookups=used,
        blocks=tuple(blocks),
        readable=readable,
        subheadings=tuple(
            _heading(heading, names, Location(path, first_line + heading.line), [])  # noted with the text it stands in
            for heading in source.subheadings
        ),
        links=tuple((link, place(f"]({link}").line) for link in converted.links if link.startswith("#")),
        source=source.text,
        first_line=body_line,
    )
    return section, tuple(problems)


def _odd_heading(lines: list[str]) -> int:
    """The first line, counted from 0, that makes a heading in another way than by `#` at its beginning."""
    odd = re.compile(r"\s*([>*+-]|\d+[.)])\s.*?#{1,6}\s|\s*(=+|-+)\s*$|\s+#{1,6}\s")
    return next((number for number, line in enumerate(lines) if odd.match(line)), 0)


def _heading_problems(heading: SourceHeading, above: int, place: Location) -> Iterator[Problem]:
    """What is wrong with a heading below one of level `above`."""
    if heading.level == 1:
        yield Problem(place, "heading_level", {"title": heading.title})
    elif heading.level > above + 1:
        yield Problem(place, "heading_jump", {"title": heading.title, "expected": "#" * (above + 1)})
    if not heading.title:
        yield Problem(place, "heading_without_title")
    elif not heading.id:
        yield Problem(place, "heading_without_id", {"title": heading.title, "suggestion": _slug(heading.title)})
    elif not re.fullmatch(r"[a-z][a-z0-9-]*", heading.id):
        yield Problem(place, "heading_id_form", {"found": heading.id, "suggestion": _slug(heading.id)})


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower())[:4]) or "section"


def _heading(source: SourceHeading, names: Lookup | None, place: Location, problems: list[Problem]) -> Heading:
    title, used, _ = _slotted(source.title, names, place, problems)
    html = convert(f"# {title}").html.removeprefix("<h1>").removesuffix("</h1>") if title else ""
    return Heading(id=source.id, title=html, level=source.level, lookups=used, origin=Origin(place.path, place.line))


def _slotted(
    text: str, names: Lookup | None, origin: Location, problems: list[Problem]
) -> tuple[str, tuple[str, ...], list[str]]:
    """The text with slots, the look-ups behind them, and those that are blocks.

    Without a register the names cannot be judged; the text is kept as it is.
    """
    if names is None:
        return text, (), []
    slotted, found = slot_lookups(text, names, origin)
    problems += found
    used = _SINGLE_NAME.findall(text) if found else slotted.lookups
    blocks = [path for path in used if path in BLOCKS and (lookup := find(names, path)) and lookup.block]
    return (text if found else slotted.text), slotted.lookups, blocks


def _converted_problems(
    links: list[str], images: list[str], attributes: list[str], place: Callable[[str], Location]
) -> Iterator[Problem]:
    for link in links:
        if not _LINK_SCHEME.match(link):
            yield Problem(place(f"]({link}"), "link_form", {"found": link})
    for image in images:
        yield Problem(place(image), "image", {"found": image})
    for name in attributes:
        yield Problem(place(f"{name}="), "attribute_not_allowed", {"found": name})

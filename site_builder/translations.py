"""`translations`: what a locale still lacks before a site can be published in it."""

from collections.abc import Iterator
from pathlib import Path

from site_builder.catalogs import Coverage, catalog_path, coverage
from site_builder.decode import decode
from site_builder.decoder import PATTERNS
from site_builder.markdown import split_sections
from site_builder.model import LocaleId, Publication, Record, Register, Site
from site_builder.parse import REGISTER, SITE, STATEMENTS, parse_site
from site_builder.problem import Location, Problem, SiteError, sort_problems
from site_builder.read import Project, read_project
from site_builder.records import record


@record
class Needed:
    """What a locale lacks: interface words in the catalog at `path`, and texts of the site's own."""

    locale: str
    path: str
    words: Coverage
    texts: tuple[Problem, ...]

    @property
    def complete(self) -> bool:
        """Whether a visitor can read everything."""
        return not self.texts and not self.words.for_visitors[0]


def needed_translations(root: Path, locale: str = "") -> tuple[Needed, ...]:
    """What a locale lacks, or every locale of the site. Only the newest version has to be in all of them.

    Raises SiteError when the site cannot be read."""
    if locale and not PATTERNS[LocaleId].matches(locale):
        raise SiteError([Problem(Location("--locale"), "not_locale", {"key": "--locale", "found": locale})])
    project, unreadable = read_project(root)
    site, problems = parse_site(project)
    if site is None:
        raise SiteError((*unreadable, *problems))
    locales = (locale,) if locale else site.publication.locales
    return tuple(
        Needed(one, f"locales/{catalog_path(one)}", coverage(project.catalogs, one), _texts(project, site, one))
        for one in locales
    )


def _texts(project: Project, site: Site, locale: str) -> tuple[Problem, ...]:
    publication = site.publication
    newest = max(folder.rpartition("/")[2] for folder in project.folders if folder.startswith(f"{STATEMENTS}/"))
    register = f"{STATEMENTS}/{newest}/{REGISTER}"
    found = [*_labels(project, Publication, SITE, locale), *_labels(project, Register, register, locale)]
    if locale not in publication.locales:
        found.append(Problem(publication.origin.at("locales"), "locale_to_publish", {"locale": locale}))
    return sort_problems((*found, *_sections(project, site, newest, locale)))


def _labels(project: Project, record: type[Record], path: str, locale: str) -> Iterator[Problem]:
    """The texts in a YAML file that are not in a locale."""
    _, problems = decode(record, project.content.get(path, b"").decode("utf-8-sig", "replace"), path, locales=(locale,))
    return (problem for problem in problems if problem.code == "missing_translation")


def _sections(project: Project, site: Site, newest: str, locale: str) -> Iterator[Problem]:
    """The text of the newest version in a locale, or the sections in it, where another locale has them."""
    path = f"{STATEMENTS}/{newest}/{locale}.md"
    if path not in project.content:
        yield Problem(Location(path), "missing_file")
        return
    _, sections = split_sections(project.content[path].decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    own = {heading.id for section in sections for heading in (section.heading, *section.subheadings)}
    version = next((version for version in site.versions if version.id == newest), None)
    other = next((prose for one, prose in version.prose.items() if one != locale), None) if version else None
    for section in other.sections if other else ():
        for heading in (section.heading, *section.subheadings):
            if heading.id not in own:
                yield Problem(heading.origin.at(), "section_in_one_locale", {"found": heading.id, "file": path})

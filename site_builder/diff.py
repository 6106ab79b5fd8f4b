"""`diff`: what differs between two versions, or between two Markdown files."""

from pathlib import Path

from site_builder.assets import Assets
from site_builder.catalogs import read_catalogs
from site_builder.changes.comparison import Comparison, compare_markdown
from site_builder.changes.history import releases
from site_builder.changes.redline import redline
from site_builder.changes.stretches import document_of
from site_builder.changes.telling import told
from site_builder.model import Site
from site_builder.pages import Edition
from site_builder.parse import parse_site
from site_builder.problem import Location, Problem, SiteError, stops_build
from site_builder.read import read_project
from site_builder.render import Rendering, environment_of, speak
from site_builder.suggest import suggest
from site_builder.timeline import Timeline
from site_builder.words import Words


def diff_files(old: Path, new: Path) -> Comparison:
    """What differs between two Markdown files. Raises SiteError when one cannot be read."""
    texts, problems = [], []
    for file in (old, new):
        try:
            texts.append(file.read_text("utf-8-sig"))
        except OSError as error:
            problems.append(Problem(Location(str(file)), "unreadable", {"reason": error.strerror or str(error)}))
        except UnicodeDecodeError:
            problems.append(Problem(Location(str(file)), "not_utf8"))
    if problems:
        raise SiteError(problems)
    return compare_markdown(*texts)


def diff_versions(root: Path, old: str, new: str, locale: str) -> tuple[Comparison, Words]:
    """What differs between two versions in a locale; by default the two newest. Raises SiteError on problems."""
    project, unreadable = read_project(root)
    site, problems = parse_site(project)
    if site is None or stops_build((*unreadable, *problems)):
        raise SiteError((*unreadable, *problems))
    catalogs, _ = read_catalogs(project.catalogs, site.publication.locales)
    words = speak(catalogs, site.publication.territory)
    locale = locale or site.publication.default_locale
    before, after = _pair(site, old, new)
    known = {version.id: version for version in site.versions}
    shared: list[str] = [one for one in known[after].locales if one in known[before].locales]
    if locale not in shared:
        raise SiteError([_unknown(locale, shared)])
    _, release = releases((known[before], known[after]))
    edition = Edition(site, Timeline(known[after], (), (known[before],)))
    rendering = Rendering(edition, environment_of(project.templates), words, Assets({}, {}))
    texts = (document_of(rendering.passages(known[version], locale)) for version in (before, after))
    return Comparison(redline(*texts), release.changes, told(release, words[locale])), words[locale]


def _pair(site: Site, old: str, new: str) -> tuple[str, str]:
    known = sorted(version.id for version in site.versions)
    for asked in (old, new):
        if asked and asked not in known:
            raise SiteError([_unknown(asked, known)])
    after = new or known[-1]
    before = old or max((version for version in known if version < after), default=after)
    return before, after


def _unknown(asked: str, known: list[str] | tuple[str, ...]) -> Problem:
    arguments = {"found": asked, "suggestion": suggest(asked, known)}
    return Problem(Location("content/statements"), "compare_unknown", arguments)

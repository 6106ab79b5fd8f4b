"""`confirm`: the digests of sections whose translations somebody read, beside the version."""

from collections.abc import Collection
from pathlib import Path

from site_builder.confirmed import confirm, confirmed_path, confirmed_text, read_confirmed, section_digests
from site_builder.parse import parse_site
from site_builder.problem import Location, Problem, SiteError, stops_build
from site_builder.read import CONTENT, read_project
from site_builder.suggest import suggest
from site_builder.write import write_file


def confirm_version(root: Path, version: str, sections: Collection[str] = ()) -> tuple[str, ...]:
    """Confirm sections of a version, or all of them; gives their ids. Raises SiteError on errors."""
    project, unreadable = read_project(root)
    site, problems = parse_site(project)
    problems = (*unreadable, *problems)
    if site is None or stops_build(problems):
        raise SiteError(problems)
    known = {found.id: found for found in site.versions}
    if version not in known:
        place = Location(f"{CONTENT}/statements/{version}")
        raise SiteError([Problem(place, "version_unknown", {"found": version, "suggestion": suggest(version, known)})])
    ids = section_digests(known[version])
    strange = [section for section in sections if section not in ids]
    if strange:
        place = Location(f"{CONTENT}/statements/{version}")
        raise SiteError(
            Problem(place, "section_unknown", {"found": section, "suggestion": suggest(section, ids)})
            for section in strange
        )
    # What cannot be read any more is confirmed anew.
    before, _ = read_confirmed(project, version)
    confirmed = confirm(known[version], before, sections)
    write_file(root / confirmed_path(version), confirmed_text(confirmed).encode())
    return tuple(section for section in ids if not sections or section in sections)

"""`init`: the files of a new site onto disk. What is there already is never touched."""

from pathlib import Path

from site_builder.consent import ConsentSettings, consent_problems
from site_builder.decode import decode
from site_builder.model import Register
from site_builder.parse import REGISTER, STATEMENTS
from site_builder.problem import Location, Problem, SiteError
from site_builder.read import CONTENT, shipped
from site_builder.scaffold.answers import Answers
from site_builder.scaffold.site_files import FOLDER, site_files
from site_builder.schema import SCHEMAS, schema_text


def create_site(folder: Path, answers: Answers, language: str) -> tuple[str, ...]:
    """Write a new site into `folder`; gives the paths that were written. Raises SiteError when there is a site already,
    or the files cannot be written."""
    if (folder / CONTENT).exists():
        raise SiteError([Problem(Location(str(folder / CONTENT)), "site_exists")])
    templates = {f"{FOLDER}{path.name}": path.read_bytes() for path in (shipped("templates") / FOLDER).iterdir()}
    files = site_files(answers, templates, {name: schema_text(name) for name in SCHEMAS}, language)
    if _too_many_services(files[f"{STATEMENTS}/{answers.effective_on.isoformat()}/{REGISTER}"]):
        raise SiteError([Problem(Location("--use"), "too_many_services")])
    written = []
    try:
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                with file.open("x", encoding="utf-8", newline="\n") as stream:
                    stream.write(text)
                written.append(path)
    except OSError as error:
        arguments = {"reason": error.strerror or str(error)}
        raise SiteError([Problem(Location(str(folder)), "unwritable", arguments)]) from error
    return tuple(written)


def _too_many_services(text: str) -> bool:
    """Whether a visitor's choice about every service would not fit the cookie that remembers it."""
    register, _ = decode(Register, text, REGISTER)
    found = consent_problems(register, ConsentSettings(), Location(REGISTER)) if register else ()
    return any(problem.code == "consent_record_too_long" for problem in found)

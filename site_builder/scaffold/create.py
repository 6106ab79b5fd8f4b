"""`init`: the files of a new site onto disk. What is there already is never touched."""

from pathlib import Path

from site_builder.consent.problems import consent_problems
from site_builder.consent.settings import ConsentSettings
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
        for path, data in {**{path: text.encode() for path, text in files.items()}, **guide()}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                with file.open("xb") as stream:
                    stream.write(data)
                written.append(path)
    except OSError as error:
        arguments = {"reason": error.strerror or str(error)}
        raise SiteError([Problem(Location(str(folder)), "unwritable", arguments)]) from error
    return tuple(written)


def guide() -> dict[str, bytes]:
    """The guide for editors with its pictures, as it stands in `content/`."""
    package = Path(__file__).parents[1]
    source = package / "guide" if (package / "guide").is_dir() else package.parent / CONTENT
    found = sorted((*source.glob("README.*.md"), *source.glob("pictures/*.png")))
    return {f"{CONTENT}/{path.relative_to(source).as_posix()}": path.read_bytes() for path in found}


def _too_many_services(text: str) -> bool:
    """Whether a visitor's choice about every service would not fit the cookie that remembers it."""
    register, _ = decode(Register, text, REGISTER)
    found = consent_problems(register, ConsentSettings(), Location(REGISTER)) if register else ()
    return any(problem.code == "consent_record_too_long" for problem in found)

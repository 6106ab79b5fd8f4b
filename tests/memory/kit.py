"""A small site to edit: three versions of two years in two languages, two of them released, with one announced."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from site_builder import build
from site_builder.build import Outcome, plan
from site_builder.confirmed import confirm, confirmed_text
from site_builder.freeze import freeze_version
from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from site_builder.parse import parse_site
from site_builder.printing import Printing
from site_builder.read import read_project, shipped
from tests.support import BASE, changed, source

DAY = date(2026, 6, 1)
FIRST = "2026-01-01"  # that of the site that this one is made from
VERSIONS = ("2025-12-31", "2026-05-01", "2026-09-01")
STATEMENTS = "content/statements"
CONFIRMED = f"{STATEMENTS}/{VERSIONS[2]}/translations.lock"


@dataclass
class Site:
    """A folder, and how it is built."""

    root: Path
    as_of: date = DAY
    drafts: bool = False
    pdf: bool = False

    def edit(self, path: str, *replacements: tuple[str, str]) -> None:
        """Replace texts in a file, each of which stands in it."""
        file = self.root / path
        text = file.read_text()
        for old, new in replacements:
            assert old in text, f"{old!r} is not in {path}"
            text = text.replace(old, new)
        file.write_text(text)

    def write(self, path: str, data: bytes | str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def plan(self, memory: Memory | None = None) -> Outcome:
        return plan(self.root, self.as_of, self.drafts, Printing() if self.pdf else None, memory=memory)


@cache
def _register(version: str) -> str:
    announced = {"2025-12-31": "2025-12-01", "2026-05-01": "2026-03-15", "2026-09-01": "2026-05-20"}[version]
    path = f"{STATEMENTS}/{FIRST}/statement.yaml"
    dates = (("announced_on: 2025-12-01", f"announced_on: {announced}"), (FIRST, version))
    facts = {
        "2025-12-31": (),
        "2026-05-01": (("P180D", "P1Y"), ("country: NL\n    data", "country: BE\n    data")),
        "2026-09-01": (("P180D", "P2Y"), ("name: Courier", "name: Courier Express")),
    }[version]
    text = changed(path, *dates, *facts)[path]
    return text + "summary: {nl: Dit is er anders., en: This is what differs.}\n"


@cache
def _template(folder: Path) -> Path:
    """The site as it is before anything is edited, made once."""
    root = folder / "site"
    shutil.copytree(BASE / "content", root / "content")
    shutil.rmtree(root / STATEMENTS / FIRST)
    for version in VERSIONS:
        place = root / STATEMENTS / version
        place.mkdir()
        (place / "statement.yaml").write_text(_register(version))
        for locale in ("nl", "en"):
            text = source(f"{STATEMENTS}/{FIRST}/{locale}.md")
            (place / f"{locale}.md").write_text(text.replace("(#data).", f"(#data) ({version})."))
    freeze_version(root, VERSIONS[1], DAY)
    return root


@cache
def built_before(folder: Path) -> tuple[Outcome, Path]:
    """What the site comes to before anything is edited, and the store of a build of that, made once."""
    store = folder / "memory.sqlite"
    original = Site(_template(folder))
    return original.plan(remembering(store)), store


@pytest.fixture
def store(site: "Site", tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the site as it is."""
    _, known = built_before(tmp_path_factory.getbasetemp())
    shutil.copy(known, tmp_path)
    return tmp_path / known.name


@pytest.fixture
def site(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A copy of the site. PDFs are not drawn: what they are made of is looked at here, how is tested elsewhere."""
    monkeypatch.setattr(build, "make_pdfs", lambda *_: ({}, ()))
    monkeypatch.setattr(Memory, "forget", _never)
    original = _template(tmp_path_factory.getbasetemp())
    shutil.copytree(original, tmp_path / "site")
    return Site(tmp_path / "site")


def copied(site: Site, folder: Path) -> Site:
    shutil.copytree(site.root, folder)
    return Site(folder)


def _never(memory: Memory) -> None:
    raise AssertionError("the memory stopped a build")


@dataclass
class Edit:
    name: str
    do: Callable[[Site], None] = field(repr=False)

    def __str__(self) -> str:
        return self.name


def _set(**values: object) -> Callable[[Site], None]:
    def do(site: Site) -> None:
        for name, value in values.items():
            setattr(site, name, value)

    return do


def _append(path: str, text: str) -> Callable[[Site], None]:
    return lambda site: site.write(path, (site.root / path).read_text() + text)


def _replace(path: str, *replacements: tuple[str, str]) -> Callable[[Site], None]:
    return lambda site: site.edit(path, *replacements)


def _own(name: str, path: str, extra: bytes) -> Callable[[Site], None]:
    """The program's own file, with something more, as the site's."""
    return lambda site: site.write(f"{name}/{path}", (shipped(name) / path).read_bytes() + extra)


def _remove(path: str) -> Callable[[Site], None]:
    def do(site: Site) -> None:
        place = site.root / path
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    return do


def _add_version(site: Site) -> None:
    newest = site.root / STATEMENTS / VERSIONS[2]
    shutil.copytree(newest, site.root / STATEMENTS / "2026-12-01")
    site.edit(f"{STATEMENTS}/2026-12-01/statement.yaml", ("2026-09-01", "2026-12-01"), ("2026-05-20", "2026-05-25"))


def _show_draft(site: Site) -> None:
    site.edit(f"{STATEMENTS}/{VERSIONS[2]}/statement.yaml", ("status: final", "status: draft"))
    site.drafts = True


def _release(site: Site) -> None:
    freeze_version(site.root, VERSIONS[2], DAY)


def _confirm(site: Site) -> None:
    parsed, _ = parse_site(read_project(site.root)[0])
    assert parsed is not None
    site.write(CONFIRMED, confirmed_text(confirm(parsed.versions[-1], None)))


def _leave_behind(site: Site) -> None:
    _confirm(site)
    site.edit(f"{STATEMENTS}/{VERSIONS[2]}/nl.md", ("Wij zijn", "Wij zijn en blijven"))


def _shipped(name: str, *suffixes: str) -> list[str]:
    below = shipped(name)
    return sorted(
        path.relative_to(below).as_posix()
        for path in below.rglob("*")
        if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts
    )


REGISTER_FACTS: Mapping[str, tuple[str, str]] = {
    "the announcement": ("announced_on: 20", "announced_on: 19"),
    "the status": ("status: final", "status: draft"),
    "the locale that prevails": ("authoritative_locale: nl", "authoritative_locale: en"),
    "the controller": ("name: Bakkerij Zon", "name: Bakkerij Maan"),
    "an address": ("Dorpsstraat 1", "Dorpsstraat 2"),
    "a period": ("retention: P2Y", "retention: P3Y"),
    "a label": ("en: name}", "en: your name}"),
    "a legal basis": ("legal_basis: consent", "legal_basis: contract"),
    "a recipient": ("service: {nl: e-mail versturen", "service: {nl: post versturen"),
    "storage that asks consent": ("consent: false\n    exemption: strictly_necessary", "consent: true"),
    "a cookie": ("max_age: session", "max_age: P1Y"),
    "the contact": ("contact: hello@", "contact: privacy@"),
    "the summary": ("en: This is what differs.", "en: This is new."),
    "a comment": ("rights:\n", "# a comment\nrights:\n"),
    "a date that is another": ("effective_on: 20", "effective_on: 21"),
    "a key that is not known": ("purposes:\n", "purpose:\n"),
    "half a file": ("\nrights:\n", "\nrights: {\n"),
}
TEXTS: Mapping[str, tuple[str, str]] = {
    "a sentence": ("## Wie zijn wij? {#who}\n", "## Wie zijn wij? {#who}\n\nWij bakken brood.\n"),
    "a heading": ("## Wie zijn wij?", "## Wie zijn we?"),
    "the title": ("title: Privacyverklaring", "title: Verklaring"),
    "an anchor": ("{#recipients}", "{#receivers}"),
    "a link to an anchor": ("(#data)", "(#cookies)"),
    "a broken link": ("(#data)", "(#nothing)"),
    "an unknown fact": ("{{ controller.name }}", "{{ controler.name }}"),
    "a question": ("---\n\n## Wie", "to_confirm:\n  - {fact: purposes, question: Alles?}\n---\n\n## Wie"),
    "a waiver": ("---\n\n## Wie", "waivers:\n  - {rule: VI-SSL, reason: Dat zeggen we later.}\n---\n\n## Wie"),
    "an old name": ("Wij zijn", "Met Twitter en 180 dagen SSL. Wij zijn"),
    "to look again": ("Wij zijn", "Bekijk deze pagina regelmatig. Wij zijn"),
    "a section": ("## Wat zijn je rechten?", "## Iets nieuws {#new}\n\nNieuw.\n\n## Wat zijn je rechten?"),
}
SETTINGS: Mapping[str, tuple[str, str]] = {
    "the address": ("privacy.bakery", "www.bakery"),
    "the title of the site": ("en: Privacy statement", "en: Privacy"),
    "the locales": ("locales: [nl, en]", "locales: [nl]"),
    "the first locale": ("default_locale: nl", "default_locale: en"),
    "the time zone": ("Europe/Amsterdam", "Pacific/Auckland"),
    "the territory": ("time_zone:", "territory: BE\ntime_zone:"),
    "the lead times": ("time_zone:", "lead_times: {material: 200}\ntime_zone:"),
    "a withdrawal": (
        "time_zone:",
        "withdrawn: [{version: 2026-09-01, withdrawn_on: 2026-05-30, reason: {nl: Nee., en: No.}}]\ntime_zone:",
    ),
    "the banner's cookie": ("time_zone:", "consent: {cookie_name: choice}\ntime_zone:"),
    "the banner's endpoint": ("time_zone:", "consent: {endpoint: https://x.example/}\ntime_zone:"),
    "the sender": ("time_zone:", "notices: {smtp: {host: h.example, sender: a@b.example}}\ntime_zone:"),
}


def _edits() -> list[Edit]:
    found = [
        Edit(f"{what} of {version}", _replace(f"{STATEMENTS}/{version}/statement.yaml", replacement))
        for what, replacement in REGISTER_FACTS.items()
        for version in VERSIONS
    ]
    found += [
        Edit(f"{what} in {version}", _replace(f"{STATEMENTS}/{version}/nl.md", replacement))
        for what, replacement in TEXTS.items()
        for version in VERSIONS
    ]
    found += [Edit(what, _replace("content/site.yaml", replacement)) for what, replacement in SETTINGS.items()]
    found += [
        Edit("a space at the end of the English text", _append(f"{STATEMENTS}/2026-09-01/en.md", "\n\n")),
        Edit("bytes that are no text", lambda s: s.write(f"{STATEMENTS}/2026-09-01/en.md", b"\xff")),
        Edit("an empty file", lambda s: s.write(f"{STATEMENTS}/2026-09-01/en.md", "")),
        Edit("a text that is gone", _remove(f"{STATEMENTS}/2026-09-01/en.md")),
        Edit("a register that is gone", _remove(f"{STATEMENTS}/2026-09-01/statement.yaml")),
        Edit("a version that is gone", _remove(f"{STATEMENTS}/2026-09-01")),
        Edit("a released version that is gone", _remove(f"{STATEMENTS}/2025-12-31")),
        Edit("a new version", _add_version),
        Edit("a file in no language of ours", lambda s: s.write(f"{STATEMENTS}/2026-09-01/de.md", "Hallo")),
        Edit("a strange file", lambda s: s.write("content/notes.txt", "Hello")),
        Edit("a strange folder", lambda s: s.write(f"{STATEMENTS}/2026-09-01/nl/x.md", "Hello")),
        Edit("a folder that is no date", lambda s: s.write(f"{STATEMENTS}/soon/nl.md", "Hello")),
        Edit("settings that are gone", _remove("content/site.yaml")),
        Edit("a release", _release),
        Edit("translations that are confirmed", _confirm),
        Edit("a confirmed translation that is left behind", _leave_behind),
        Edit("a file of confirmations that cannot be read", lambda s: s.write(CONFIRMED, "sections: [")),
        Edit("a lock that is gone", _remove("content/releases.lock")),
        Edit("a lock that is changed", _replace("content/releases.lock", ("chain: ", "chain: f"))),
        Edit("a day before anything", _set(as_of=date(2025, 1, 1))),
        Edit("a day in the first version", _set(as_of=date(2026, 2, 1))),
        Edit("a day on which all are in force", _set(as_of=date(2026, 9, 1))),
        Edit("drafts", _show_draft),
        Edit("PDFs", _set(pdf=True)),
        Edit("another catalog", _own("locales", "nl/LC_MESSAGES/messages.po", b'\nmsgid "New"\nmsgstr "Nieuw"\n')),
        Edit("a broken catalog", _own("locales", "nl/LC_MESSAGES/messages.po", b'\nmsgid "New\n')),
        Edit("a word in a catalog", _other_word),
        Edit("a broken template", lambda s: s.write("templates/statement.html", "{% if %}")),
        Edit("a template that stops", lambda s: s.write("templates/archive.html", "{{ nothing.at.all }}")),
        Edit("a template that reads everything", lambda s: s.write("templates/archive.html", EVERYTHING)),
        Edit("a template that reads a list", lambda s: s.write("templates/change.html", EVERYTHING)),
        Edit("a template that lacks an anchor", lambda s: s.write("templates/blocks/storage.html", "<a href='#x'>")),
    ]
    found += [
        Edit(f"templates/{path}", _own("templates", path, b"\n<!-- -->")) for path in _shipped("templates", ".html")
    ]
    found += [Edit(f"static/{path}", _own("static", path, b"\n/**/")) for path in _shipped("static", ".css")]
    found += [Edit(f"static/{path}", _own("static", path, b"\nvoid 0;")) for path in _shipped("static", ".js")]
    found += [Edit(f"static/{path}", _own("static", path, b"\0")) for path in _shipped("static", ".ttf")]
    return found


def _other_word(site: Site) -> None:
    _own("locales", "nl/LC_MESSAGES/messages.po", b"")(site)
    site.edit("locales/nl/LC_MESSAGES/messages.po", ('msgstr "In het kort"', 'msgstr "Kort"'))


# Whatever a template may reach, also what no template of ours looks at.
EVERYTHING = """{% for version in edition.site.versions %}{{ version.id }} {{ version.register }}
{% for locale, prose in version.prose.items() %}{{ locale }} {{ prose }}{% endfor %}{{ standing(version) }}
{{ timeline.next_after(version).id if timeline.next_after(version) }} {{ edition.digest(version.id) }}
{% endfor %}{% for release in edition.releases.values() %}{{ release.previous.id if release.previous }}
{{ release.significance }} {{ release.changes }} {{ told(release) }}{% endfor %}
{% for version in timeline.oldest_first %}{{ version.id }}{% endfor %}
{% for version in timeline.announced %}{{ version.register.controller }}{% endfor %}
{{ edition }} {{ publication }} {{ in_force.id }}
{{ edition.newest_releases | length }} {{ edition.frozen | length }}"""


EDITS = _edits()


def remembering(file: Path) -> Memory:
    """A memory as a new process has it."""
    return Memory(Store(file))


def same(one: Outcome, other: Outcome) -> None:
    """Two builds came to the same: the same problems, the same files, the same bytes."""
    assert one.problems == other.problems
    assert sorted(one.files) == sorted(other.files)
    for path in other.files:
        assert one.files[path] == other.files[path], path

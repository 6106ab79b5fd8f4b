"""The consent banner of a site: the register's storage becomes one script per locale; nothing it says is said twice.

The script asks for each purpose that needs consent. What a purpose covers is its *scope*: a set of elements (services,
recipients, countries, storage items), each with a code that the visitor's record keeps. So the script itself can tell
a scope that widened, which asks again, from one that narrowed or was reworded, which does not.
"""

import hashlib
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from math import ceil
from typing import Any, Literal

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from site_builder.assets import minify
from site_builder.consent_scope import MANIFEST, archived_manifest, asked, asks_consent
from site_builder.durations import approximate_days
from site_builder.formats import Formats
from site_builder.model import ConsentPurpose, Identifier, Publication, Register, Service, StorageItem
from site_builder.problem import Location, Problem, Severity
from site_builder.records import record
from site_builder.words import Words, first_upper

Tree = str | list[Any]

LONGEST_RECORD = 1024
"""Bytes of a cookie that every request carries along."""

LONGEST_LIFE = 365.25
"""Days after which everybody is asked again, after a yes and after a no."""

GOOGLE_ANALYTICS = ("_ga", "_gid", "_gat")
GOOGLE_ADS = ("_gcl", "__gads", "__gpi", "IDE", "DSID", "test_cookie")


@record(kw_only=True)
class ConsentSettings:
    """How a site asks and remembers: the key `consent` of `site.yaml`. A yes and a no live equally long.

    `{locale}` and `{version}` in an address are filled in; in the locales `without_changes` there is no page at
    `change_url`. `google` names the purpose behind each signal of Google
    Consent Mode; left out, it follows from the cookies that Google's tags are known by.
    """

    cookie_name: str = "consent"
    cookie_domain: str = ""
    cookie_path: str = "/"
    max_age: str = "P6M"
    endpoint: str = ""
    statement_url: str = "/{locale}/"
    cookies_url: str = "/{locale}/#cookies"
    change_url: str = "/{locale}/changes/{version}/"
    without_changes: frozenset[str] = frozenset()
    google: Mapping[str, str] | None = None


@record
class Element:
    """One thing that consent to a purpose is about. `storage` says where the browser keeps it."""

    code: str
    name: str
    storage: Literal["cookie", "localStorage", "sessionStorage", "indexedDB"] | None = None


def consent_settings(publication: Publication) -> ConsentSettings:
    """How the banner of a site asks and remembers; it is read on other hosts too, so its links are whole."""
    consent = publication.consent
    base = publication.base_url.rstrip("/") + "/{locale}/"
    return ConsentSettings(
        cookie_name=consent.cookie_name,
        cookie_domain=consent.cookie_domain,
        cookie_path=consent.cookie_path,
        max_age=consent.max_age,
        endpoint=consent.endpoint or "",
        statement_url=base,
        cookies_url=base + "#cookies",
        change_url=base + "changes/{version}/",
    )


@record
class Sources:
    """The files of `static/` and `templates/` by their path in there; of each only `consent/` counts."""

    static: Mapping[str, bytes]
    templates: Mapping[str, bytes]


def consent_files(
    register: Register, words: Mapping[str, Words], settings: ConsentSettings, sources: Sources
) -> dict[str, bytes]:
    """The banner of every locale by path: the script, its twin under its hash, the texts it shows, and a manifest."""
    if not asks_consent(register):
        return {}
    files: dict[str, bytes] = {}
    bundles: dict[str, object] = {}
    for locale, own in words.items():
        banner = _Banner(register, own, settings, sources)
        script = banner.script()
        texts = banner.texts().encode()
        digest = hashlib.sha256(script).hexdigest()
        pinned = f"consent/{locale}.{digest[:12]}"
        files |= {f"consent/{locale}.js": script, f"{pinned}.js": script, f"{pinned}.txt": texts}
        bundles[locale] = {
            "bundle": banner.release,
            "path": f"{pinned}.js",
            "sha256": digest,
            "integrity": f"sha384-{b64encode(hashlib.sha384(script).digest()).decode()}",
            "texts": {"path": f"{pinned}.txt", "sha256": hashlib.sha256(texts).hexdigest()},
        }
    manifest = {
        "version": register.effective_on.isoformat(),
        "scopes": {purpose.id: scope_digest(register, purpose) for purpose in asked(register)},
        "bundles": bundles,
    }
    files[MANIFEST] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    return files


def archived(version: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the banner of an earlier release: what stands under its hash, and its manifest under its date."""
    current = re.compile(r"consent/[^./]+\.js")
    return {
        archived_manifest(version) if path == MANIFEST else path: data
        for path, data in files.items()
        if not current.fullmatch(path)
    }


def consent_bundle(register: Register, words: Words, settings: ConsentSettings, sources: Sources) -> bytes:
    """The banner of one locale as one script; nothing when there is nothing to ask."""
    return _Banner(register, words, settings, sources).script() if asks_consent(register) else b""


def global_privacy_control(last_update: date) -> bytes:
    """`/.well-known/gpc.json`: this site honours the signal."""
    return json.dumps({"gpc": True, "lastUpdate": last_update.isoformat()}).encode()


# --- scope ------------------------------------------------------------------------------------------------------------


def scope(register: Register, purpose: ConsentPurpose) -> Mapping[Identifier, tuple[Element, ...]]:
    """The elements of each service of a purpose; the service itself comes first."""
    return {service.id: tuple(_elements(register, service)) for service in purpose.services}


def scope_digest(register: Register, purpose: ConsentPurpose) -> str:
    """The same for the same set of elements, in whatever order and words."""
    codes = sorted(element.code for elements in scope(register, purpose).values() for element in elements)
    return hashlib.sha256("".join(codes).encode()).hexdigest()[:16]


def _elements(register: Register, service: Service, formats: Formats | None = None) -> Iterator[Element]:
    yield Element(_code("service", service.id), service.name)
    recipients = {recipient.id: recipient for recipient in register.recipients}
    readers = (reader for item in service.items for reader in item.readable_by)
    involved = [recipients[one] for one in dict.fromkeys((service.recipient, *readers)) if one in recipients]
    for recipient in involved:
        yield Element(_code("recipient", service.id, recipient.id), recipient.name)
    seats = (recipient.country for recipient in involved)
    others = (code for recipient in involved if recipient.transfer for code in recipient.transfer.countries)
    for code in dict.fromkeys(code for code in (*seats, *others) if code):
        yield Element(_code("country", service.id, code), formats.country(code) if formats else code)
    for item in service.items:
        yield Element(_code("item", service.id, item.kind, item.name, days=_days(item)), item.name, _STORAGE[item.kind])


_STORAGE: Mapping[str, Literal["cookie", "localStorage", "sessionStorage", "indexedDB"]] = {
    "cookie": "cookie",
    "local_storage": "localStorage",
    "session_storage": "sessionStorage",
    "indexed_db": "indexedDB",
}


def _items(register: Register, *, consent: bool) -> Iterator[tuple[str, str]]:
    """Where and under which name the purposes keep something that need consent, or do not."""
    for purpose in register.storage:
        for service in purpose.services if purpose.consent is consent else ():
            yield from ((_STORAGE[item.kind], item.name) for item in service.items)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MOST_DAYS = len(_DIGITS) ** 2 - 1


def _code(*identity: str, days: int = 0) -> str:
    """Four characters that say which element it is, and two that sort by how long it lives."""
    name = urlsafe_b64encode(hashlib.sha256("\0".join(identity).encode()).digest()[:3]).decode()
    return name + _DIGITS[days // len(_DIGITS)] + _DIGITS[days % len(_DIGITS)]


def _days(item: StorageItem) -> int:
    """Whole days an item lives, rounded up; what has no known end has the longest."""
    if item.max_age == "session":
        return 0
    if item.max_age is None or item.max_age == "persistent":
        return _MOST_DAYS
    return min(_MOST_DAYS, ceil(approximate_days(item.max_age)))


# --- the script -------------------------------------------------------------------------------------------------------


@record
class _Banner:
    """The banner of one locale in the making. What takes time is made once."""

    register: Register
    words: Words
    settings: ConsentSettings
    sources: Sources

    def script(self) -> bytes:
        site = {**self._site, "bundle": self.release}
        return minify("consent.js", concatenate(self._modules(site)).encode())

    @cached_property
    def release(self) -> str:
        """Names what is shown and run. The script carries it, so it cannot be the script's own digest."""
        return hashlib.sha256(concatenate(self._modules(self._site)).encode()).hexdigest()[:8]

    def texts(self) -> str:
        """What the banner says, for the archive."""
        return "\n\n".join(filter(None, map(_plain, self._trees.values()))) + "\n"

    def _modules(self, site: Mapping[str, object]) -> Mapping[str, str]:
        modules = {
            path.removeprefix("consent/"): data.decode()
            for path, data in self.sources.static.items()
            if path.startswith("consent/") and path.endswith(".js")
        }
        extras = [("googleConsent", "google.js")] if "google" in site else []
        extras += [("report", "report.js")] if "endpoint" in site else []
        imports = [f"import {{ {name} }} from './{path}'\n" for name, path in extras]
        constants = [f"export const {name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in site.items()]
        list_ = f"export const extras = [{', '.join(name for name, _ in extras)}]\n"
        return {**modules, "site.js": "".join(constants), "extras.js": "".join(imports) + list_}

    @cached_property
    def _site(self) -> Mapping[str, Any]:
        """The constants of site.js."""
        settings, _ = self.settings, self.words.gettext
        days = int(approximate_days(settings.max_age))
        site: dict[str, Any] = {
            "locale": self.words.format.locale,
            "and": self.words.format.list(["", ""]),
            "version": self.register.effective_on.isoformat(),
            "life": days * 24 * 60,
            "cookieName": settings.cookie_name,
            "cookieAttributes": f";Path={settings.cookie_path};Max-Age={days * 24 * 3600};SameSite=Lax",
            "cookieDomain": f";Domain={settings.cookie_domain}" if settings.cookie_domain else "",
            "controller": self.register.controller.name,
            "statement": self._address(settings.statement_url),
            "exempt": [purpose.id for purpose in self.register.storage if not purpose.consent],
            "purposes": {purpose.id: self._asked(purpose) for purpose in asked(self.register)},
            "services": self._services(),
            "saved": _("Your choice is saved."),
            "css": minify("consent.css", self.sources.static["consent/consent.css"]).decode(),
            **{f"{name}Tree": tree for name, tree in self._trees.items()},
        }
        google = google_signals(self.register) if settings.google is None else settings.google
        if google:
            site["google"] = dict(google)
        if settings.endpoint:
            site["endpoint"] = settings.endpoint
        return site

    def _asked(self, purpose: ConsentPurpose) -> tuple[str, str]:
        """A purpose's label, and the same with who is behind it."""
        names = {recipient.id: recipient.name for recipient in self.register.recipients}
        recipients = [names[service.recipient] for service in purpose.services if service.recipient in names]
        label = self.words.text(purpose.label)
        return label, f"{label} ({self.words.format.list(dict.fromkeys(recipients))})" if recipients else label

    def _services(self) -> dict[str, list[tuple[str, ...]]]:
        """The elements by purpose and service. What a purpose without consent keeps too is not deleted."""
        kept = set(_items(self.register, consent=False))
        return {
            f"{purpose.id}/{service.id}": [
                (element.code, element.name)
                if element.storage is None or (element.storage, element.name) in kept
                else (element.code, element.name, element.storage)
                for element in _elements(self.register, service, self.words.format)
            ]
            for purpose in asked(self.register)
            for service in purpose.services
        }

    @cached_property
    def _trees(self) -> Mapping[str, Tree]:
        """The markup by the name of its template."""
        environment = SandboxedEnvironment(
            loader=FunctionLoader(lambda name: self.sources.templates[name].decode()),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        context = {
            "_": self.words.gettext,
            "controller": self.register.controller.name,
            "cookies_url": self._address(self.settings.cookies_url),
            "change_url": self._address(self._change_url),
            "purposes": [
                self._shown(purpose)
                for purpose in self.register.storage
                if purpose in asked(self.register) or not purpose.consent
            ],
        }
        names = ("ask", "choose", "embed", "signal", "changed", "status")
        return {name: tree(environment.get_template(f"consent/{name}.html").render(context)) for name in names}

    @property
    def _change_url(self) -> str:
        untold = self.words.format.locale in self.settings.without_changes
        return self.settings.statement_url if untold else self.settings.change_url

    def _shown(self, purpose: ConsentPurpose) -> dict[str, object]:
        return {
            "id": purpose.id,
            "consent": purpose.consent,
            "title": first_upper(self.words.text(purpose.label)),
            "description": self.words.text(purpose.description),
            "services": [
                {
                    "key": f"{purpose.id}/{service.id}",
                    "name": service.name,
                    "description": self.words.text(service.description),
                    "who": self._who(service),
                    "stored": [self._item(item) for item in service.items],
                }
                for service in purpose.services
            ],
        }

    def _who(self, service: Service) -> str:
        others = (e.name for e in _elements(self.register, service, self.words.format) if not e.storage)
        return ", ".join(name for name in dict.fromkeys(others) if name != service.name)

    def _item(self, item: StorageItem) -> str:
        kind = self.words.label("kind", item.kind)
        return f"{item.name}: {kind}" + (f", {self.words.life(item.max_age)}" if item.max_age else "")

    def _address(self, address: str) -> str:
        return address.format(locale=self.words.format.locale, version=self.register.effective_on.isoformat())


def google_signals(register: Register) -> Mapping[str, str]:
    """The purpose behind each signal of Google Consent Mode; nothing without a Google tag in the register.

    `security_storage` is not among them: it is always granted.
    """
    analytics, ads = (_purpose_with(register, names) for names in (GOOGLE_ANALYTICS, GOOGLE_ADS))
    if not analytics and not ads:
        return {}
    exempt = next((purpose.id for purpose in register.storage if not purpose.consent), "")
    return {
        "ad_storage": ads,
        "ad_user_data": ads,
        "ad_personalization": ads,
        "analytics_storage": analytics,
        "functionality_storage": exempt,
        "personalization_storage": "",
    }


def _purpose_with(register: Register, names: tuple[str, ...]) -> str:
    declared = re.compile(f"({'|'.join(names)})([_*].*)?")
    return next(
        (
            purpose.id
            for purpose in asked(register)
            for service in purpose.services
            for item in service.items
            if declared.fullmatch(item.name)
        ),
        "",
    )


# --- problems ---------------------------------------------------------------------------------------------------------


def consent_problems(register: Register, settings: ConsentSettings, location: Location) -> tuple[Problem, ...]:
    """What keeps the banner from working as it should; `location` is where the settings stand."""
    if not asks_consent(register):
        return ()
    return tuple(_problems(register, settings, location))


def _problems(register: Register, settings: ConsentSettings, location: Location) -> Iterator[Problem]:
    if not 0 < approximate_days(settings.max_age) <= LONGEST_LIFE:
        yield Problem(location, "consent_life_out_of_range", {"max_age": settings.max_age})
    own = {
        item.name
        for purpose in register.storage
        if not purpose.consent
        for service in purpose.services
        for item in service.items
    }
    if settings.cookie_name not in own:
        yield Problem(location, "consent_cookie_undeclared", {"name": settings.cookie_name}, Severity.WARNING)
    if settings.endpoint and "consent-unsent-*" not in own:
        yield Problem(location, "consent_cookie_undeclared", {"name": "consent-unsent-*"}, Severity.WARNING)
    length = _longest_record(register)
    if length > LONGEST_RECORD:
        yield Problem(location, "consent_record_too_long", {"length": length, "limit": LONGEST_RECORD})


def _longest_record(register: Register) -> int:
    """The record of somebody who allowed every service by itself."""
    answer = len("~:0:withdraw:zzzzzz:2027-01-01:00000000:")
    return len("1:2027-01-01") + sum(
        answer
        + len(purpose.id)
        + sum(answer + len(f"{purpose.id}/{service}") + 12 * len(elements) for service, elements in services)
        for purpose in asked(register)
        for services in [scope(register, purpose).items()]
    )


# --- markup and modules -----------------------------------------------------------------------------------------------

_VOID = {"br", "img", "input"}
_UNWANTED = {"script", "style", "iframe", "object", "embed", "link", "base"}


class _Reader(HTMLParser):
    """Markup as nested lists: a tag, its attributes if any, its children. A script builds that without an HTML sink."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[Any]] = [[""]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNWANTED or any(name == "style" or name.startswith("on") for name, _ in attrs):
            raise ValueError(f"<{tag}> in the banner's markup would need what a strict site forbids")
        element: list[Any] = [tag, {name: value or "" for name, value in attrs}] if attrs else [tag]
        self.open[-1].append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop()[0] != tag:
            raise ValueError(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if text := re.sub(r"\s*\n\s*", "", data):
            self.open[-1].append(re.sub(r"\s+", " ", text))


def tree(markup: str) -> Tree:
    """A template's one element as nested lists. A line break between two elements is no space."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    [root] = reader.open[0][1:]
    result: Tree = root
    return result


def _plain(branch: Tree) -> str:
    """The words in a tree, a line for each block."""
    if isinstance(branch, str):
        return branch
    tag, *parts = branch
    text = "".join(_plain(part) for part in parts if not isinstance(part, dict))
    return text if tag in {"a", "b", "span"} else f"{text.strip()}\n" if text.strip() else ""


_IMPORT = re.compile(r"^import \{[^}]*\} from '\./([\w.]+)'$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:const|function) (\w+)", re.MULTILINE)


def concatenate(modules: Mapping[str, str], entry: str = "main.js") -> str:
    """ES modules as one classic script: each once, after what it imports, in one scope of their own.

    It knows named imports, and exported constants and functions: these modules need no more. As they come to share a
    scope, two of them may not declare the same name.
    """
    order: dict[str, str] = {}
    _visit(entry, modules, order)
    declared = [name for text in order.values() for name in _DECLARED.findall(text)]
    if twice := {name for name in declared if declared.count(name) > 1}:
        raise ValueError(f"declared in two modules: {', '.join(sorted(twice))}")
    return "(()=>{\n" + "".join(order.values()) + "})()\n"


def _visit(name: str, modules: Mapping[str, str], order: dict[str, str]) -> None:
    if name in order:
        return
    for imported in _IMPORT.findall(modules[name]):
        _visit(imported, modules, order)
    text = _EXPORT.sub("", _IMPORT.sub("", modules[name]))
    if left := re.search(r"^(import|export)\b.*", text, re.MULTILINE):
        raise ValueError(f"{name}: {left.group()}")
    order[name] = text

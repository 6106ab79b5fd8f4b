"""The banner of one locale: what it says and what it runs."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from site_builder.assets import minify
from site_builder.consent.asked import asked
from site_builder.consent.google import google_signals
from site_builder.consent.markup import Tree, text_of, tree
from site_builder.consent.modules import concatenate
from site_builder.consent.scope import elements_of, exempt_items
from site_builder.consent.settings import ConsentSettings
from site_builder.durations import approximate_days
from site_builder.model import ConsentPurpose, Register, Service, StorageItem
from site_builder.records import record
from site_builder.words import Words, first_upper


@record
class Sources:
    """The files of `static/` and `templates/` by their path in there; of each only `consent/` counts."""

    static: Mapping[str, bytes]
    templates: Mapping[str, bytes]


@record
class Banner:
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
        return "\n\n".join(filter(None, map(text_of, self._trees.values()))) + "\n"

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
        kept = set(exempt_items(self.register))
        return {
            f"{purpose.id}/{service.id}": [
                (element.code, element.name)
                if element.storage is None or (element.storage, element.name) in kept
                else (element.code, element.name, element.storage)
                for element in elements_of(self.register, service, self.words.format)
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
        others = (e.name for e in elements_of(self.register, service, self.words.format) if not e.storage)
        return ", ".join(name for name in dict.fromkeys(others) if name != service.name)

    def _item(self, item: StorageItem) -> str:
        kind = self.words.label("kind", item.kind)
        return f"{item.name}: {kind}" + (f", {self.words.life(item.max_age)}" if item.max_age else "")

    def _address(self, address: str) -> str:
        return address.format(locale=self.words.format.locale, version=self.register.effective_on.isoformat())

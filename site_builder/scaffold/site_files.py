"""Answers → the files of a new site, from `templates/scaffold/`: there the words of each language stand in one YAML
file, and the text of the statement in one `.md`."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import yaml
from jinja2 import DictLoader, Environment, StrictUndefined

from site_builder.catalogue import Declaration, KnownService, Use, declaration, known_service
from site_builder.countries import outside_eea
from site_builder.durations import approximate_days
from site_builder.records import record
from site_builder.scaffold import yaml_text
from site_builder.scaffold.answers import LOCALES, Answers

FOLDER = "scaffold/"

LONGEST_COOKIE = 400
"""Days."""


@record
class _Purpose:
    """A purpose as `init` proposes it: what every organisation has, or what follows from the use of a service."""

    id: str
    legal_basis: str
    data: tuple[str, ...]
    source: str = "data_subject"
    provision: str = "voluntary"
    use: Use | None = None
    direct_marketing: bool = False
    surprising: bool = False


_VISIT = ("ip_address", "website_activity")

_PURPOSES = (
    _Purpose("contact", "legitimate_interests", ("name", "email", "telephone", "messages")),
    _Purpose("agreement", "contract", ("name", "email", "telephone", "address"), provision="contractual"),
    _Purpose("payment", "contract", ("name", "email", "payment"), provision="contractual", use="payment"),
    _Purpose("accounts", "legal_obligation", ("name", "address", "payment"), provision="statutory"),
    _Purpose("website", "legitimate_interests", ("ip_address",), source="observed"),
    _Purpose("newsletter", "consent", ("name", "email"), use="newsletter", direct_marketing=True),
    _Purpose("analytics", "consent", _VISIT, source="observed", use="analytics"),
    _Purpose("advertising", "consent", _VISIT, source="observed", use="advertising", surprising=True),
    _Purpose("media", "consent", _VISIT, source="observed", use="media"),
    _Purpose("chat", "consent", ("name", "email", "messages", "ip_address"), use="chat"),
    _Purpose("security", "consent", _VISIT, source="observed", use="security"),
)

_RETENTION = {
    "name": "P2Y",
    "email": "P2Y",
    "telephone": "P2Y",
    "address": "P2Y",
    "messages": "P2Y",
    "payment": "P7Y",
    "ip_address": "P6M",
    "website_activity": "P1Y",
}

_QUESTION_BY_BASIS = {"legitimate_interests": "legitimate", "contract": "contract", "consent": "consent"}

_OFFICE = ("contact", "agreement", "accounts")


def kept(max_age: str) -> str:
    """How long a browser keeps an item: a cookie is thrown away after 400 days, whatever it asks for (RFC 6265bis)."""
    longer = max_age.startswith("P") and approximate_days(max_age) > LONGEST_COOKIE
    return f"P{LONGEST_COOKIE}D" if longer else max_age


def site_files(
    answers: Answers, templates: Mapping[str, bytes], schemas: Mapping[str, str], language: str
) -> Mapping[str, str]:
    """Every file of a new site by its path, with explanations in `language`. `schemas` are those of the YAML files."""
    source = {path.removeprefix(FOLDER): data.decode() for path, data in templates.items() if path.startswith(FOLDER)}
    words = {locale: yaml.safe_load(source[f"{locale}.yaml"]) for locale in LOCALES}
    writing = _Writing(answers, words, language if language in LOCALES else answers.locales[0])
    environment = _environment(source)
    statement = f"content/statements/{answers.effective_on.isoformat()}"
    made = {
        "content/site.yaml": environment.get_template("site.yaml").render(writing.context()),
        f"{statement}/statement.yaml": environment.get_template("statement.yaml").render(writing.context()),
        ".gitignore": source["gitignore"],
    }
    for locale in answers.locales:
        made[f"{statement}/{locale}.md"] = environment.get_template(f"{locale}.md").render(writing.prose(locale))
    return {**made, **{f"schema/{name}.schema.json": text for name, text in schemas.items()}}


def _environment(source: Mapping[str, str]) -> Environment:
    """Templates whose marks are brackets: braces are those of the text that they write."""
    environment = Environment(  # noqa: S701 - it writes YAML and Markdown; what people said goes through `yaml`
        loader=DictLoader(source),
        undefined=StrictUndefined,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#-",
        comment_end_string="-#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = yaml_text.scalar
    environment.filters["yaml_below"] = yaml_text.below
    return environment


@record
class _Recipient:
    """An entry of `recipients`, and where its facts can be checked."""

    entry: Mapping[str, Any]
    source: str = ""


@record
class _Question:
    fact: str
    text: str


@record
class _Writing:
    """One site in the making."""

    answers: Answers
    words: Mapping[str, Any]
    language: str

    @property
    def services(self) -> tuple[KnownService, ...]:
        found = (known_service(identifier) for identifier in self.answers.uses)
        return tuple(service for service in found if service)

    @property
    def declarations(self) -> Mapping[str, Declaration]:
        answers = self.answers
        return {service.id: declaration(service, answers.locales, answers.host) for service in self.services}

    def word(self, locale: str, key: str) -> str:
        found: Any = self.words[locale]
        for name in key.split("."):
            found = found[name]
        return str(found)

    def texts(self, key: str, **filled: str) -> dict[str, str]:
        """A text per locale, with what is filled in."""
        found = {locale: self.word(locale, key) for locale in self.answers.locales}
        return {locale: text.format(**filled) for locale, text in found.items()} if filled else found

    def context(self) -> dict[str, object]:
        """What the YAML templates can use."""
        return {
            "answers": self.answers,
            "note": lambda key: "\n".join(f"# {line}" for line in self.word(self.language, f"notes.{key}").split("\n")),
            "say": lambda key: self.word(self.language, f"say.{key}"),
            "texts": lambda key, indent, **filled: yaml_text.texts(self.texts(key, **filled), indent),
            "joint": self.joint,
            "joint_names": ", ".join(service.company for service in self.joint),
            "data_categories": [{"id": name, "retention": _RETENTION[name]} for name in self.data_categories],
            "purposes": [
                {
                    **{part.name: getattr(purpose, part.name) for part in fields(purpose)},
                    "recipients": self.receivers(purpose),
                }
                for purpose in self.purposes
            ],
            "recipients": list(self.recipients()),
            "storage": list(self.storage()),
        }

    def prose(self, locale: str) -> dict[str, object]:
        """What the text of a locale can use."""
        return {
            "word": lambda key: self.word(locale, key),
            "questions": list(self.questions(locale)),
            # A reason is written once, where the locale that prevails is.
            "waived": locale == self.answers.locales[0] and self.unmeasured,
            "transfers": any("transfer" in recipient.entry for recipient in self.recipients()),
            "storage": bool(list(self.storage())),
            "asks_consent": self.asks_consent,
            "newsletter": any(purpose.use == "newsletter" for purpose in self.purposes),
        }

    @property
    def unmeasured(self) -> bool:
        """Whether a service keeps something that nobody has listed yet."""
        listed = (service["entry"] for purpose in self.storage() for service in purpose["services"])
        return any("items" not in entry for entry in listed)

    @property
    def joint(self) -> list[KnownService]:
        return [service for service in self.services if service.role == "joint_controller"]

    @property
    def asks_consent(self) -> bool:
        return any(service.purpose not in (None, "functional") for service in self.services)

    @property
    def purposes(self) -> tuple[_Purpose, ...]:
        uses = {use for service in self.services for use in service.uses}
        return tuple(purpose for purpose in _PURPOSES if purpose.use is None or purpose.use in uses)

    @property
    def data_categories(self) -> list[str]:
        used = {name for purpose in self.purposes for name in purpose.data}
        return [name for name in _RETENTION if name in used]

    def receivers(self, purpose: _Purpose) -> tuple[str, ...]:
        """The ids of those who receive the data of a purpose; without any other it is who hosts the website."""
        use: Use | None = "office" if purpose.id in _OFFICE else purpose.use
        found = tuple(service.id for service in self.services if service.company and use in service.uses)
        return found or ("hosting",)

    def recipients(self) -> Iterator[_Recipient]:
        answers = self.answers
        office = any("office" in service.uses for service in self.services)
        transfer = (
            {"transfer": {"countries": (answers.country,)}}
            if outside_eea(answers.country, answers.effective_on)
            else {}
        )
        yield _Recipient(
            self.agreed(
                {
                    "id": "hosting",
                    "name": answers.hosting or "Webhosting",
                    "service": self.texts("hosting.website" if office else "hosting.everything"),
                    "role": "processor",
                    "country": answers.country,
                    **transfer,
                }
            )
        )
        for service in self.services:
            declared = self.declarations[service.id].recipient
            if declared:
                yield _Recipient(self.agreed(declared), service.source)

    def agreed(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        """A recipient with its agreement, its data, and a transfer that claims no more than is known."""
        rest = {name: value for name, value in entry.items() if name != "transfer"}
        received = [name for name in self.data_categories if name in self.received_by(entry["id"])]
        made = {**rest, "agreement": self.texts(f"agreement.{entry['role']}"), "data": tuple(received)}
        if "transfer" in entry:
            # Nobody has looked the company up yet, which the Data Privacy Framework asks for.
            made["transfer"] = {
                "mechanism": "scc",
                "countries": entry["transfer"]["countries"],
                "copy": self.texts("copy"),
            }
        return made

    def received_by(self, identifier: str) -> set[str]:
        return {name for purpose in self.purposes if identifier in self.receivers(purpose) for name in purpose.data}

    def storage(self) -> Iterator[Mapping[str, Any]]:
        """The consent purposes that have a service. An item whose life nobody is sure of is left to be measured."""
        own = [{"entry": self.banner(), "unmeasured": False}] if self.asks_consent else []
        for purpose in ("functional", "analytics", "tracking"):
            used = [service for service in self.services if service.purpose == purpose]
            listed = [self.service(service) for service in used]
            if purpose == "functional":
                why = "both" if own and used else "banner" if own else "payment"
                listed = [*own, *listed]
            else:
                why = ""
            if listed:
                yield {"id": purpose, "why": why, "services": listed}

    def banner(self) -> Mapping[str, Any]:
        answers = self.answers
        return {
            "id": "own_site",
            "name": answers.name,
            "description": self.texts("storage.banner.service"),
            "items": [
                {
                    "name": "consent",
                    "kind": "cookie",
                    "set_by": answers.host,
                    "max_age": "P6M",
                    "description": self.texts("storage.banner.item"),
                }
            ],
        }

    def service(self, service: KnownService) -> Mapping[str, Any]:
        entry = dict(self.declarations[service.id].service or {})
        items = entry.pop("items", [])
        measured = [{**item, "max_age": kept(item["max_age"])} for item in items if "max_age" in item]
        if measured:
            entry["items"] = measured
        return {"entry": entry, "unmeasured": len(measured) < len(items) or not items}

    def questions(self, locale: str) -> Iterator[_Question]:
        """What was guessed, as a question about a fact."""

        def question(fact: str, key: str, service: KnownService | None = None) -> _Question:
            text = self.word(locale, f"questions.{key}")
            if service:
                text = text.format(name=service.name, source=service.source)
            return _Question(fact, text)

        outside = outside_eea(self.answers.country, self.answers.effective_on)
        yield question("controller", "controller")
        if outside:
            yield question("representative", "representative")
        if self.joint:
            yield question("joint_controllers", "joint_controllers")
        yield question("data_protection_officer", "data_protection_officer")
        if self.answers.country != "NL":
            yield question("supervisory_authority", "supervisory_authority")
        yield question("data_categories", "data_categories")
        yield question("data_categories.name.retention", "retention")
        yield question("purposes", "purposes")
        for purpose in self.purposes:
            if purpose.legal_basis == "legal_obligation":
                yield question(f"purposes.{purpose.id}.law", "law")
            else:
                yield question(f"purposes.{purpose.id}.legal_basis", _QUESTION_BY_BASIS[purpose.legal_basis])
        yield question("recipients.hosting", "hosting")
        for service in self.services:
            if service.company:
                yield question(f"recipients.{service.id}", "recipient", service)
                if service.transfer:
                    yield question(f"recipients.{service.id}.transfer", "transfer", service)
        if self.asks_consent:
            yield question("storage.functional.services.own_site", "own_site")
        for service in self.services:
            if service.purpose:
                yield question(f"storage.{service.purpose}.services.{service.id}", "service", service)
        if not any(service.purpose for service in self.services):
            yield question("storage", "storage")
        yield question("children", "children")

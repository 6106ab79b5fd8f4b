"""The domain, in the words of the GDPR. Frozen records; no behaviour but look-ups.

The names of the fields are the keys of `site.yaml` and `statement.yaml`. A field that may be left out has a default:
an old statement may lack what the law wants of a new one.
"""

from collections.abc import Mapping
from dataclasses import Field, field, fields
from datetime import date
from typing import Any, Literal, NewType

from site_builder.problem import UNKNOWN_ORIGIN, Origin
from site_builder.records import record

Identifier = NewType("Identifier", str)
Country = NewType("Country", str)
Duration = NewType("Duration", str)
EmailAddress = NewType("EmailAddress", str)
Url = NewType("Url", str)
Host = NewType("Host", str)
LocaleId = NewType("LocaleId", str)
TimeZone = NewType("TimeZone", str)
LocalizedText = Mapping[str, str]

NoneDeclared = Literal["none"]

LegalBasis = Literal[
    "consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"
]
Provision = Literal["statutory", "contractual", "pre_contractual", "voluntary"]
Source = Literal["data_subject", "observed", "third_party"]
Role = Literal["processor", "controller", "joint_controller"]
TransferMechanism = Literal["adequacy", "dpf", "scc", "bcr", "derogation"]
Right = Literal[
    "access", "rectification", "erasure", "restriction", "objection", "portability", "withdraw_consent", "human_review"
]
Identification = Literal["masked_copy", "when_in_doubt"]
StorageKind = Literal["cookie", "local_storage", "session_storage", "indexed_db"]
Exemption = Literal["transmission", "strictly_necessary", "nl_analytics"]
Status = Literal["draft", "final"]
SignificanceName = Literal["editorial", "factual", "material", "fundamental"]
Tls = Literal["starttls", "implicit", "none"]


@record(kw_only=True)
class Record:
    """Something that an editor wrote. Two records that say the same are equal wherever they stand."""

    origin: Origin = field(default=UNKNOWN_ORIGIN, compare=False, repr=False)


def is_date(text: str) -> bool:
    """Whether a text is a date as ISO 8601 writes it: 2027-01-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def record_fields(record: type[Record]) -> Mapping[str, Field[Any]]:
    """The fields of a record that an editor can write, by name."""
    return {field.name: field for field in fields(record) if field.name != "origin"}


@record(kw_only=True)
class Address(Record):
    """A postal address; `country` is an ISO 3166-1 alpha-2 code."""

    street: str
    postal_code: str
    city: str
    country: Country


@record(kw_only=True)
class Controller(Record):
    """Who decides on the processing and how to reach it (GDPR art. 13(1)(a))."""

    name: str
    email: EmailAddress
    website: Url
    address: Address
    telephone: str = ""
    part_of: str = ""
    registration: str = ""


@record(kw_only=True)
class Contact(Record):
    """A person or office to turn to, such as a data protection officer (GDPR art. 13(1)(b))."""

    name: str
    email: EmailAddress
    telephone: str = ""
    address: Address | None = None


@record(kw_only=True)
class SupervisoryAuthority(Record):
    """Where one can lodge a complaint (GDPR art. 13(2)(d), 77)."""

    name: str
    website: Url | None = None
    complaint: Url | None = None
    address: Address | None = None


@record(kw_only=True)
class DataCategory(Record):
    """A kind of personal data and how long it is kept: a period or the criteria for it (GDPR art. 13(2)(a))."""

    id: Identifier
    label: LocalizedText
    special: bool = False
    article9: str = ""
    retention: Duration | None = None
    retention_criteria: LocalizedText | None = None
    retention_reason: LocalizedText | None = None


@record(kw_only=True)
class Purpose(Record):
    """Why data are processed, on which basis, and what follows from not giving them (GDPR art. 13(1)(c), (2)(e))."""

    id: Identifier
    title: LocalizedText
    description: LocalizedText | None = None
    legal_basis: LegalBasis | None = None
    legal_basis_reason: LocalizedText | None = None
    law: LocalizedText | None = None
    legitimate_interest: LocalizedText | None = None
    balancing_test_available: bool = False
    direct_marketing: bool = False
    surprising: bool = False
    data: tuple[Identifier, ...] = ()
    recipients: tuple[Identifier, ...] = ()
    source: Source | None = None
    source_name: LocalizedText | None = None
    public_source: bool | None = None
    informed_when: LocalizedText | None = None
    provision: Provision | None = None
    consequence: LocalizedText | None = None
    withdraw: LocalizedText | None = None
    starts_on: date | None = None


@record(kw_only=True)
class Transfer(Record):
    """The tool that makes a transfer outside the EEA lawful (GDPR art. 13(1)(f), 44-49)."""

    mechanism: TransferMechanism
    countries: tuple[Country, ...] = ()
    decision: str = ""
    fallback: TransferMechanism | None = None
    checked_on: date | None = None
    copy: LocalizedText | None = None


@record(kw_only=True)
class Recipient(Record):
    """Who receives data, in which role, where, and under which agreement (GDPR art. 13(1)(e)-(f))."""

    id: Identifier
    name: str
    service: LocalizedText
    company: str = ""
    role: Role | None = None
    country: Country | None = None
    transfer: Transfer | None = None
    agreement: LocalizedText | None = None
    website: Url | None = None
    surprising: bool = False
    data: tuple[Identifier, ...] = ()


@record(kw_only=True)
class StorageItem(Record):
    """One thing kept on a visitor's device: what, by whom, how long, and who can read it (CJEU C-673/17).

    `name` may end in `*`. `max_age` is an ISO 8601 duration; `session` lasts until the browser closes, `persistent`
    until it is deleted.
    """

    name: str
    kind: StorageKind
    set_by: str
    description: LocalizedText
    max_age: Duration | Literal["session", "persistent"] | None = None
    readable_by: tuple[Identifier, ...] = ()
    documentation: Url | None = None


@record(kw_only=True)
class Service(Record):
    """What stores something on a visitor's device. Without `recipient` it is the controller's own.

    `hosts` are those it calls, each with its subdomains: what an audit of the website expects to see called.
    """

    id: Identifier
    name: str
    description: LocalizedText
    recipient: Identifier | None = None
    hosts: tuple[Host, ...] = ()
    items: tuple[StorageItem, ...] = ()


@record(kw_only=True)
class ConsentPurpose(Record):
    """A kind of storage on a visitor's device. What needs no consent says which exemption it rests on
    (Telecommunicatiewet art. 11.7a(3)) and why."""

    id: Identifier
    label: LocalizedText
    description: LocalizedText
    consent: bool
    exemption: Exemption | None = None
    justification: LocalizedText | None = None
    services: tuple[Service, ...] = ()


@record(kw_only=True)
class AutomatedDecision(Record):
    """A decision by a system alone with serious effect (GDPR art. 13(2)(f), 22)."""

    id: Identifier
    title: LocalizedText
    logic: LocalizedText
    significance: LocalizedText
    consequences: LocalizedText
    human_review: LocalizedText


@record(kw_only=True)
class Rights(Record):
    """Which rights there are, where to turn, how soon an answer comes (GDPR art. 12(3), 15-22)."""

    offered: tuple[Right, ...]
    contact: EmailAddress
    response_time: Duration
    identification: Identification | None = None


@record(kw_only=True)
class Children(Record):
    """Under which age a parent has to agree (GDPR art. 8, UAVG art. 5)."""

    age: int
    directed_at: bool = False
    parental_consent: LocalizedText | None = None


@record(kw_only=True)
class Register(Record):
    """The facts of one version: `statement.yaml`."""

    announced_on: date
    effective_on: date
    status: Status
    authoritative_locale: LocaleId
    controller: Controller
    data_categories: tuple[DataCategory, ...]
    purposes: tuple[Purpose, ...]
    recipients: tuple[Recipient, ...]
    rights: Rights
    summary: LocalizedText | None = None
    significance: SignificanceName | None = None
    lead_time_reason: LocalizedText | None = None
    representative: Contact | NoneDeclared | None = None
    joint_controllers: tuple[Contact, ...] | NoneDeclared | None = None
    joint_arrangement: LocalizedText | None = None
    data_protection_officer: Contact | NoneDeclared | None = None
    supervisory_authority: SupervisoryAuthority | None = None
    storage: tuple[ConsentPurpose, ...] = ()
    automated_decisions: tuple[AutomatedDecision, ...] | NoneDeclared | None = None
    children: Children | None = None


@record(kw_only=True)
class LeadTimes(Record):
    """How many days before it takes effect a change is announced, by how much it matters."""

    fundamental: int = 30
    material: int = 14
    factual: int = 0
    editorial: int = 0


@record(kw_only=True)
class Smtp(Record):
    """The mail server that takes the messages. `list_id` and `unsubscribe` are those of a mailing list
    (RFC 2919, RFC 2369)."""

    host: str
    sender: EmailAddress
    port: int = 587
    tls: Tls = "starttls"
    user_env: str | None = None
    password_env: str | None = None
    timeout: int = 30
    list_id: str | None = None
    unsubscribe: str | None = None


@record(kw_only=True)
class Webhook(Record):
    """An address that takes the notices as JSON, signed with a shared secret. `timeout` is in seconds."""

    url: Url
    secret_env: str
    timeout: int = 10
    retries: int = 4


@record(kw_only=True)
class NoticeSettings(Record):
    """Who is told what, and how. Recipients are one list address, which gets every locale, or a file of addresses."""

    smtp: Smtp | None = None
    list_address: EmailAddress | None = None
    recipients_file: str | None = None
    webhook: Webhook | None = None
    announced_from: SignificanceName = "factual"
    in_force_from: SignificanceName = "material"
    in_force_days: int = 30


@record(kw_only=True)
class Consent(Record):
    """How the banner remembers a choice: a cookie, its life (for yes and no alike), where a record of it goes, and how
    long that is kept."""

    cookie_name: str = "consent"
    cookie_domain: str = ""
    cookie_path: str = "/"
    max_age: Duration = Duration("P6M")
    endpoint: Url | None = None
    record_retention: Duration | None = None


@record(kw_only=True)
class Withdrawal(Record):
    """An announced version that never takes effect after all, and why. It stays readable."""

    version: str
    withdrawn_on: date
    reason: LocalizedText


@record(kw_only=True)
class Publication(Record):
    """How the site is published: `site.yaml`. Dates and numbers are written as in `territory` (ISO 3166-1 alpha-2)."""

    base_url: Url
    title: LocalizedText
    locales: tuple[LocaleId, ...]
    default_locale: LocaleId
    time_zone: TimeZone
    territory: Country | None = None
    lead_times: LeadTimes = field(default_factory=LeadTimes)
    notices: NoticeSettings | None = None
    withdrawn: tuple[Withdrawal, ...] = ()
    consent: Consent = field(default_factory=Consent)


@record(kw_only=True)
class Confirmation(Record):
    """A proposal that only the controller can confirm: the path of a fact in the register and the question."""

    fact: str
    question: str


@record(kw_only=True)
class Waiver(Record):
    """A rule that warns, by its id, and why its warning may stand."""

    rule: str
    reason: str


@record(kw_only=True)
class FrontMatter(Record):
    """What stands above the prose, between two lines of `---`. Only the title is published."""

    title: str
    to_confirm: tuple[Confirmation, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@record(kw_only=True)
class Heading(Record):
    """A heading with its id; `title` is HTML in which look-ups are still slots (see `prose.py`)."""

    id: str
    title: str
    level: int
    lookups: tuple[str, ...] = ()


@record(kw_only=True)
class Section:
    """A heading of level 2 and what stands under it; `body` is HTML in which look-ups are still slots.

    `lookups` are the paths that the slots refer to, in order; `blocks` those that are a block. A section
    is not `readable` when a look-up in it is wrong. `source` is its Markdown below the heading, from `first_line` on.
    """

    heading: Heading
    body: str
    lookups: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    subheadings: tuple[Heading, ...] = ()
    readable: bool = True
    links: tuple[tuple[str, int], ...] = ()
    source: str = ""
    first_line: int = 0

    @property
    def id(self) -> str:
        return self.heading.id


@record(kw_only=True)
class Prose:
    """The text of one version in one locale: `nl.md`."""

    locale: LocaleId
    front_matter: FrontMatter
    sections: tuple[Section, ...]
    path: str

    def section_with(self, block: str) -> Section | None:
        """The section that shows a block of the register."""
        return next((section for section in self.sections if block in section.blocks), None)


@record(kw_only=True)
class Version:
    """A dated statement: its facts and its prose per locale. `id` is its folder's name, the date it takes effect.

    `locales` are those it is published in: a version from before a language came to the site stays as it was.
    """

    id: str
    register: Register
    prose: Mapping[str, Prose]
    locales: tuple[LocaleId, ...]

    def locale_for(self, reader: str) -> str:
        """The reader's locale, or the one that prevails when the version is not in it."""
        return reader if reader in self.locales else self.register.authoritative_locale


@record(kw_only=True)
class Site:
    """Everything that is published; versions oldest first."""

    publication: Publication
    versions: tuple[Version, ...]

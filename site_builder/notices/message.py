"""Notice → message: the same words as plain text, as HTML and as mail. It is about the change and nothing else
(WP260 rev.01, par. 29). Same notice, same bytes."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from textwrap import fill
from unicodedata import category

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from site_builder.compiled import CompiledTemplates
from site_builder.labels import N_
from site_builder.model import NoticeSettings, Smtp
from site_builder.notices.notice import Moment, Notice, NoticeText
from site_builder.notices.settings import is_address
from site_builder.problem import Location, Problem, SiteError
from site_builder.records import record
from site_builder.words import Words

WIDTH = 72  # readable when quoted in a reply (RFC 5322, 2.1.1: no more than 78)

_OPENING: Mapping[Moment, str] = {
    "announced": N_("From %(date)s a new privacy statement of %(controller)s applies."),
    "in_force": N_("The new privacy statement of %(controller)s took effect on %(date)s."),
    "withdrawn": N_("The privacy statement that %(controller)s announced for %(date)s is withdrawn."),
}
_CHANGES: Mapping[Moment, str] = {
    "announced": N_("What will change"),
    "in_force": N_("What has changed"),
    "withdrawn": N_("What does not change after all"),
}
_VERSION: Mapping[Moment, str] = {
    "announced": N_("The new version"),
    "in_force": N_("The new version"),
    "withdrawn": N_("The withdrawn version"),
}
_IN_FORCE: Mapping[Moment, str] = {
    "announced": N_("The version in force until then"),
    "in_force": N_("The version in force"),
    "withdrawn": N_("The version in force"),
}


@record
class Message:
    """A notice in one locale. `eml` is addressed to nobody: it is the copy that is published."""

    subject: str
    text: str
    html: str
    eml: bytes


@record
class Stationery:
    """What messages are written on: the templates, and how each locale speaks."""

    templates: Environment
    words: Mapping[str, Words]


def stationery(templates: Mapping[str, bytes], words: Mapping[str, Words]) -> Stationery:
    def load(name: str) -> tuple[str, str, None] | None:
        return (templates[name].decode(), name, None) if name in templates else None

    environment = SandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=CompiledTemplates("message"),
    )
    environment.filters["wrap"] = _wrap
    return Stationery(environment, words)


def messages(notice: Notice, paper: Stationery, settings: NoticeSettings) -> Mapping[str, Message]:
    """The message in every locale. Raises SiteError when a template cannot be filled in."""
    return {locale: _message(notice, locale, paper, settings) for locale in notice.texts}


def addressed(notice: Notice, locale: str, message: Message, settings: NoticeSettings, recipient: str = "") -> bytes:
    """The message as mail to one recipient, who so sees no other (RFC 5322; RFC 2046, 5.1.4).

    A message per locale and not one in all of them (RFC 8255): few programs can choose a part by its language, and
    whoever cannot shows every part.
    """
    text = _clean(notice.texts[locale])
    sender = settings.smtp.sender if settings.smtp else text.contact
    identity = _identity(notice, locale, sender, recipient)
    if not is_address(sender):
        place = Location(f"content/statements/{notice.version}/statement.yaml")
        raise SiteError([Problem(place, "not_email", {"key": "email", "found": sender})])
    # Quoted-printable passes every server, and cannot hold the boundary, which has “=_” in it (RFC 2045, 6.7).
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(text.controller, addr_spec=sender)
    if recipient:
        mail["To"] = Address(addr_spec=recipient)
    if text.contact.lower() != sender.lower() and is_address(text.contact):
        mail["Reply-To"] = Address(text.controller, addr_spec=text.contact)
    mail["Subject"] = message.subject
    # The day of the notice, not of the clock: sent again, it is the same message.
    mail["Date"] = format_datetime(datetime.combine(notice.day, time(), UTC))
    mail["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    if settings.smtp:
        _list_headers(mail, settings.smtp)
    mail.set_content(message.text, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", charset="utf-8", cte="quoted-printable")
    mail.set_boundary(f"=_{identity}")
    # RFC 3282. Last, because whatever is called Content- by then would go into the first part.
    mail["Content-Language"] = locale
    return mail.as_bytes()


def _message(notice: Notice, locale: str, paper: Stationery, settings: NoticeSettings) -> Message:
    text, words = _clean(notice.texts[locale]), paper.words[locale]

    def say(msgid: str, **arguments: str) -> str:
        return words.catalog.gettext(msgid) % arguments

    links = (
        (say(N_("The changes, word for word")), text.change_url),
        (say(_VERSION[notice.moment]), text.version_url),
        # Once the new version is in force it is one and the same.
        (say(_IN_FORCE[notice.moment]), text.in_force_url if text.in_force_url != text.version_url else ""),
    )
    context: dict[str, object] = {
        "locale": locale,
        "direction": words.format.direction,
        "text": text,
        "opening": say(
            _OPENING[notice.moment], date=words.format.date(notice.effective_on), controller=text.controller
        ),
        "meaning_heading": say(N_("What this means for you")),
        "changes_heading": say(_CHANGES[notice.moment]),
        "links_heading": say(N_("Read on")),
        "links": [(label, url) for label, url in links if url],
        "questions": say(N_("Questions? Write to")),
    }
    plain = _filled(paper.templates, "notices/message.txt", context)
    html = _filled(paper.templates, "notices/message.html", context)
    message = Message(text.subject, plain, html, b"")
    return Message(text.subject, plain, html, addressed(notice, locale, message, settings))


def _filled(templates: Environment, name: str, context: Mapping[str, object]) -> str:
    try:
        return templates.get_template(name).render(context).strip() + "\n"
    except TemplateSyntaxError as error:
        place = Location(f"templates/{error.name or name}", error.lineno)
        raise SiteError([Problem(place, "template_syntax", {"reason": error.message or ""})]) from error
    except TemplateError as error:
        reason = error.message or type(error).__name__
        raise SiteError([Problem(Location(f"templates/{name}"), "template_error", {"reason": reason})]) from error


def _clean(text: NoticeText) -> NoticeText:
    """Every text on one line and without control characters: no line of a header can begin inside it."""
    return NoticeText(
        subject=_line(text.subject),
        summary=_line(text.summary),
        sentences=tuple(_line(sentence) for sentence in text.sentences),
        change_url=_line(text.change_url),
        version_url=_line(text.version_url),
        in_force_url=_line(text.in_force_url),
        controller=_line(text.controller),
        contact=_line(text.contact),
    )


def _line(text: str) -> str:
    visible = "".join(" " if category(character) in ("Cc", "Zl", "Zp", "Cs") else character for character in text)
    return re.sub(" {2,}", " ", visible).strip()


def _wrap(text: str, prefix: str = "") -> str:
    """A paragraph in lines; a word, such as an address, is never cut."""
    below = " " * len(prefix)
    return fill(
        text, WIDTH, initial_indent=prefix, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )


def _identity(notice: Notice, locale: str, sender: str, recipient: str) -> str:
    """Of its own for every message, also for every recipient (RFC 5322, 3.6.4), and the same when it is sent again."""
    parts = (notice.version, notice.moment, notice.digest, locale, sender, recipient.lower())
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _list_headers(mail: EmailMessage, smtp: Smtp) -> None:
    if smtp.list_id:
        mail["List-Id"] = f"<{smtp.list_id}>"
    if smtp.unsubscribe:
        mail["List-Unsubscribe"] = f"<{smtp.unsubscribe}>"

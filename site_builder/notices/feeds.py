"""Releases as feeds whose entries hold the changes themselves: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from html import escape
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from site_builder.changes.history import Release
from site_builder.changes.prose import prose_operations
from site_builder.changes.redline import Operation
from site_builder.changes.telling import first_words, told, told_by_significance
from site_builder.memory.files import Pieces, remember_pieces
from site_builder.memory.neighbours import Step
from site_builder.memory.steps import BuildMemory
from site_builder.model import Withdrawal
from site_builder.pages import Edition, change_permalink, changes_permalink, version_permalink
from site_builder.records import record
from site_builder.words import Words

ATOM = "http://www.w3.org/2005/Atom"
_FEED_ENDS = "</feed>"
_BETWEEN = ",\n"  # two members of a list in JSON
MOST_TEXT_CHANGES = 30  # beyond that a text was rewritten, and its redline is easier to read than a list


@record
class _Item:
    """A release as a feed tells it. `url` is its permanent address, and its id; `html` holds every change."""

    url: str
    title: str
    summary: str
    html: str
    published: str
    updated: str
    language: str


def feed_permalink(locale: str, name: str) -> str:
    return f"{changes_permalink(locale)}{name}"


def entries(edition: Edition, words: Words, memory: BuildMemory) -> Pieces:
    """The releases of an edition that are in the locale of the words, newest first, as both feeds hold them, `atom` and
    `json`, with their lines indented; and when each was `updated`, on a line of its own."""
    locale = words.format.locale
    found = (release for release in edition.newest_releases if locale in release.version.locales)
    steps = (Step(f"entry:{release.id}", partial(_entry, release, edition, words)) for release in found)
    return remember_pieces(memory, f"entries {locale}", steps)


def _entry(release: Release, edition: Edition, words: Words) -> Mapping[str, str]:
    locale, register = words.format.locale, release.version.register
    compared = release.compared_in(locale)
    permalink = change_permalink if compared else version_permalink
    effective = words.format.date(register.effective_on)
    withdrawal = _withdrawal(release, edition)
    if withdrawal:
        title = str(words.gettext("The privacy statement announced for %(date)s is withdrawn", date=effective))
    elif compared:
        title = str(words.gettext("What changes on %(date)s", date=effective))
    else:
        title = first_words(release, words)
    told_first = withdrawal.reason if withdrawal else register.summary
    summary = words.text(told_first) if told_first else ""
    time_zone = edition.publication.time_zone
    item = _Item(
        url=_address(edition, permalink(locale, release.version)),
        title=title,
        summary=summary,
        html=_html(release, summary, bool(withdrawal), words),
        published=_moment(register.announced_on, time_zone),
        updated=_moment(withdrawal.withdrawn_on if withdrawal else register.announced_on, time_zone),
        language=locale,
    )
    return {"updated": f"{item.updated}\n", "atom": _in_atom(item), "json": _in_json(item)}


def _withdrawal(release: Release, edition: Edition) -> Withdrawal | None:
    """That of a release which will not take effect after all."""
    if edition.timeline.standing(release.version) != "withdrawn":
        return None
    return next(found for found in edition.publication.withdrawn if found.version == release.id)


def _html(release: Release, summary: str, withdrawn: bool, words: Words) -> str:
    register = release.version.register
    dates = {
        "announced": words.format.date(register.announced_on),
        "effective": words.format.date(register.effective_on),
    }
    opening = (
        words.catalog.gettext("Meant for %(date)s, withdrawn") % {"date": dates["effective"]}
        if withdrawn
        else words.catalog.gettext("Announced on %(announced)s; applies from %(effective)s.") % dates
    )
    parts = [f"<p>{escape(opening)}</p>", f"<p>{escape(summary)}</p>" if summary else ""]
    for label, stories in told_by_significance(told(release, words), words):
        items = "".join(f"<li>{escape(story)}</li>" for story in stories)
        parts.append(f"<h2>{escape(label)}</h2><ul>{items}</ul>")
    parts.append(_text_changes(release, words))
    return "".join(parts)


def _text_changes(release: Release, words: Words) -> str:
    """What changed in the words, section by section; of a text that was rewritten, only which sections."""
    locale = words.format.locale
    if release.previous is None or not release.compared_in(locale):
        return ""
    found = prose_operations(release.previous.prose[locale], release.version.prose[locale])
    shown = len(found) <= MOST_TEXT_CHANGES
    sections: dict[str, list[str]] = {}
    for operation in found:
        heading = operation.section[-1] if operation.section else ""
        sections.setdefault(heading, []).append(_operation(operation) if shown else "")
    items = "".join(
        f"<li>{escape(heading)}{': ' if shown else ''}{'; '.join(changes) if shown else ''}</li>"
        for heading, changes in sections.items()
    )
    return f"<h2>{escape(words.catalog.gettext('Changes in the text'))}</h2><ul>{items}</ul>" if items else ""


def _operation(operation: Operation) -> str:
    before = f"<del>{escape(operation.before)}</del>" if operation.before else ""
    after = f"<ins>{escape(operation.after)}</ins>" if operation.after else ""
    return " ".join(part for part in (escape(operation.text), before, after) if part)


def atom(edition: Edition, words: Words, found: Pieces) -> bytes:
    """The changes as an Atom feed."""
    locale = words.format.locale
    controller = edition.timeline.in_force.register.controller
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": locale})
    own = _address(edition, feed_permalink(locale, "feed.xml"))
    _child(feed, "id", own)
    _child(feed, "title", _title(words, edition))
    _child(feed, "updated", max(b"".join(found["updated"]).split()).decode())
    author = _child(feed, "author")
    _child(author, "name", controller.name)
    _child(author, "uri", controller.website)
    _child(feed, "link", rel="self", type="application/atom+xml", href=own)
    _child(feed, "link", rel="alternate", type="text/html", href=_address(edition, changes_permalink(locale)))
    for other in edition.locales:
        if other != locale:
            address = _address(edition, feed_permalink(other, "feed.xml"))
            _child(feed, "link", rel="alternate", type="application/atom+xml", hreflang=other, href=address)
    head = "<?xml version='1.0' encoding='utf-8'?>\n" + _xml(feed).removesuffix(_FEED_ENDS)
    return b"".join((head.encode(), *found["atom"], f"{_FEED_ENDS}\n".encode()))


def _in_atom(item: _Item) -> str:
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    entry = _child(feed, "entry")
    _child(entry, "id", item.url)
    _child(entry, "title", item.title)
    _child(entry, "published", item.published)
    _child(entry, "updated", item.updated)
    _child(entry, "link", rel="alternate", type="text/html", hreflang=item.language, href=item.url)
    if item.summary:
        _child(entry, "summary", item.summary)
    _child(entry, "content", item.html, type="html")
    _, _, within = _xml(feed).partition("\n")
    return within.removesuffix(_FEED_ENDS)


def _xml(feed: ElementTree.Element) -> str:
    ElementTree.register_namespace("", ATOM)
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="unicode")


def json_feed(edition: Edition, words: Words, found: Pieces) -> bytes:
    """The changes as a JSON Feed (jsonfeed.org, version 1.1)."""
    locale = words.format.locale
    controller = edition.timeline.in_force.register.controller
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(words, edition),
        "home_page_url": _address(edition, changes_permalink(locale)),
        "feed_url": _address(edition, feed_permalink(locale, "feed.json")),
        "language": locale,
        "authors": [{"name": controller.name, "url": controller.website}],
    }
    head = json.dumps(feed, ensure_ascii=False, indent=2).removesuffix("\n}")
    return b"".join((f'{head},\n  "items": [\n'.encode(), *members(found["json"]), b"\n  ]\n}\n"))


def _in_json(item: _Item) -> str:
    told = {
        "id": item.url,
        "url": item.url,
        "title": item.title,
        **({"summary": item.summary} if item.summary else {}),
        "content_html": item.html,
        "date_published": item.published,
        **({"date_modified": item.updated} if item.updated != item.published else {}),
        "language": item.language,
    }
    return listed(told)


def listed(member: Mapping[str, object]) -> str:
    """A member of a list in JSON, with its lines indented, and what stands between it and the next."""
    return "    " + json.dumps(member, ensure_ascii=False, indent=2).replace("\n", "\n    ") + _BETWEEN


def members(pieces: Sequence[bytes]) -> list[bytes]:
    """The members of a list in JSON, of which each is `listed`."""
    return [*pieces[:-1], *(last.removesuffix(_BETWEEN.encode()) for last in pieces[-1:])]


def _title(words: Words, edition: Edition) -> str:
    name = edition.timeline.in_force.register.controller.name
    return str(words.gettext("Changes of the privacy statement of %(controller)s", controller=name))


def _address(edition: Edition, permalink: str) -> str:
    return edition.publication.base_url.rstrip("/") + "/" + permalink


def _moment(day: date, time_zone: str) -> str:
    """The beginning of a day where the site is published (RFC 3339)."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).isoformat()


def _child(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element

"""What a release publishes beside its pages: feeds, `notices.json`, and the message about it as text, HTML and mail."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from site_builder.changes.history import Release
from site_builder.changes.telling import told
from site_builder.memory.files import MadeFiles, remember_all_files, remember_joined_files, remember_pieces, united
from site_builder.memory.neighbours import Step
from site_builder.memory.steps import BuildMemory
from site_builder.model import NoticeSettings, Version
from site_builder.notices.feeds import atom, entries, feed_permalink, json_feed, listed, members
from site_builder.notices.notice import Moment, Notice, NoticeText
from site_builder.pages import Edition, change_permalink, statement_permalink, version_permalink
from site_builder.problem import Problem, SiteError
from site_builder.read import SourceChangedError
from site_builder.words import Words

if TYPE_CHECKING:
    from site_builder.notices.message import Stationery

NOTICES = "notices.json"


def notices(
    edition: Edition, words: Mapping[str, Words], templates: Mapping[str, bytes], memory: BuildMemory | None = None
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Every file by its path, and what is wrong with the templates of the messages."""
    memory = memory or BuildMemory()

    @cache
    def paper() -> "Stationery":
        from site_builder.notices.message import stationery

        return stationery(templates, words)

    made = [_notices_json(edition, words, memory)]
    made += (_feeds(edition, words[locale], memory) for locale in edition.locales)
    steps = (
        Step(f"message:{release.id}", partial(_published, release, edition, words, paper))
        for release in edition.releases.values()
    )
    made.append(remember_all_files(memory, "messages", steps))
    files, problems = united(made)
    return ({}, problems) if problems else (files, ())


def _feeds(edition: Edition, words: Words, memory: BuildMemory) -> MadeFiles:
    locale = words.format.locale
    found = entries(edition, words, memory)

    def make() -> MadeFiles:
        return {
            feed_permalink(locale, "feed.xml"): atom(edition, words, found),
            feed_permalink(locale, "feed.json"): json_feed(edition, words, found),
        }, ()

    return remember_joined_files(memory, f"feeds:{locale}", make, found.known)


def _published(
    release: Release, edition: Edition, words: Mapping[str, Words], paper: Callable[[], "Stationery"]
) -> MadeFiles:
    """The copy of a message that everybody can read."""
    from site_builder.notices.message import messages

    files: dict[str, bytes] = {}
    settings = edition.publication.notices or NoticeSettings()
    try:
        for notice in _notices_of(release, edition, words, ("announced",)):
            for locale, message in messages(notice, paper(), settings).items():
                path = f"notices/{notice.version}/{locale}"
                files[f"{path}.txt"] = message.text.encode()
                files[f"{path}.html"] = message.html.encode()
                files[f"{path}.eml"] = message.eml
    except SourceChangedError:
        raise
    except SiteError as error:
        return {}, error.problems
    return files, ()


def site_notices(edition: Edition, words: Mapping[str, Words]) -> Iterator[Notice]:
    """Every moment of every release that changed something: announced, in force, and withdrawn where it was."""
    for release in edition.releases.values():
        gone = edition.timeline.standing(release.version) == "withdrawn"
        yield from _notices_of(
            release, edition, words, ("announced", "withdrawn") if gone else ("announced", "in_force")
        )


def _notices_of(
    release: Release, edition: Edition, words: Mapping[str, Words], moments: tuple[Moment, ...]
) -> Iterator[Notice]:
    if release.previous is None:
        return
    withdrawn = {withdrawal.version: withdrawal.withdrawn_on for withdrawal in edition.publication.withdrawn}
    gone = edition.timeline.standing(release.version) == "withdrawn"
    for moment in moments:
        yield Notice(
            version=release.id,
            moment=moment,
            significance=release.significance.word,
            announced_on=release.version.register.announced_on,
            effective_on=release.version.register.effective_on,
            digest=edition.digest(release.id),
            texts={locale: _text(release, moment, edition, words[locale]) for locale in release.version.locales},
            withdrawn_on=withdrawn.get(release.id) if gone else None,
        )


def _text(release: Release, moment: Moment, edition: Edition, words: Words) -> NoticeText:
    locale, register = words.format.locale, release.version.register
    base = edition.publication.base_url.rstrip("/") + "/"
    _ = words.catalog.gettext
    subjects = {
        "announced": _("From %(date)s our privacy statement changes"),
        "in_force": _("Our privacy statement changed on %(date)s"),
        "withdrawn": _("The privacy statement announced for %(date)s is withdrawn"),
    }
    reasons = {withdrawal.version: withdrawal.reason for withdrawal in edition.publication.withdrawn}
    summary = reasons.get(release.id) if moment == "withdrawn" else register.summary
    return NoticeText(
        subject=subjects[moment] % {"date": words.format.date(register.effective_on)},
        summary=words.text(summary) if summary else "",
        sentences=tuple(story.text for story in told(release, words)),
        change_url=base + change_permalink(locale, release.version) if release.compared_in(locale) else "",
        version_url=base + version_permalink(locale, release.version),
        in_force_url=base + statement_permalink(edition.timeline.in_force.locale_for(locale)),
        controller=register.controller.name,
        contact=register.rights.contact,
    )


def _told_at(release: Release, locale: str) -> str:
    """Where what changed is told in a locale; without anything to compare it is the new text."""
    permalink = change_permalink if release.compared_in(locale) else version_permalink
    return permalink(locale, release.version)


def _notices_json(edition: Edition, words: Mapping[str, Words], memory: BuildMemory) -> MadeFiles:
    """Every release that changed something, newest first, as it is told in each locale."""
    steps = (
        Step(f"notice:{release.id}", partial(_notice_entry, release, release.previous, edition, words))
        for release in edition.newest_releases
        if release.previous is not None
    )
    found = remember_pieces(memory, "notices", steps)

    def make() -> MadeFiles:
        entries = members(found["entries"])
        listing = (b"[\n", *entries, b"\n  ]") if entries else (b"[]",)
        return {NOTICES: b"".join((b'{\n  "notices": ', *listing, b"\n}\n"))}, ()

    return remember_joined_files(memory, NOTICES, make, found.known)


def _notice_entry(
    release: Release, previous: Version, edition: Edition, words: Mapping[str, Words]
) -> Mapping[str, str]:
    base = edition.publication.base_url.rstrip("/") + "/"
    entry = {
        "version": release.id,
        "previous": previous.id,
        "standing": edition.timeline.standing(release.version),
        "significance": release.significance.word,
        "announced_on": release.version.register.announced_on.isoformat(),
        "effective_on": release.version.register.effective_on.isoformat(),
        "digest": edition.digest(release.id) or None,
        "changes": [change.kind for change in release.changes],
        "locales": {
            locale: {
                "summary": words[locale].text(release.version.register.summary)
                if release.version.register.summary
                else None,
                "sentences": [story.text for story in told(release, words[locale])],
                "url": base + _told_at(release, locale),
                "version_url": base + version_permalink(locale, release.version),
                "message": f"{base}notices/{release.id}/{locale}.txt",
            }
            for locale in release.version.locales
        },
    }
    return {"entries": listed(entry)}

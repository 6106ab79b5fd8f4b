"""What a release publishes beside its pages: feeds per locale, and `notices.json`."""

import json
from collections.abc import Mapping

from site_builder.changes.telling import told
from site_builder.notices.feeds import atom, feed_permalink, json_feed
from site_builder.pages import Edition, change_permalink, version_permalink
from site_builder.words import Words


def notices(edition: Edition, words: Mapping[str, Words]) -> Mapping[str, bytes]:
    """Every file by its path."""
    files = {"notices.json": _notices(edition, words)}
    for locale, own in words.items():
        files[feed_permalink(locale, "feed.xml")] = atom(edition, own)
        files[feed_permalink(locale, "feed.json")] = json_feed(edition, own)
    return files


def _notices(edition: Edition, words: Mapping[str, Words]) -> bytes:
    """Every release that changed something, newest first, as it is told in each locale."""
    base = edition.publication.base_url.rstrip("/") + "/"
    entries = [
        {
            "version": release.id,
            "previous": release.previous.id,
            "standing": edition.timeline.standing(release.version),
            "significance": release.significance.name.lower(),
            "announced_on": release.version.register.announced_on.isoformat(),
            "effective_on": release.version.register.effective_on.isoformat(),
            "digest": edition.digests.get(release.id),
            "changes": [change.kind for change in release.changes],
            "locales": {
                locale: {
                    "summary": own.text(release.version.register.summary) if release.version.register.summary else None,
                    "sentences": [story.text for story in told(release, own)],
                    "url": base + change_permalink(locale, release.version),
                    "version_url": base + version_permalink(locale, release.version),
                }
                for locale, own in words.items()
            },
        }
        for release in reversed(edition.releases.values())
        if release.previous is not None
    ]
    return (json.dumps({"notices": entries}, ensure_ascii=False, indent=2) + "\n").encode()

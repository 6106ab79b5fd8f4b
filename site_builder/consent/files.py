"""The files of a banner, and where they stand."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date

from site_builder.consent.asked import MANIFEST, archived_manifest, asked, asks_consent
from site_builder.consent.scope import scope_digest
from site_builder.consent.script import Banner, Sources
from site_builder.consent.settings import ConsentSettings
from site_builder.model import Register
from site_builder.words import Words


def consent_files(
    register: Register, words: Mapping[str, Words], settings: ConsentSettings, sources: Sources
) -> dict[str, bytes]:
    """The banner of every locale by path: the script, its twin under its hash, the texts it shows, and a manifest."""
    if not asks_consent(register):
        return {}
    files: dict[str, bytes] = {}
    bundles: dict[str, object] = {}
    for locale, own in words.items():
        banner = Banner(register, own, settings, sources)
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
    return Banner(register, words, settings, sources).script() if asks_consent(register) else b""


def global_privacy_control(last_update: date) -> bytes:
    """`/.well-known/gpc.json`: this site honours the signal."""
    return json.dumps({"gpc": True, "lastUpdate": last_update.isoformat()}).encode()

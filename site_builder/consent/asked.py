"""What a visitor is asked about, and where that is published."""

from site_builder.model import ConsentPurpose, Register

MANIFEST = "consent/manifest.json"


def asked(register: Register) -> tuple[ConsentPurpose, ...]:
    """The purposes to ask about. Without a service there is nothing that a yes could be about."""
    return tuple(purpose for purpose in register.storage if purpose.consent and purpose.services)


def asks_consent(register: Register) -> bool:
    """Whether there is anything to ask. If not there is no banner, and no file."""
    return bool(asked(register))


def archived_manifest(version: str) -> str:
    """Where the manifest of an earlier release's banner stands."""
    return f"consent/manifest.{version}.json"

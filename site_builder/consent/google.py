"""Google Consent Mode: which purpose stands behind each of its signals."""

import re
from collections.abc import Mapping

from site_builder.consent.asked import asked
from site_builder.model import Register

GOOGLE_ANALYTICS = ("_ga", "_gid", "_gat")
GOOGLE_ADS = ("_gcl", "__gads", "__gpi", "IDE", "DSID", "test_cookie")


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

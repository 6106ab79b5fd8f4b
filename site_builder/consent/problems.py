"""What keeps a banner from working as it should, as far as its settings and its register say."""

from collections.abc import Iterator

from site_builder.consent.asked import asked, asks_consent
from site_builder.consent.scope import scope
from site_builder.consent.settings import ConsentSettings
from site_builder.durations import approximate_days
from site_builder.model import Register
from site_builder.problem import Location, Problem, Severity

LONGEST_RECORD = 1024
"""Bytes of a cookie that every request carries along."""

LONGEST_LIFE = 365.25
"""Days after which everybody is asked again, after a yes and after a no."""


def consent_problems(register: Register, settings: ConsentSettings, location: Location) -> tuple[Problem, ...]:
    """What keeps the banner from working as it should; `location` is where the settings stand."""
    if not asks_consent(register):
        return ()
    return tuple(_problems(register, settings, location))


def _problems(register: Register, settings: ConsentSettings, location: Location) -> Iterator[Problem]:
    if not 0 < approximate_days(settings.max_age) <= LONGEST_LIFE:
        yield Problem(location, "consent_life_out_of_range", {"max_age": settings.max_age})
    own = {
        item.name
        for purpose in register.storage
        if not purpose.consent
        for service in purpose.services
        for item in service.items
    }
    if settings.cookie_name not in own:
        yield Problem(location, "consent_cookie_undeclared", {"name": settings.cookie_name}, Severity.WARNING)
    if settings.endpoint and "consent-unsent-*" not in own:
        yield Problem(location, "consent_cookie_undeclared", {"name": "consent-unsent-*"}, Severity.WARNING)
    length = _longest_record(register)
    if length > LONGEST_RECORD:
        yield Problem(location, "consent_record_too_long", {"length": length, "limit": LONGEST_RECORD})


def _longest_record(register: Register) -> int:
    """The record of somebody who allowed every service by itself."""
    answer = len("~:0:withdraw:zzzzzz:2027-01-01:00000000:")
    return len("1:2027-01-01") + sum(
        answer
        + len(purpose.id)
        + sum(answer + len(f"{purpose.id}/{service}") + 12 * len(elements) for service, elements in services)
        for purpose in asked(register)
        for services in [scope(register, purpose).items()]
    )

"""What an organisation says about itself: texts from flags or a terminal → `Answers`, or what is wrong with them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from unicodedata import category
from urllib.parse import urlsplit

from site_builder import model
from site_builder.catalogue import known_services
from site_builder.decoder import PATTERNS
from site_builder.model import is_date
from site_builder.problem import Location, Problem
from site_builder.records import record
from site_builder.suggest import suggest

LOCALES = ("nl", "en")
"""The locales that `templates/scaffold` has words in."""

NOTICE_DAYS = 31
"""Between today and the day the first version takes effect, when no date is asked for."""

_HOST = re.compile(r"([\w-]+\.)+[\w-]+|localhost")

# CLDR does not say which of the zones of a country most people live in.
_LARGEST_ZONES = frozenset({
    "America/Argentina/Buenos_Aires", "America/Mexico_City", "America/New_York", "America/Santiago",
    "America/Sao_Paulo", "America/Toronto", "Asia/Jakarta", "Asia/Nicosia", "Asia/Shanghai", "Atlantic/Reykjavik",
    "Australia/Sydney", "Europe/Berlin", "Europe/Kiev", "Europe/Lisbon", "Europe/Madrid", "Europe/Moscow",
    "Pacific/Auckland",
})  # fmt: skip


@record(kw_only=True)
class Answers:
    """All that is needed to write a site. `uses` are ids of the catalogue; `hosting` may be empty."""

    name: str
    email: str
    website: str
    street: str
    postal_code: str
    city: str
    country: str
    locales: tuple[str, ...]
    base_url: str
    time_zone: str
    announced_on: date
    effective_on: date
    uses: tuple[str, ...] = ()
    hosting: str = ""

    @property
    def host(self) -> str:
        """The host of the website, without `www.`."""
        return host_of(self.website)


def host_of(website: str) -> str:
    """The host of an address, without `www.`; empty when it has none."""
    try:
        parts = urlsplit(website)
        host, _port = parts.hostname, parts.port
    except ValueError:  # a bracket that is never closed, a port that is no number
        return ""
    return (host or "").removeprefix("www.")


def read_answers(said: Mapping[str, str], today: date) -> tuple[Answers | None, tuple[Problem, ...]]:
    """The answers in a mapping of texts by the name of the question, and every problem with them.

    What is left out has a default, or is missing. Problems are located at the flag of the question.
    """
    problems = tuple(problem for name in CHECKS for problem in check(name, said.get(name, default(name, said))))
    if "base_url" not in said and any(check("website", said.get("website", ""))):
        # Without a website there is no address to propose for the statement, which is no second mistake.
        problems = tuple(problem for problem in problems if problem.location.path != flag("base_url"))
    if problems:
        return None, problems
    answers = {name: tidy(name, said.get(name, default(name, said))) for name in CHECKS}
    day = date.fromisoformat(answers["date"]) if answers["date"] else today + timedelta(days=NOTICE_DAYS)
    return Answers(
        name=answers["name"],
        email=answers["email"],
        website=answers["website"],
        street=answers["street"],
        postal_code=answers["postal_code"],
        city=answers["city"],
        country=answers["country"],
        locales=tuple(dict.fromkeys(_parts(answers["locales"]))),
        base_url=answers["base_url"],
        time_zone=_time_zone(answers["country"]),
        announced_on=min(today, day),
        effective_on=day,
        uses=tuple(dict.fromkeys(_services(answers["use"]))),
        hosting=answers["hosting"],
    ), ()


def default(name: str, said: Mapping[str, str]) -> str:
    """What holds for a question that is not answered, given the other answers; empty when there is no such thing."""
    if name == "base_url":
        website = tidy("website", said.get("website", ""))
        return f"https://privacy.{host_of(website)}/" if host_of(website) else ""
    return {"country": "NL", "locales": "nl,en"}.get(name, "")


def tidy(name: str, answer: str) -> str:
    """An answer as it is meant: a website without a scheme is one over https, a country is written in capitals."""
    answer = " ".join(answer.split())
    if name in ("website", "base_url"):
        answer = answer if re.match(r"\w+://", answer) or not answer else f"https://{answer}"
        return f"{answer}/" if re.fullmatch(r"\w+://[^/?#]+", answer) else answer
    return answer.upper() if name == "country" else answer


def check(name: str, answer: str) -> Iterator[Problem]:
    """What is wrong with an answer, if anything."""
    place = Location(flag(name))
    answer = tidy(name, answer)
    if not answer:
        if name not in OPTIONAL:
            yield Problem(place, "answer_missing", {"flag": flag(name)})
        return
    # What YAML does not allow, or nobody could read.
    if any(category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for character in answer):
        yield Problem(place, "answer_character", {"flag": flag(name)})
    elif (code := CHECKS[name](answer)) is not None:
        yield Problem(place, *code)


def flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


_Wrong = tuple[str, Mapping[str, object]] | None


def _anything(_answer: str) -> _Wrong:
    return None


def _like(name: str, hint: object) -> Callable[[str], _Wrong]:
    pattern = PATTERNS[hint]

    def wrong(answer: str) -> _Wrong:
        return None if pattern.matches(answer) else (f"not_{pattern.kind}", {"key": flag(name), "found": answer})

    return wrong


def _address(name: str) -> Callable[[str], _Wrong]:
    like = _like(name, model.Url)

    def wrong(answer: str) -> _Wrong:
        fits = _HOST.fullmatch(host_of(answer))
        return like(answer) if fits else ("not_url", {"key": flag(name), "found": answer})

    return wrong


def _locales(answer: str) -> _Wrong:
    strange = next((locale for locale in _parts(answer) if locale not in LOCALES), None)
    return None if strange is None else _choice("locales", strange, LOCALES)


def _uses(answer: str) -> _Wrong:
    known = [service.id for service in known_services()]
    strange = next((part for part in _services(answer) if part not in known), None)
    return None if strange is None else _choice("use", strange, known)


def _day(answer: str) -> _Wrong:
    return None if is_date(answer) else ("not_date", {"key": flag("date"), "found": answer})


def _choice(name: str, found: str, allowed: Sequence[str]) -> _Wrong:
    arguments = {"key": flag(name), "found": found, "allowed": list(allowed), "suggestion": suggest(found, allowed)}
    return "unknown_choice", arguments


def _parts(answer: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", answer) if part]


def _services(answer: str) -> Iterator[str]:
    """Ids of services; a number is the place in the catalogue, counted from 1."""
    known = known_services()
    for part in _parts(answer):
        number = int(part) if part.isdecimal() and len(part) < 4 else 0
        yield known[number - 1].id if 1 <= number <= len(known) else part


def _time_zone(country: str) -> str:
    from babel.core import get_global

    zones = sorted(zone for zone, territory in get_global("zone_territories").items() if territory == country)
    usable = [zone for zone in zones if "/" in zone and PATTERNS[model.TimeZone].matches(zone)]
    return min(usable, key=lambda zone: zone not in _LARGEST_ZONES, default="Etc/UTC")


CHECKS: Mapping[str, Callable[[str], _Wrong]] = {
    "name": _anything,
    "email": _like("email", model.EmailAddress),
    "website": _address("website"),
    "street": _anything,
    "postal_code": _anything,
    "city": _anything,
    "country": _like("country", model.Country),
    "locales": _locales,
    "hosting": _anything,
    "use": _uses,
    "base_url": _address("base_url"),
    "date": _day,
}
"""What an answer must be like, by the name of its question, in the order in which they are asked."""

OPTIONAL = frozenset({"hosting", "use", "date"})

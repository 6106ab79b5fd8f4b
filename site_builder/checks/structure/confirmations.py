"""What only the controller can decide is reported until it is confirmed, and names a fact that exists."""

from collections.abc import Iterator

from site_builder.model import Record, Site, Version, record_fields
from site_builder.problem import Problem, Severity
from site_builder.suggest import suggest


def proposals_await_confirmation(site: Site) -> Iterator[Problem]:
    for version in site.versions:
        questions: dict[str, dict[str, str]] = {}
        for locale, prose in version.prose.items():
            for item in prose.front_matter.to_confirm:
                questions.setdefault(item.fact, {})[locale] = item.question
        yield from _per_locale(version, questions)


def _per_locale(version: Version, questions: dict[str, dict[str, str]]) -> Iterator[Problem]:
    told: set[str] = set()
    # The locale that prevails goes first: the advice is given once, in the reader's language where there is one.
    first = version.register.authoritative_locale
    for locale, prose in sorted(version.prose.items(), key=lambda entry: (entry[0] != first, entry[0])):
        facts = [item.fact for item in prose.front_matter.to_confirm]
        for fact in questions:
            if fact not in facts:
                place = prose.front_matter.origin.at("to_confirm")
                yield Problem(place, "confirmation_missing", {"fact": fact, "locale": locale})
        for item in prose.front_matter.to_confirm:
            unknown = _unknown_part(version.register, item.fact)
            if unknown is not None:
                place = item.origin.at("fact")
                yield Problem(place, "unknown_fact", {"found": item.fact, "suggestion": unknown})
            elif item.fact not in told:
                told.add(item.fact)
                arguments = {"fact": item.fact, "question": questions[item.fact]}
                yield Problem(item.origin.at(), "to_confirm", arguments, Severity.ADVICE)


def _unknown_part(record: object, path: str) -> str | None:
    """None when the path leads to a field or a record; else the nearest path, or nothing."""
    known = ""
    for name in path.split("."):
        members = _members(record)
        if name not in members:
            near = suggest(name, members)
            return f"{known}{near}" if near else ""
        record, known = members[name], f"{known}{name}."
    return None


def _members(record: object) -> dict[str, object]:
    """The fields of a record, or the records of a list by their id or name."""
    if isinstance(record, Record):
        return {name: getattr(record, name) for name in record_fields(type(record))}
    if isinstance(record, tuple):
        return {getattr(item, "id", getattr(item, "name", str(item))): item for item in record}
    return {}

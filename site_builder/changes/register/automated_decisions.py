"""Decisions by a system alone: the changes."""

from collections.abc import Iterator

from site_builder.changes.change import Change
from site_builder.changes.register.comparing import id_renamed, wording
from site_builder.changes.register.matching import by, by_id, match
from site_builder.model import AutomatedDecision, Register

_NAME = "automated_decisions"


def decision_changes(before: Register, after: Register) -> Iterator[Change]:
    """An empty list says the same as “none”; nothing at all says nothing."""
    old, new = before.automated_decisions, after.automated_decisions
    if old is not None and new is None:
        yield Change("automated_decisions_withdrawn", _NAME, old, None, before.origin.at(_NAME))
        return
    olds = old if isinstance(old, tuple) else ()
    news = new if isinstance(new, tuple) else ()
    if old is None and new is not None and not news:
        yield Change("automated_decisions_none_stated", _NAME, None, new, after.origin.at(_NAME))
    for was, now in match(olds, news, by_id, by("title")).in_order(news):
        if was is None and now is not None:
            kind = "automated_decision_stated" if old is None else "automated_decision_added"
            yield Change(kind, f"{_NAME}.{now.id}", None, now, now.origin.at())
        elif was is not None and now is None:
            yield Change("automated_decision_removed", f"{_NAME}.{was.id}", was, None, was.origin.at())
        elif was is not None and now is not None:
            yield from _decision(f"{_NAME}.{now.id}", was, now)


def _decision(subject: str, old: AutomatedDecision, new: AutomatedDecision) -> Iterator[Change]:
    yield from id_renamed("automated_decision_id_renamed", subject, old, new)
    yield from wording("automated_decision_title_changed", subject, old, new, "title")
    for name in ("logic", "significance", "consequences", "human_review"):
        yield from wording(f"automated_decision_{name}_changed", subject, old, new, name)

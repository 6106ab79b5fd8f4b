"""The only room that sends: what is due goes out once to each recipient, over each channel.

Everything with an effect comes in as an argument. A ledger line is on disk before each send and after it, so whatever
stops a run leaves every message not sent, sent, or *uncertain*; what is uncertain waits for a person.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import field
from datetime import date
from pathlib import Path
from time import sleep as system_sleep
from typing import Literal, cast
from urllib.parse import urlsplit

from site_builder.model import NoticeSettings
from site_builder.notices.ledger import (
    ALL_LOCALES,
    DONE,
    UNCERTAIN,
    Channel,
    Key,
    Ledger,
    Outcome,
    State,
    open_ledger,
    read_ledger,
    recipient_hash,
)
from site_builder.notices.mail import OpenMail, open_mail
from site_builder.notices.message import Message, Stationery, addressed, messages
from site_builder.notices.notice import Moment, Notice, due_notices
from site_builder.notices.recipients import Recipient
from site_builder.notices.settings import Secrets, check_settings, read_secrets
from site_builder.notices.webhook import Now, Post, Sleep, deliver, http_post, payload
from site_builder.problem import Location, Problem, Severity, sort_problems, stops_build
from site_builder.records import record

Status = Literal["sent", "already", "failed", "uncertain", "dry"]


@record
class Line:
    """What became of one send. `recipient` is masked; `code` and `arguments` say why it failed or is uncertain."""

    key: Key
    recipient: str
    status: Status
    code: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)


@record
class Report:
    """Every send that was due, was made before or is uncertain, and what a person should know or decide."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()

    def having(self, status: Status) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.status == status)


@record
class _Target:
    """Where a channel leads: an address in a locale, or the web address in all of them."""

    channel: Channel
    locale: str
    locales: tuple[str, ...]
    address: str = field(repr=False)
    masked: str
    hash: str

    def key(self, notice: Notice) -> Key:
        return Key(self.channel, notice.version, notice.moment, self.locale, self.hash)


@record
class _Delivery:
    key: Key
    notice: Notice
    target: _Target


_Send = Callable[[_Delivery], Outcome]


def announce(
    notices: Sequence[Notice],
    recipients: Sequence[Recipient],
    settings: NoticeSettings,
    ledger_path: Path,
    environment: Mapping[str, str],
    *,
    paper: Stationery,
    as_of: date,
    now: Now,
    dry_run: bool = False,
    resend: Collection[str] = (),
    mark_sent: Collection[str] = (),
    open_mail: OpenMail = open_mail,
    post: Post = http_post,
    sleep: Sleep = system_sleep,
) -> Report:
    """Send what is due on `as_of`, once. Raises SiteError when the ledger or a template cannot be used.

    `notices` are all there are, due or not, and `recipients` those that `settings` mean. `resend` and `mark_sent` are
    a person's decisions: keys of the ledger that were uncertain. A dry run reads the ledger and changes nothing.
    """
    problems = check_settings(settings)
    secrets, missing = (Secrets(), ()) if dry_run else read_secrets(settings, environment)
    problems += missing
    if stops_build(problems):
        return Report(problems=problems)
    targets = tuple(_targets(recipients, settings))
    if settings.smtp and not recipients:
        problems += (Problem(settings.origin.at("smtp"), "no_recipients", {}, Severity.WARNING),)
    if dry_run:
        states = read_ledger(ledger_path)
        planned = _planned(notices, targets, settings, as_of, states)
        return _report(planned, {}, states, states, targets, settings, ledger_path, problems)

    with open_ledger(ledger_path) as ledger, ExitStack() as connections:
        wrong = tuple(_undecidable(ledger, resend, mark_sent))
        if wrong:
            return Report(problems=problems + wrong)
        _decide(ledger, resend, "resend", now)
        _decide(ledger, mark_sent, "marked", now)
        before = dict(ledger.states)
        planned = _planned(notices, targets, settings, as_of, before)
        # Every message is written before the first is sent: a broken template stops all of them or none.
        letters = _letters(planned, paper, settings)
        channels: dict[str, _Send] = {}
        if smtp := settings.smtp:
            send_mail = connections.enter_context(open_mail(smtp, secrets))
            channels["mail"] = lambda delivery: send_mail(delivery.target.address, letters[delivery.key])
        if hook := settings.webhook:
            channels["webhook"] = lambda delivery: deliver(
                hook, secrets, delivery.key, letters[delivery.key], post=post, sleep=sleep, now=now
            )
        outcomes = _send_all(planned, ledger, channels, now)
        return _report(planned, outcomes, before, ledger.states, targets, settings, ledger_path, problems)


def list_recipients(settings: NoticeSettings, locales: Sequence[str]) -> tuple[Recipient, ...]:
    """The list address as the one recipient; its readers speak every language."""
    return (Recipient(settings.list_address, tuple(locales)),) if settings.list_address else ()


def _targets(recipients: Sequence[Recipient], settings: NoticeSettings) -> Iterator[_Target]:
    if settings.smtp:
        for recipient in recipients:
            hashed = recipient_hash(recipient.same_as)
            for locale in recipient.locales:
                yield _Target("mail", locale, recipient.locales, recipient.address, recipient.masked, hashed)
    if settings.webhook:
        url = settings.webhook.url
        host = urlsplit(url).hostname or ""
        yield _Target("webhook", ALL_LOCALES, (ALL_LOCALES,), url, host, recipient_hash(url))


def _planned(
    notices: Sequence[Notice],
    targets: Sequence[_Target],
    settings: NoticeSettings,
    as_of: date,
    states: Mapping[Key, State],
) -> tuple[_Delivery, ...]:
    """What is due to each target, by notice; with what a person wants sent again, also when its time is over."""
    known: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for key, state in states.items():
        if state in (*DONE, *UNCERTAIN):
            known[key.channel, key.recipient].append(key)
    planned: dict[Key, _Delivery] = {}
    for target in targets:
        # Who was told in a language that is no longer theirs has been told.
        told = {
            (key.version, cast(Moment, key.moment))
            for key in known[target.channel, target.hash]
            if key.locale == target.locale or key.locale not in target.locales
        }
        due = due_notices(notices, as_of, told, settings)
        for notice in notices:
            key = target.key(notice)
            if not _concerns(notice, target):
                continue
            if notice in due or states.get(key) == "resend":
                planned.setdefault(key, _Delivery(key, notice, target))
    return tuple(planned.values())


def _concerns(notice: Notice, target: _Target) -> bool:
    """Whether a notice goes to a target: who reads several locales gets it in those that it is told in."""
    return target.locale in notice.texts or not any(locale in notice.texts for locale in target.locales)


def _letters(planned: Sequence[_Delivery], paper: Stationery, settings: NoticeSettings) -> Mapping[Key, bytes]:
    """What goes out for each key."""
    written: dict[tuple[str, str], Mapping[str, Message]] = {}
    letters: dict[Key, bytes] = {}
    for key, notice, target in ((delivery.key, delivery.notice, delivery.target) for delivery in planned):
        if key.channel == "webhook":
            letters[key] = payload(notice)
            continue
        moment = (notice.version, notice.moment)
        if moment not in written:
            written[moment] = messages(notice, paper, settings)
        locale = notice.locale_for(key.locale)
        letters[key] = addressed(notice, locale, written[moment][locale], settings, target.address)
    return letters


def _undecidable(ledger: Ledger, resend: Collection[str], mark_sent: Collection[str]) -> Iterator[Problem]:
    place = Location(str(ledger.path))
    uncertain = {str(key) for key, state in ledger.states.items() if state in UNCERTAIN}
    for key in sorted({*resend, *mark_sent}):
        if key not in uncertain:
            yield Problem(place, "not_uncertain", {"key": key})
        elif key in resend and key in mark_sent:
            yield Problem(place, "decided_twice", {"key": key})


def _decide(ledger: Ledger, keys: Collection[str], state: State, now: Now) -> None:
    for key in tuple(ledger.states):
        if str(key) in keys:
            ledger.note(key, state, now())


def _send_all(
    planned: Sequence[_Delivery], ledger: Ledger, channels: Mapping[str, _Send], now: Now
) -> Mapping[Key, Outcome]:
    """Send one after another, each between its two lines. A channel that is down is not tried again in this run."""
    outcomes: dict[Key, Outcome] = {}
    down: dict[str, Outcome] = {}
    for delivery in planned:
        key = delivery.key
        if key.channel in down:
            outcomes[key] = down[key.channel]
            continue
        ledger.note(key, "sending", now(), digest=delivery.notice.digest)
        outcome = channels[key.channel](delivery)
        details = {"code": outcome.code, **outcome.arguments} if outcome.code else {}
        ledger.note(key, outcome.state, now(), **{name: str(value) for name, value in details.items()})
        outcomes[key] = outcome
        if outcome.down:
            down[key.channel] = outcome
    return outcomes


def _report(
    planned: Sequence[_Delivery],
    outcomes: Mapping[Key, Outcome],
    before: Mapping[Key, State],
    after: Mapping[Key, State],
    targets: Sequence[_Target],
    settings: NoticeSettings,
    ledger_path: Path,
    problems: tuple[Problem, ...],
) -> Report:
    """What stood in the ledger, what was done (without outcomes: what would be), and the problems in it."""
    masks: dict[tuple[str, str], str] = {(target.channel, target.hash): target.masked for target in targets}
    lines = [
        Line(key, masks.get((key.channel, key.recipient), ""), "already" if state in DONE else "uncertain")
        for key, state in before.items()
        if state in (*DONE, *UNCERTAIN)
    ]
    for delivery in planned:
        outcome = outcomes.get(delivery.key)
        masked = delivery.target.masked
        lines.append(
            Line(delivery.key, masked, outcome.state, outcome.code, outcome.arguments)
            if outcome
            else Line(delivery.key, masked, "dry")
        )
    ledger_place = Location(str(ledger_path))
    found = list(problems)
    for line in lines:
        if line.status == "uncertain":
            found.append(Problem(ledger_place, "notice_uncertain", {"key": str(line.key), "recipient": line.recipient}))
        elif line.status == "failed":
            found.append(_failure(line, outcomes[line.key], settings))
    gone = {key for key, state in after.items() if state == "resend"} - {delivery.key for delivery in planned}
    found += [Problem(ledger_place, "resend_gone", {"key": str(key)}) for key in gone]
    return Report(tuple(lines), sort_problems(found))


def _failure(line: Line, outcome: Outcome, settings: NoticeSettings) -> Problem:
    """What is wrong with a channel is said once, what is wrong with a recipient for each of them."""
    channel = settings.smtp if line.key.channel == "mail" else settings.webhook
    place = channel.origin.at() if channel else Location("")
    own = {} if outcome.down else {"recipient": line.recipient}
    return Problem(place, outcome.code, {**outcome.arguments, **own})

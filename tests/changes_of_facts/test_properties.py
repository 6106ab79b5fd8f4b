"""What holds between any two registers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.changes.change import Change
from site_builder.changes.register import register_changes
from site_builder.changes.sentences import sentence, sentences
from site_builder.changes.significance import SIGNIFICANCE, Significance, significance, significance_of
from site_builder.model import (
    ConsentPurpose,
    DataCategory,
    Purpose,
    Recipient,
    Record,
    Register,
    Rights,
    Service,
    StorageItem,
    Transfer,
)
from tests.changes_of_facts.support import register, words

BASE = register({})
IDS = ("one", "two", "three")


def text(words_: str) -> dict[str, str]:
    return {"nl": f"{words_} nl", "en": f"{words_} en"}


def some(ids: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(ids), unique=True).map(tuple)


def named(build: Any) -> st.SearchStrategy[Any]:
    """Records with ids of their own and names that go with the ids."""
    return some(IDS).flatmap(lambda ids: st.tuples(*(build(identifier) for identifier in ids)))


maybe_text = st.none() | st.sampled_from([text("some words"), text("other words")])
period = st.none() | st.sampled_from(["P1Y", "P12M", "P180D", "P2Y"])
country = st.none() | st.sampled_from(["NL", "IE", "US"])


def category(identifier: str) -> st.SearchStrategy[DataCategory]:
    return st.builds(
        DataCategory,
        id=st.just(identifier),
        label=st.just(text(identifier)),
        special=st.booleans(),
        article9=st.sampled_from(["", "a"]),
        retention=period,
        retention_reason=maybe_text,
        origin=st.just(BASE.origin),
    )


def purpose(identifier: str) -> st.SearchStrategy[Purpose]:
    return st.builds(
        Purpose,
        id=st.just(identifier),
        title=st.just(text(identifier)),
        description=maybe_text,
        legal_basis=st.none() | st.sampled_from(["consent", "contract", "legitimate_interests"]),
        legitimate_interest=maybe_text,
        law=maybe_text,
        balancing_test_available=st.booleans(),
        direct_marketing=st.booleans(),
        data=some(IDS),
        recipients=some(IDS),
        source=st.none() | st.sampled_from(["data_subject", "third_party"]),
        provision=st.none() | st.sampled_from(["statutory", "voluntary"]),
        consequence=maybe_text,
        withdraw=maybe_text,
        starts_on=st.none() | st.just(date(2026, 1, 1)),
        origin=st.just(BASE.origin),
    )


def recipient(identifier: str) -> st.SearchStrategy[Recipient]:
    return st.builds(
        Recipient,
        id=st.just(identifier),
        name=st.sampled_from([identifier, f"{identifier} anew", "Other"]),
        service=st.sampled_from([text("mailing"), text("chat")]),
        company=st.sampled_from(["", "Acme B.V."]),
        role=st.none() | st.sampled_from(["processor", "controller"]),
        country=country,
        transfer=st.none()
        | st.builds(
            Transfer,
            mechanism=st.sampled_from(["dpf", "scc", "derogation"]),
            countries=some(("US", "IN")),
            fallback=st.none() | st.just("scc"),
            origin=st.just(BASE.origin),
        ),
        agreement=maybe_text,
        data=some(IDS),
        origin=st.just(BASE.origin),
    )


def item(identifier: str) -> st.SearchStrategy[StorageItem]:
    return st.builds(
        StorageItem,
        name=st.just(f"{identifier}.id"),
        kind=st.sampled_from(["cookie", "local_storage"]),
        set_by=st.sampled_from(["a.example", "b.example"]),
        description=st.just(text(identifier)),
        max_age=st.none() | st.sampled_from(["session", "P1Y", "persistent"]),
        readable_by=some(IDS),
        origin=st.just(BASE.origin),
    )


def service(identifier: str) -> st.SearchStrategy[Service]:
    return st.builds(
        Service,
        id=st.just(identifier),
        name=st.just(identifier),
        description=st.just(text(identifier)),
        recipient=st.none() | st.sampled_from(IDS),
        items=named(item),
        origin=st.just(BASE.origin),
    )


def storage(identifier: str) -> st.SearchStrategy[ConsentPurpose]:
    return st.builds(
        ConsentPurpose,
        id=st.just(identifier),
        label=st.just(text(identifier)),
        description=st.just(text("use")),
        consent=st.booleans(),
        exemption=st.none() | st.just("strictly_necessary"),
        services=service(f"{identifier}_service").map(lambda found: (found,)) | st.just(()),
        origin=st.just(BASE.origin),
    )


any_registers: st.SearchStrategy[Register] = st.builds(
    lambda **changed: replace(BASE, **changed),
    data_categories=named(category),
    purposes=named(purpose),
    recipients=named(recipient),
    storage=named(storage),
    automated_decisions=st.sampled_from([None, "none", BASE.automated_decisions]),
    data_protection_officer=st.sampled_from([None, "none", BASE.data_protection_officer]),
    joint_controllers=st.sampled_from([None, "none"]) | st.just((BASE.data_protection_officer,)),
    children=st.sampled_from([None, BASE.children]),
    rights=st.builds(
        Rights,
        offered=some(("access", "erasure", "objection")),
        contact=st.just("rights@bakery.example"),
        response_time=st.sampled_from(["P1M", "P4W"]),
        identification=st.none() | st.sampled_from(["masked_copy", "when_in_doubt"]),
        origin=st.just(BASE.origin),
    ),
)


def sound(one: Register) -> Register:
    """The register without what a check would refuse: names for two recipients, references to nothing."""
    data = {each.id for each in one.data_categories}
    recipients = {each.id for each in one.recipients}

    def known(ids: tuple[Any, ...], among: set[Any]) -> tuple[Any, ...]:
        return tuple(each for each in ids if each in among)

    def sound_service(service: Service) -> Service:
        items = tuple(replace(each, readable_by=known(each.readable_by, recipients)) for each in service.items)
        return replace(service, recipient=service.recipient if service.recipient in recipients else None, items=items)

    return replace(
        one,
        purposes=tuple(
            replace(each, data=known(each.data, data), recipients=known(each.recipients, recipients))
            for each in one.purposes
        ),
        recipients=tuple(
            replace(each, name=f"{each.id} {each.name}", data=known(each.data, data)) for each in one.recipients
        ),
        storage=tuple(replace(each, services=tuple(map(sound_service, each.services))) for each in one.storage),
    )


registers = any_registers.map(sound)
quick = settings(max_examples=60, deadline=None)


@given(any_registers)
@quick
def test_nothing_changes_between_a_register_and_itself(one: Register) -> None:
    assert register_changes(one, one) == ()


@given(any_registers, st.randoms(use_true_random=False))
@quick
def test_the_order_of_a_list_says_nothing(one: Register, random: Any) -> None:
    def shuffled(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(records, len(records)))

    other = replace(
        one,
        data_categories=shuffled(one.data_categories),
        purposes=tuple(replace(one, data=shuffled(one.data)) for one in shuffled(one.purposes)),
        recipients=shuffled(one.recipients),
        storage=shuffled(one.storage),
        rights=replace(one.rights, offered=shuffled(one.rights.offered)),
    )
    assert register_changes(one, other) == ()


GAINS, LOSSES = ("_added", "_stated", "_appointed"), ("_removed", "_withdrawn")


def things(changes: tuple[Change, ...], gained: bool) -> Counter[tuple[str, str]]:
    """What came or went: kinds of records, and each id or record in them."""
    return Counter(
        (family, thing)
        for change in changes
        if change.kind.endswith(GAINS if gained else LOSSES)
        and not change.subject.startswith(("automated_decisions", "joint_controllers"))
        for family in [change.kind.rpartition("_")[0].replace("special_", "").replace("exempt_", "").removesuffix("s")]
        for thing in _things(change.after if gained else change.before)
    )


def _things(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from map(str, value)
    elif isinstance(value, Record) and not isinstance(value, Transfer):
        yield repr(value)


@given(registers, registers)
@quick
def test_what_is_added_one_way_is_removed_the_other_way(one: Register, other: Register) -> None:
    there, back = register_changes(one, other), register_changes(other, one)
    assert things(there, gained=True) == things(back, gained=False)
    assert things(there, gained=False) == things(back, gained=True)


@given(registers, registers)
@quick
def test_every_change_can_be_told_once(one: Register, other: Register) -> None:
    changes = register_changes(one, other)
    assert len({(change.kind, change.subject) for change in changes}) == len(changes)
    assert {change.kind for change in changes} <= set(SIGNIFICANCE)
    for locale in ("nl", "en"):
        told = sentences(changes, words(locale), one, other)
        assert sorted(id(change) for group, _ in told for change in group) == sorted(map(id, changes))
        assert all(text and "%(" not in text for _, text in told)
        assert all(sentence(change, words(locale), one, other) for change in changes)


@given(registers)
@quick
def test_ids_renamed_everywhere_are_no_change_for_readers(one: Register) -> None:
    def new(identifier: Any) -> Any:
        return identifier and f"{identifier}_new"

    def all_new(ids: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(new, ids))

    def item_new(item: StorageItem) -> StorageItem:
        return replace(item, readable_by=all_new(item.readable_by))

    def service_new(service: Service) -> Service:
        items = tuple(map(item_new, service.items))
        return replace(service, id=new(service.id), recipient=new(service.recipient), items=items)

    other = replace(
        one,
        data_categories=tuple(replace(each, id=new(each.id)) for each in one.data_categories),
        purposes=tuple(
            replace(each, id=new(each.id), data=all_new(each.data), recipients=all_new(each.recipients))
            for each in one.purposes
        ),
        recipients=tuple(replace(each, id=new(each.id), data=all_new(each.data)) for each in one.recipients),
        storage=tuple(
            replace(each, id=new(each.id), services=tuple(map(service_new, each.services))) for each in one.storage
        ),
    )
    assert all(change.kind.endswith("_id_renamed") for change in register_changes(one, other))


@given(registers, registers)
@quick
def test_the_weightiest_change_decides(one: Register, other: Register) -> None:
    changes = register_changes(one, other)
    assert all(significance(change) <= significance_of(changes) for change in changes)
    assert significance_of(()) is Significance.EDITORIAL

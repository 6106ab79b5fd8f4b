"""What is noted of files is read as it was; anything else is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from site_builder.memory.inventory import Inventory
from site_builder.memory.notes import dump_note, load_note

# Whatever a file system may call a file, also what is no text.
_PATH = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.just("\udcff"), min_size=1)
_STAMP = st.sampled_from(("", "33188 12 1700000000000000000 7", "16877 1 2 3"))
_DIGEST = st.sampled_from(("0" * 64, "f" * 64, ""))


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    stamps = draw(st.dictionaries(_PATH, _STAMP, max_size=5))
    digests = {path: draw(_DIGEST) for path in stamps}
    fresh = draw(st.frozensets(st.sampled_from([*stamps]))) if stamps else frozenset()
    return Inventory(stamps, digests, fresh, draw(st.dictionaries(_PATH, _STAMP, max_size=5)), draw(st.integers(0)))


@given(inventory=inventories())
def test_what_is_noted_is_read(inventory: Inventory) -> None:
    note = b"".join(dump_note(inventory))
    assert load_note(note) == inventory
    without = load_note(note, digests=False)
    assert (without.stamps, without.fresh, without.folders, without.taken, without.digests) == (
        inventory.stamps,
        inventory.fresh,
        inventory.folders,
        inventory.taken,
        {},
    )


@given(inventory=inventories(), data=st.data())
def test_of_a_part_of_a_note_at_most_the_digests_are_wrong(inventory: Inventory, data: st.DataObject) -> None:
    note = b"".join(dump_note(inventory))
    left = load_note(note[: data.draw(st.integers(0, len(note) - 1))])
    assert left == Inventory() or left.stamps == inventory.stamps


@given(note=st.binary() | st.binary().map(lambda rest: b"1 1 1 1 9\0" + rest))
def test_anything_else_stops_nothing(note: bytes) -> None:
    found = load_note(note)
    assert found.stamps.keys() == found.digests.keys()
    assert found.fresh <= found.stamps.keys()


def test_of_what_is_not_noted_no_stamp_is_too_fresh() -> None:
    spoilt = Inventory({"index.html": ""}, {"index.html": ""}, frozenset(("gone.html",)))
    assert load_note(b"".join(dump_note(spoilt))) == Inventory()

"""A copy of what was published: untouched it is fine, and every change in it is found and named."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.consent.asked import MANIFEST
from site_builder.digests import DIGESTS
from site_builder.verify.compare import compare
from site_builder.verify.published import VERSIONS, parse_versions
from tests.verify.kit import (
    DAY,
    Files,
    found,
    published,
    reading,
    relisted,
    sha256,
    told,
    versions,
    with_versions,
    without,
)

PATHS = sorted(published())


def flipped(path: str, at: int, bit: int = 0) -> Files:
    data = bytearray(published()[path])
    data[at % len(data)] ^= 1 << bit
    return {**published(), path: bytes(data)}


def test_what_was_published_is_fine() -> None:
    findings = compare(reading(published()), DAY)
    assert findings.problems == ()
    assert findings.versions is not None
    assert [version.version for version in findings.versions.versions] == ["2027-01-01", "2018-11-28"]
    assert findings.head == versions()["chain"][-1]["chain"]
    assert findings.digest == json.loads(published()[DIGESTS])["digest"]
    assert sorted({*findings.digests, DIGESTS}) == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_one_changed_byte_is_found_in_every_file(path: str) -> None:
    for at in (0, len(published()[path]) // 2, -1):
        assert path in {place for place, _ in found(flipped(path, at))}, at


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([VERSIONS, DIGESTS, MANIFEST]), st.integers(0), st.integers(0, 7))
def test_any_bit_counts_in_the_files_that_speak_of_others(path: str, at: int, bit: int) -> None:
    assert path in {place for place, _ in found(flipped(path, at, bit))}


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(PATHS), st.integers(0), st.integers(0, 7))
def test_any_bit_of_any_file_counts(path: str, at: int, bit: int) -> None:
    assert path in {place for place, _ in found(flipped(path, at, bit))}


@pytest.mark.parametrize("path", [path for path in PATHS if path != "_headers"])
def test_a_missing_file_is_found(path: str) -> None:
    code = "published_nothing" if path == VERSIONS else "published_missing"
    assert found(without(path)) == [(path, code)]


def test_what_a_server_keeps_to_itself_may_be_missing() -> None:
    assert found(without("_headers")) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_truncated_file_is_found(path: str) -> None:
    assert path in {place for place, _ in found({**published(), path: published()[path][:-1]})}


def test_a_file_that_is_added_to_the_end_is_found() -> None:
    assert found({**published(), "nl/index.html": published()["nl/index.html"] + b" "}) == [
        ("nl/index.html", "published_changed")
    ]


# --- somebody who makes the list fit ----------------------------------------------------------------------------------


def chain(**changes: Any) -> list[dict[str, Any]]:
    """The chain with other values in its first link."""
    links = deepcopy(versions()["chain"])
    links[0] |= changes
    return list(links)


def test_a_list_that_fits_cannot_hide_a_page_that_is_gone() -> None:
    assert found(relisted(without("nl/versions/2018-11-28/index.html"))) == [
        ("nl/versions/2018-11-28/index.html", "published_unlisted")
    ]


def test_a_list_that_fits_cannot_hide_a_release_that_is_gone() -> None:
    codes = [code for _, code in found(with_versions(chain=versions()["chain"][1:]))]
    assert codes == ["published_release_broken", "published_release_unlike"]


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0" * 64},
        {"chain": "0" * 64},
        {"version": "2018-11-29"},
        {"files": []},
        {"files": [{"name": "nl.md", "sha256": "0" * 64}]},
    ],
)
def test_a_list_that_fits_cannot_hide_a_changed_link(change: dict[str, Any]) -> None:
    assert (VERSIONS, "published_release_broken") in found(with_versions(chain=chain(**change)))


def test_links_in_another_order() -> None:
    assert (VERSIONS, "published_unreadable") in found(with_versions(chain=versions()["chain"][::-1]))


def test_a_version_twice() -> None:
    assert (VERSIONS, "published_unreadable") in found(with_versions(versions=[*versions()["versions"]] * 2))


def test_a_page_shows_the_digest_of_its_version() -> None:
    path = "nl/versions/2018-11-28/index.html"
    digest = versions()["chain"][0]["digest"].encode()
    assert digest in published()[path]
    changed = {**published(), path: published()[path].replace(digest, b"0" * 64)}
    assert found(relisted(changed)) == [(path, "published_digest_unshown")]


def test_the_banner_is_the_one_that_the_manifest_names() -> None:
    changed = {**published(), "consent/nl.js": published()["consent/nl.js"] + b"//"}
    assert found(relisted(changed)) == [(MANIFEST, "published_banner_unlike")]
    manifest = json.loads(published()[MANIFEST])
    manifest["bundles"]["nl"]["integrity"] = "sha384-" + "A" * 64
    assert found(relisted({**published(), MANIFEST: json.dumps(manifest).encode()})) == [
        (MANIFEST, "published_banner_unlike")
    ]
    texts = manifest["bundles"]["nl"]["texts"]["path"]
    assert (texts, "published_unlisted") in found(relisted(without(texts)))


# --- what was seen before ---------------------------------------------------------------------------------------------


def test_a_site_still_publishes_what_it_published() -> None:
    earlier, _ = parse_versions(json.dumps({**versions(), "chain": versions()["chain"][:1]}).encode())
    assert earlier is not None
    assert found(published(), earlier=earlier.chain) == []


def test_a_history_that_was_made_anew_is_found_by_who_kept_the_old_one() -> None:
    """Links that fit each other, and pages that fit the links: only an earlier copy tells."""
    earlier, _ = parse_versions(json.dumps({**versions(), "chain": chain(chain="1" * 64)}).encode())
    assert earlier is not None
    assert found(published(), earlier=earlier.chain) == [(VERSIONS, "published_release_gone")]


# --- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), [(VERSIONS, "build_due")]),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), []),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), [(VERSIONS, "build_due")]),
    ],
)
def test_a_date_that_came_is_noticed_in_the_time_zone_of_the_site(moment: date, due: list[tuple[str, str]]) -> None:
    announced = deepcopy(versions()["versions"])
    announced[0]["standing"] = "announced"
    assert found(with_versions(versions=announced), moment) == due


# --- what makes no sense ----------------------------------------------------------------------------------------------

NESTED = b"[" * 100_000
ODD = [
    b"",
    b"\xff\xfe",
    b"<!doctype html><title>Welcome</title>",
    b"null",
    b"[]",
    b"{}",
    NESTED,
    b"1" * 10_000,
    b'{"files": 1}',
    b'{"files": ["a"], "versions": [], "chain": []}',
]


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("path", [VERSIONS, DIGESTS])
def test_what_is_no_list_is_a_problem(path: str, data: bytes) -> None:
    assert (path, "published_unreadable") in found({**published(), path: data})


ESCAPES = [
    "../a",
    "/etc/passwd",
    "a/../../b",
    "a//b",
    "a\\b",
    "%2e%2e/a",
    "a?b",
    "a#b",
    ".",
    "a/.",
    "",
    "a\nb",
    "\u202eb",
]


@pytest.mark.parametrize("path", [*ESCAPES, "\ud800", "a" * 2000])
def test_a_path_that_leads_elsewhere_is_never_asked_for(path: str) -> None:
    asked: list[str] = []
    files = {**published(), DIGESTS: json.dumps({"digest": "", "files": {path: "0" * 64}}).encode()}
    read = reading(files)

    def watched(wanted: str) -> Any:
        asked.append(wanted)
        return read(wanted)

    assert told(compare(watched, DAY)) == [(DIGESTS, "published_unreadable")]
    assert asked == [VERSIONS, DIGESTS]


def test_a_list_without_end_is_not_followed() -> None:
    files = {f"{number}": "0" * 64 for number in range(200_001)}
    assert found({**published(), DIGESTS: json.dumps({"files": files}).encode()}) == [(DIGESTS, "published_unreadable")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.sampled_from(["2027-01-01", "0" * 64, "a/b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
PLACES = [
    ("base_url",),
    ("time_zone",),
    ("versions",),
    ("chain",),
    *(("versions", 0, key) for key in ("version", "effective_on", "standing", "digest", "urls", "changes", "banner")),
    *(("chain", 0, key) for key in ("version", "released_on", "files", "digest", "chain")),
    ("chain", 0, "files", 0, "name"),
    ("chain", 0, "files", 0),
]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_in_the_list_of_versions_is_a_problem_and_no_error(
    place: tuple[str | int, ...], value: object
) -> None:
    spoilt = versions()
    within: Any = spoilt
    for step in place[:-1]:
        within = within[step]
    before = within[place[-1]]
    within[place[-1]] = value
    data = json.dumps(spoilt).encode()
    _, problems = parse_versions(data)
    assert len(problems) <= 1
    if before != value:
        # Whatever the list itself allows, its own digest no longer fits.
        assert VERSIONS in {path for path, _ in found({**published(), VERSIONS: data})}


@settings(deadline=None, max_examples=50)
@given(JSON)
def test_whatever_a_manifest_says_is_a_problem_and_no_error(value: object) -> None:
    for data in (json.dumps(value), json.dumps({"bundles": value}), json.dumps({"bundles": {"nl": value}})):
        codes = {code for path, code in found(relisted({**published(), MANIFEST: data.encode()})) if path == MANIFEST}
        assert codes <= {"published_unreadable"}


def test_a_digest_is_that_of_the_bytes() -> None:
    listed = json.loads(published()[DIGESTS])["files"]
    assert listed == {path: sha256(data) for path, data in published().items() if path != DIGESTS}

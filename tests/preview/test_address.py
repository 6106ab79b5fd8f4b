"""Addresses of the preview."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.preview.address import Address, parse_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", Address(None, "")),
        ("/nl/", Address(None, "nl/")),
        ("/as-of/2027-02-01/nl/", Address(date(2027, 2, 1), "nl/")),
        ("/as-of/2027-02-01/", Address(date(2027, 2, 1), "")),
        ("/as-of/2027-02-31/nl/", None),
        ("/as-of/", None),
        ("//elsewhere.example/nl/", Address(None, "elsewhere.example/nl/")),
    ],
)
def test_the_path_of_a_request(path: str, address: Address | None) -> None:
    assert parse_address(path) == address


@given(st.none() | st.dates(), st.from_regex(r"([a-z0-9 é%?#.-]+/)*[a-z0-9.]*", fullmatch=True))
def test_a_written_address_is_read_back(day: date | None, permalink: str) -> None:
    address = Address(day, "en/" + permalink)
    assert parse_address(str(address)) == address


@given(st.none() | st.dates(), st.text())
def test_an_address_never_leads_to_another_host(day: date | None, permalink: str) -> None:
    written = str(Address(day, permalink))
    assert written.startswith("/")
    assert not written.startswith(("//", "/\\"))

"""A page with the bar: its policy lets the preview in, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.preview.wrap import wrap

HEAD, BAR = "<script src=/own.js></script>", "<site-preview></site-preview>"
POLICY = re.compile(r'(Content-Security-Policy" content=")[^"]*')


def page(policy: str, body: str = "") -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f'<!doctype html><html lang="nl"><head>{meta}</head><body class="x">{body}</body></html>'


def policy_of(html: str) -> str:
    [found] = re.findall(r'Content-Security-Policy" content="([^"]*)', html)
    return str(found)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self' ws://h:1; form-action 'self'",
        ),
        (
            "script-src 'self' https://a.example; connect-src https://b.example; form-action 'none'; style-src 'self';",
            "script-src 'self' https://a.example; connect-src https://b.example 'self' ws://h:1; form-action 'self'; "
            "style-src 'self'",
        ),
        (
            "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; style-src 'self'",
            "default-src 'none'; require-trusted-types-for 'script'; trusted-types site-preview; style-src 'self'; "
            "script-src 'self'; connect-src 'self' ws://h:1; form-action 'self'",
        ),
    ],
)
def test_the_policy_lets_the_preview_in_and_nobody_else(policy: str, expected: str) -> None:
    assert policy_of(wrap(page(policy), HEAD, BAR, "h:1")) == expected


@given(st.text(st.characters(exclude_characters="<>")))
def test_without_the_preview_the_page_is_as_it_was(body: str) -> None:
    original = page("default-src 'none'", body)
    wrapped = wrap(original, HEAD, BAR, "127.0.0.1:8000")
    assert wrapped.count(HEAD) == wrapped.count(BAR) == 1
    assert POLICY.sub(r"\1", wrapped.replace(HEAD, "").replace(BAR, "")) == POLICY.sub(r"\1", original)


def test_a_page_without_policy_gets_none() -> None:
    assert "Content-Security-Policy" not in wrap("<html><head></head><body></body></html>", HEAD, BAR, "h")


def test_what_looks_like_a_pattern_in_the_bar_stays_as_it_is() -> None:
    assert r"\1 \g<0>" in wrap(page(""), HEAD, r"\1 \g<0>", "h")

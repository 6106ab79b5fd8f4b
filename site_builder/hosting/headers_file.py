"""The rules as the file `_headers`, which Netlify, Cloudflare Pages and others read.

Both join the values when two rules name the same header, so no two do. Cloudflare Pages wants at most 100 rules, with
one `*` in each.
"""

from collections.abc import Iterator

from site_builder.hosting.rules import HSTS, Rule, Rules

HEADERS = "_headers"


def headers_file(rules: Rules) -> str:
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    yield "# Made by site-builder. When this host and its subdomains have TLS to stay, switch on what begins with “# ”:"
    yield f"# {rules.root}*"
    yield f"#   {HSTS[0]}: {HSTS[1]}"
    for rule in (Rule(f"{rules.root}*", rules.everywhere), *rules.areas, *rules.types):
        yield rule.pattern
        yield from (f"  {name}: {value}" for name, value in rule.headers.items())

"""`docs/rules.md` lists every rule as the program knows it; `--refresh` writes that part anew."""

import re
from pathlib import Path

from site_builder.checks.gaps import GAPS
from site_builder.checks.rules import RULES

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "rules.md"
BEGIN, END = "<!-- made from the rules -->\n", "<!-- until here -->\n"


def listed() -> str:
    lines = ["| rule | weight | rests on | asks |\n", "|---|---|---|---|\n"]
    for rule in sorted(RULES.values(), key=lambda rule: rule.id):
        often = "".join(f" Often missing: {name}." for name, gap in GAPS.items() if gap.rule == rule.id)
        lines.append(f"| {rule.id} | {rule.severity.name.lower()} | {rule.source} | {rule.requirement}{often} |\n")
    return "".join(lines).replace("{{", "`{{").replace("}}", "}}`")


def test_every_rule_is_listed(refresh: bool) -> None:
    text = DOCUMENT.read_text()
    before, rest = text.split(BEGIN)
    old, after = rest.split(END)
    if refresh:
        DOCUMENT.write_text(f"{before}{BEGIN}{listed()}{END}{after}")
        return
    assert old == listed()


def test_what_is_judged_elsewhere_is_no_rule() -> None:
    rows = re.findall(r"^\| ([A-Z0-9][^|]*?) \|", DOCUMENT.read_text().split(END)[1], re.MULTILINE)
    elsewhere = [name for row in rows for name in row.split(", ")]
    assert len(elsewhere) > 50
    assert len(elsewhere) == len(set(elsewhere))
    assert set(elsewhere).isdisjoint({*RULES, *GAPS})


def test_every_common_gap_leads_to_a_rule() -> None:
    assert {gap.rule for gap in GAPS.values()} <= set(RULES)
    assert set(GAPS).isdisjoint(RULES)

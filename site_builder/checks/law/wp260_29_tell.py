"""A change that matters is told."""

from collections.abc import Iterator

from site_builder.changes.significance import Significance
from site_builder.checks.rule import Finding, Judged, Rule, StatementRule
from site_builder.labels import N_
from site_builder.problem import Severity


def _find(judged: Judged) -> Iterator[Finding]:
    release, notices = judged.release, judged.publication.notices
    if release is not None and release.significance >= Significance.MATERIAL and notices is None:
        yield Finding(judged.publication.origin.at(), {"significance": release.significance.word})


RULE: StatementRule = Rule(
    id="WP260-29-TELL",
    severity=Severity.WARNING,
    source=N_("WP260 rev.01, paragraph 29"),
    requirement=N_("Tell people actively about a change that matters: publishing it is not enough."),
    messages=N_("This version changes something that matters (%(significance)s), but nothing says how people are told. Set up “notices” in site.yaml, or waive this and send the letter in notices/ yourself."),
    example=N_("""\
notices:
  list_address: customers@lists.example
  smtp:
    host: mail.example
    sender: privacy@bakery.example"""),
    find=_find,
)  # fmt: skip

"""What an editor should know of a site: whether its parts fit together, and what its readers or a regulator would miss."""

from site_builder.checks.judging import judge, judge_pages
from site_builder.checks.structure import check

__all__ = ["check", "judge", "judge_pages"]

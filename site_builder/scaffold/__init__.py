"""Where a site begins: `init` writes one for any organisation, `new` begins its next version."""

from site_builder.scaffold.answers import Answers, read_answers
from site_builder.scaffold.create import create_site
from site_builder.scaffold.questions import QUESTIONS, ask
from site_builder.scaffold.version import next_version

__all__ = ["QUESTIONS", "Answers", "ask", "create_site", "next_version", "read_answers"]

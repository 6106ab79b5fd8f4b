"""The guide for editors: what it names exists, and both languages say the same."""

import re
from pathlib import Path

import pytest
import yaml

from site_builder.build import plan
from site_builder.checks.rules import RULES
from site_builder.cli.parser import COMMANDS
from site_builder.model import FrontMatter, record_fields
from site_builder.scaffold.create import guide
from tests.test_scaffold import TODAY, make

CONTENT = Path(__file__).parent.parent / "content"
GUIDES = {locale: (CONTENT / f"README.{locale}.md").read_text() for locale in ("nl", "en")}
KNOWN = set(COMMANDS)


def shape(text: str) -> list[str]:
    """What must be the same in every language: headings, tables, code and pictures, in their order."""
    code = re.findall(r"^```(?:\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```\n", "```\n", text, flags=re.MULTILINE | re.DOTALL)
    marks = [line.split(" ")[0] for line in rest.splitlines() if line.startswith(("#", "|", "!", "```", "1.", "2."))]
    return [*marks, *(line.split()[1] for block in code for line in block.splitlines() if line.startswith("site-"))]


def test_both_languages_have_the_same_parts() -> None:
    assert [mark.partition("[")[0] for mark in shape(GUIDES["nl"])] == [
        mark.partition("[")[0] for mark in shape(GUIDES["en"])
    ]


@pytest.mark.parametrize("locale", GUIDES)
def test_what_it_names_exists(locale: str) -> None:
    text = GUIDES[locale]
    named = set(re.findall(r"site-builder ([a-z]+)", text))
    assert named and named <= KNOWN
    assert set(re.findall(r"\b(?:GDPR|NLT)-[\w-]+", text)) <= set(RULES)
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert len(pictures) == 3 and all((CONTENT / path).is_file() for _, path in pictures)
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"^##+ (.*)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("locale", GUIDES)
def test_its_yaml_can_be_read(locale: str) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDES[locale], re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    front_matter = yaml.safe_load(blocks[-1])
    assert front_matter.keys() <= record_fields(FrontMatter).keys()


def test_a_new_site_has_it_and_does_not_publish_it(tmp_path: Path) -> None:
    make(tmp_path, {})
    assert (tmp_path / "content/README.nl.md").read_text() == GUIDES["nl"]
    assert len(list((tmp_path / "content/pictures").iterdir())) == 6
    outcome = plan(tmp_path, TODAY, drafts=True)
    assert "unexpected_file" not in {problem.code for problem in outcome.problems}
    assert not [path for path in outcome.files if "README" in path or "pictures" in path]


def test_the_guide_is_whole() -> None:
    assert len(guide()) == 8

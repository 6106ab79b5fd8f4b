"""Registers to compare: a base with something changed, and the words to tell it in."""

import copy
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from site_builder.catalogs import Catalog, read_catalogs
from site_builder.decode import decode
from site_builder.formats import Formats
from site_builder.model import Register
from site_builder.words import Words

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BASE: Any = yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))
Edits = Mapping[str, Any]


def register(edits: Edits) -> Register:
    """The base with other values at some paths; None takes a fact out, `+` puts a record behind a list."""
    content = copy.deepcopy(BASE)
    # Ids last: the other paths name records by the ids that they have in the base.
    for path, value in sorted(edits.items(), key=lambda edit: edit[0].endswith(".id")):
        _edit(content, path.removeprefix("+"), value, add=path.startswith("+"))
    text = json.dumps(content, default=str)
    found, problems = decode(Register, text, "statement.yaml", locales=("nl", "en"))
    assert problems == ()
    assert found is not None
    return found


def _edit(content: Any, path: str, value: Any, add: bool) -> None:
    *above, last = path.split(".")
    parent = content
    for step in above:
        parent = _inside(parent, step)
    if add:
        parent.setdefault(last, []).append(value)
    elif value is None:
        parent.pop(last, None)
    else:
        parent[last] = value


def _inside(parent: Any, step: str) -> Any:
    if isinstance(parent, list):
        name = step.replace("~", ".")
        return next(record for record in parent if record.get("id", record.get("name")) == name)
    return parent[step]


@cache
def words(locale: str) -> Words:
    """The catalog as it is, with the Dutch that is still to be put into it."""
    folder = ROOT / "locales"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.po*")}
    catalogs, _ = read_catalogs(files, (locale,))
    messages = dict(catalogs[locale].messages)
    waiting = ROOT / f"{locale}-changes.json"
    if waiting.exists():
        translations = json.loads(waiting.read_text(encoding="utf-8"))
        messages |= {
            msgid: (forms,) if isinstance(forms, str) else tuple(forms) for msgid, forms in translations.items()
        }
    return Words(Catalog(locale, messages), Formats(locale, "NL"))

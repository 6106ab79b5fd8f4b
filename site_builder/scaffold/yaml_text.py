"""Values as YAML in the style of this project: short lists and texts on one line, quotes only where they are needed."""

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their key; ids (tuples) and short texts per locale stand on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as above
        return True


def _ids(dumper: _Dumper, value: tuple[str, ...]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _mapping(dumper: _Dumper, value: dict[str, Any]) -> yaml.Node:
    plain = all(isinstance(member, str) for member in value.values())
    texts = plain and all(len(key) == 2 for key in value)
    short = sum(len(key) + len(str(member)) + 4 for key, member in value.items()) < WIDTH
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=texts and short)


_Dumper.add_representer(tuple, _ids)
_Dumper.add_representer(dict, _mapping)


def scalar(value: object) -> str:
    """A text or a list of texts on one line."""
    return _dump(value).removesuffix("...\n").strip()


def below(value: Mapping[str, Any], indent: int) -> str:
    """A mapping whose first line goes where one has begun, and the others `indent` spaces in."""
    return _dump(dict(value)).rstrip("\n").replace("\n", "\n" + " " * indent)


def texts(found: Mapping[str, str], indent: int) -> str:
    """A text per locale, after its key: on the same line when that is short, else on lines `indent` spaces in."""
    written = _dump(dict(found)).rstrip("\n")
    return (
        f" {written}" if written.startswith("{") else "\n" + " " * indent + written.replace("\n", "\n" + " " * indent)
    )


def _dump(value: object) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)

"""YAML text → frozen records, with the line of every field; what does not fit becomes problems, all of them.

It stands apart because reading YAML takes its time to load, and a build in which no YAML changed needs none of it.
"""

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from datetime import date
from typing import Any, Literal, TypeGuard, TypeVar

import yaml

from site_builder import model
from site_builder.model import Record, record_fields
from site_builder.problem import Location, Origin, Problem
from site_builder.records import record
from site_builder.suggest import suggest

Decoded = TypeVar("Decoded", bound=Record)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULL = "tag:yaml.org,2002:null"
_KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "yes_no",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:map": "mapping",
    "tag:yaml.org,2002:seq": "list",
    _NULL: "nothing",
}
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class _Wrong:
    """Marks a value that could not be decoded; its problem has been noted."""


_WRONG = _Wrong()


@record
class Pattern:
    """How a kind of text must look: `kind` names the message that explains it."""

    kind: str
    matches: Callable[[str], bool]


def _full(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


# ISO 8601-1, 5.5.2: at least one part, and at least one time part after T.
_PARTS = r"(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?"
_is_duration = _full(rf"P(?=\d|T\d){_PARTS}")


def _is_country(text: str) -> bool:
    from babel import Locale

    return len(text) == 2 and text.isupper() and text in Locale("en").territories


def _is_locale(text: str) -> bool:
    from babel import localedata

    return re.fullmatch(r"[a-z]{2,3}([-_][A-Z]{2})?", text) is not None and localedata.exists(text.replace("-", "_"))


def _is_time_zone(text: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        return False
    return True


PATTERNS: Mapping[object, Pattern] = {
    model.Identifier: Pattern("identifier", _full(r"[a-z][a-z0-9_]*")),
    model.Country: Pattern("country", _is_country),
    model.Duration: Pattern("duration", _is_duration),
    model.EmailAddress: Pattern("email", _full(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")),
    model.Url: Pattern("url", _full(r"https?://[^\s<>\"]+")),
    model.Host: Pattern("host", _full(r"(?!-)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")),
    model.LocaleId: Pattern("locale", _is_locale),
    model.TimeZone: Pattern("time_zone", _is_time_zone),
}


def decode(
    record: type[Decoded], text: str, path: str, first_line: int, locales: tuple[str, ...]
) -> tuple[Decoded | None, tuple[Problem, ...]]:
    """As `decode.py` promises."""
    decoder = _Decoder(path, text.split("\n"), first_line - 1, locales)
    try:
        hazard = _hazard(text)
        if hazard:
            line, code, arguments = hazard
            decoder.note(line + first_line, code, **arguments)
            return None, tuple(decoder.problems)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        decoder.note_syntax(error)
        return None, tuple(decoder.problems)
    except (yaml.YAMLError, ValueError):  # a character that YAML forbids
        decoder.note(0, "yaml_character")
        return None, tuple(decoder.problems)
    if node is None:
        decoder.note(0, "empty_file")
        return None, tuple(decoder.problems)
    value = decoder.record(node, record, "")
    return (None if isinstance(value, _Wrong) else value), tuple(decoder.problems)


DEEPEST_YAML = 100
# More than these brackets, or columns before the first word of a line, are needed to nest so deep that it could harm.
_HARMLESS_BRACKETS = 1000
_DEEP_LINE = re.compile(r"^[ ?:-]{200}", re.MULTILINE)


def _hazard(text: str) -> tuple[int, str, Mapping[str, object]] | None:
    """Where a text repeats a part of itself, or nests deeper than anybody writes, as a line counted from 0, a code and
    its arguments: a few lines of either could stand for more than any computer can hold."""
    brackets = text.count("[") + text.count("{")
    if not ("*" in text and "&" in text) and brackets <= _HARMLESS_BRACKETS and not _DEEP_LINE.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            return line, "yaml_alias", {"name": event.anchor}
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_YAML:
            return line, "yaml_too_deep", {"limit": DEEPEST_YAML}
    return None


def key_lines(text: str) -> Mapping[str, int]:
    """The line of each key at the top of a YAML text; none when it cannot be read."""
    try:
        if _hazard(text):
            return {}
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError):
        return {}
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: key.start_mark.line + 1 for key, _ in entries if isinstance(key, yaml.ScalarNode)}


class _Decoder:
    def __init__(self, path: str, text_lines: list[str], offset: int, locales: tuple[str, ...]) -> None:
        self.path, self.text_lines, self.offset, self.locales = path, text_lines, offset, locales
        self.problems: list[Problem] = []

    def line(self, node: yaml.Node) -> int:
        return node.start_mark.line + 1 + self.offset

    def note(self, line: int, code: str, **arguments: object) -> _Wrong:
        self.problems.append(Problem(Location(self.path, line), code, arguments))
        return _WRONG

    def note_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1 + self.offset
        said = f"{error.context or ''} {error.problem or ''}"
        for hint, code in _SYNTAX_HINTS:
            if hint in said:
                if code == "yaml_colon":
                    line, code = self.colon_or_key(line)
                if code in ("yaml_quote", "yaml_bracket") and error.context_mark:
                    line = error.context_mark.line + 1 + self.offset
                self.note(line, code)
                return
        self.note(line, "yaml_invalid", reason=said.strip())

    def colon_or_key(self, line: int) -> tuple[int, str]:
        """YAML says “mapping values are not allowed” for a second colon, for a key too far to the right, and when the
        line before has no colon; the text tells which."""
        lines = self.text_lines
        number = line - 1 - self.offset
        here = lines[number] if number < len(lines) else ""
        if here.count(": ") + here.rstrip().endswith(":") > 1:
            return line, "yaml_colon"
        before = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), None)
        if before is None or ":" in lines[before]:
            return line, "yaml_indentation"
        return before + 1 + self.offset, "yaml_no_colon"

    def value(self, node: yaml.Node, hint: Any, key: str) -> Any:
        if hint in PATTERNS:
            return self.pattern(node, PATTERNS[hint], key)
        if hint is str:
            return self.text(node, key)
        if hint is bool:
            return self.boolean(node, key)
        if hint is int:
            return self.number(node, key)
        if hint is date:
            return self.date(node, key)
        if hint is model.LocalizedText:
            return self.localized(node, key)
        if _is_record(hint):
            return self.record(node, hint, key)
        origin = typing.get_origin(hint)
        if origin is Literal:
            return self.choice(node, typing.get_args(hint), key)
        if origin is tuple:
            return self.list(node, typing.get_args(hint)[0], key)
        return self.union(node, [part for part in typing.get_args(hint) if part is not type(None)], key)

    def union(self, node: yaml.Node, hints: list[Any], key: str) -> Any:
        """A word such as `none` where it is allowed, else the one other type."""
        words = [word for hint in hints if typing.get_origin(hint) is Literal for word in typing.get_args(hint)]
        if isinstance(node, yaml.ScalarNode) and node.value in words:
            return node.value
        others = [hint for hint in hints if typing.get_origin(hint) is not Literal]
        if not others:
            return self.choice(node, tuple(words), key)
        [other] = others
        if words and isinstance(node, yaml.ScalarNode) and not (other in PATTERNS or other is str):
            return self.note(self.line(node), "expected_record_or_word", key=key, words=words, found=node.value)
        return self.value(node, other, key)

    def text(self, node: yaml.Node, key: str) -> str | _Wrong:
        if not isinstance(node, yaml.ScalarNode):
            return self.wrong_type(node, "text", key)
        if node.tag != "tag:yaml.org,2002:str":
            if node.tag == _NULL:
                return self.note(self.line(node), "empty_value", key=key)
            return self.wrong_type(node, "text", key)
        text: str = " ".join(node.value.split())
        return text or self.note(self.line(node), "empty_value", key=key)

    def pattern(self, node: yaml.Node, pattern: Pattern, key: str) -> str | _Wrong:
        # Norway's code is a yes/no to YAML: what matters here is what stands in the file.
        if not isinstance(node, yaml.ScalarNode):
            return self.wrong_type(node, "text", key)
        if node.tag == _NULL or not node.value.strip():
            return self.note(self.line(node), "empty_value", key=key)
        text: str = node.value.strip()
        if not pattern.matches(text):
            return self.note(self.line(node), f"not_{pattern.kind}", key=key, found=text)
        return text

    def boolean(self, node: yaml.Node, key: str) -> bool | _Wrong:
        if isinstance(node, yaml.ScalarNode) and node.value.lower() in _BOOLEANS:
            return _BOOLEANS[node.value.lower()]
        return self.wrong_type(node, "yes_no", key)

    def number(self, node: yaml.Node, key: str) -> int | _Wrong:
        if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"\d{1,9}", node.value):
            return int(node.value)
        return self.wrong_type(node, "number", key)

    def date(self, node: yaml.Node, key: str) -> date | _Wrong:
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL:
            return self.wrong_type(node, "date", key)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
            return self.note(self.line(node), "not_date", key=key, found=node.value)
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            return self.note(self.line(node), "impossible_date", key=key, found=node.value)

    def choice(self, node: yaml.Node, allowed: tuple[str, ...], key: str) -> str | _Wrong:
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL:
            return self.wrong_type(node, "text", key)
        if node.value not in allowed:
            return self.note(
                self.line(node),
                "unknown_choice",
                key=key,
                found=node.value,
                allowed=list(allowed),
                suggestion=suggest(node.value, allowed),
            )
        return str(node.value)

    def list(self, node: yaml.Node, hint: Any, key: str) -> tuple[Any, ...] | _Wrong:
        if not isinstance(node, yaml.SequenceNode):
            return self.wrong_type(node, "list", key)
        values = (self.value(item, hint, key) for item in node.value)
        return tuple(value for value in values if not isinstance(value, _Wrong))

    def localized(self, node: yaml.Node, key: str) -> Mapping[str, str] | _Wrong:
        if not isinstance(node, yaml.MappingNode):
            return self.note(self.line(node), "expected_localized", key=key, locales=list(self.locales))
        texts: dict[str, Any] = {}
        for name, (key_node, value_node) in self.entries(node).items():
            if self.locales and name not in self.locales:
                self.note(
                    self.line(key_node),
                    "unknown_locale",
                    key=key,
                    found=name,
                    suggestion=suggest(name, self.locales),
                    locales=list(self.locales),
                )
            texts[name] = self.text(value_node, f"{key}.{name}")
        for locale in self.locales:
            if locale not in texts:
                self.note(self.line(node), "missing_translation", key=key, locale=locale)
        return {name: "" if isinstance(text, _Wrong) else text for name, text in texts.items()}

    def record(self, node: yaml.Node, record: type[Decoded], key: str) -> Decoded | _Wrong:
        if not isinstance(node, yaml.MappingNode):
            return self.wrong_type(node, "mapping", key or self.path.rpartition("/")[2])
        expected = record_fields(record)
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for name, (key_node, value_node) in self.entries(node).items():
            if name not in expected:
                self.note(self.line(key_node), "unknown_key", found=name, suggestion=suggest(name, expected))
                continue
            lines[name] = self.line(key_node)
            if isinstance(value_node, yaml.SequenceNode):
                lines |= {f"{name}[{index}]": self.line(item) for index, item in enumerate(value_node.value)}
            values[name] = self.value(value_node, expected[name].type, name)
        for name, field in expected.items():
            if name not in values and field.default is MISSING and field.default_factory is MISSING:
                # A list entry tells which one it is by its id, a record by its key.
                within = values.get("id") or key
                code = "missing_key_in" if within else "missing_key"
                values[name] = self.note(self.line(node), code, key=name, within=within)
            if isinstance(values.get(name), _Wrong):
                values[name] = _empty(field)
        return record(**values, origin=Origin(self.path, self.line(node), lines))

    def entries(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The entries of a mapping by key; a key that stands twice is a problem, and its first value counts."""
        entries: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key_node, value_node in node.value:
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if name in entries:
                self.note(self.line(key_node), "duplicate_key", key=name, first=self.line(entries[name][0]))
            else:
                entries[name] = (key_node, value_node)
        return entries

    def wrong_type(self, node: yaml.Node, expected: str, key: str) -> _Wrong:
        found = _KINDS.get(node.tag, "text")
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if found == "nothing":
            return self.note(self.line(node), "empty_value", key=key)
        return self.note(self.line(node), "wrong_type", key=key, expected=expected, found=found, value=value)


# What libyaml says, in the words that hold through its versions → the message for an editor.
_SYNTAX_HINTS = (
    ("cannot start any token", "yaml_tab"),
    ("tab character", "yaml_tab"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("quoted scalar", "yaml_quote"),
    ("did not find expected key", "yaml_indentation"),
    ("block mapping", "yaml_indentation"),
    ("block collection", "yaml_indentation"),
    ("did not find expected '-' indicator", "yaml_indentation"),
    ("flow sequence", "yaml_bracket"),
    ("flow mapping", "yaml_bracket"),
)


def _is_record(hint: object) -> TypeGuard[type[Record]]:
    return isinstance(hint, type) and issubclass(hint, Record)


def _empty(field: Field[Any]) -> Any:
    """What stands in for a value that could not be read."""
    return _empty_of(field.type) if field.default is MISSING else field.default


def _empty_of(hint: Any) -> Any:
    if _is_record(hint):
        return hint(**{name: _empty(field) for name, field in record_fields(hint).items()})
    if typing.get_origin(hint) is Literal:
        return typing.get_args(hint)[0]
    return _EMPTY.get(hint, () if typing.get_origin(hint) is tuple else "")


_EMPTY: Mapping[Any, Any] = {bool: False, int: 0, date: date.min, model.LocalizedText: types.MappingProxyType({})}

"""JSON Schema of `statement.yaml` and `site.yaml`, made from the model: editors complete keys and explain them."""

import json
import types
import typing
from dataclasses import MISSING
from datetime import date
from typing import Any, Literal, Union

from site_builder import model
from site_builder.model import Publication, Record, Register, record_fields

SCHEMAS: dict[str, type[Record]] = {"site": Publication, "statement": Register}

_TEXTS: dict[Any, dict[str, str]] = {
    model.Identifier: {"pattern": "^[a-z][a-z0-9_]*$"},
    model.Country: {"pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2, such as NL"},
    model.Duration: {"pattern": "^P", "description": "ISO 8601, such as P180D, P6M or P2Y"},
    model.EmailAddress: {"format": "email"},
    model.Url: {"format": "uri", "pattern": "^https?://"},
    model.Host: {"pattern": "^[A-Za-z0-9.-]+$", "description": "such as cdn.example.com"},
    model.LocaleId: {"description": "such as nl or en"},
    model.TimeZone: {"description": "such as Europe/Amsterdam"},
    str: {},
    date: {"format": "date"},
}


def schema_text(file: str) -> str:
    """The schema of `site` or `statement` (JSON Schema 2020-12)."""
    definitions: dict[str, Any] = {}
    root = _record(SCHEMAS[file], definitions)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{file}.yaml",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _record(record: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    fields = record_fields(record)
    required = [name for name, field in fields.items() if field.default is MISSING and field.default_factory is MISSING]
    return {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "additionalProperties": False,
        "required": required,
        "properties": {name: _value(field.type, definitions) for name, field in fields.items()},
    }


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _TEXTS:
        return {"type": "string", **_TEXTS[hint]}
    if hint is bool:
        return {"type": "boolean"}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    if hint is model.LocalizedText:
        return {"type": "object", "description": "A text per locale", "additionalProperties": {"type": "string"}}
    if isinstance(hint, type) and issubclass(hint, Record):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _record(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin in (Union, types.UnionType):
        choices = [_value(argument, definitions) for argument in arguments if argument is not type(None)]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    raise TypeError(hint)

"""The banner's modules as one script."""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r"^import \{[^}]*\} from '\./([\w.]+)'$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:const|function) (\w+)", re.MULTILINE)


def concatenate(modules: Mapping[str, str], entry: str = "main.js") -> str:
    """ES modules as one classic script: each once, after what it imports, in one scope of their own.

    It knows named imports, and exported constants and functions: these modules need no more. As they come to share a
    scope, two of them may not declare the same name.
    """
    order: dict[str, str] = {}
    _visit(entry, modules, order)
    declared = [name for text in order.values() for name in _DECLARED.findall(text)]
    if twice := {name for name in declared if declared.count(name) > 1}:
        raise ValueError(f"declared in two modules: {', '.join(sorted(twice))}")
    return "(()=>{\n" + "".join(order.values()) + "})()\n"


def _visit(name: str, modules: Mapping[str, str], order: dict[str, str]) -> None:
    if name in order:
        return
    for imported in _IMPORT.findall(modules[name]):
        _visit(imported, modules, order)
    text = _EXPORT.sub("", _IMPORT.sub("", modules[name]))
    if left := re.search(r"^(import|export)\b.*", text, re.MULTILINE):
        raise ValueError(f"{name}: {left.group()}")
    order[name] = text

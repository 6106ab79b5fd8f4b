"""Look-ups in prose: `{{ controller.name }}` in Markdown → a slot that the page fills later.

Prose is parsed by Jinja and evaluated here, on purpose: a text can name facts and ask whether one is there, and nothing
in it can call, loop or reach further. Unknown names are problems, all of them, with their lines.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from site_builder.lookups import Lookup, find
from site_builder.problem import Location, Problem
from site_builder.suggest import suggest

# Private-use characters: they cannot clash with Markdown's marks, nor with what people write.
SLOT_OPEN, SLOT_CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")
# A slot that is a paragraph of its own in the HTML.
BLOCK_ALONE = re.compile(f"<p>\\s*{SLOT_OPEN}(\\d+){SLOT_CLOSE}\\s*</p>")

_NAME_TESTS = (nodes.Not, nodes.And, nodes.Or)


@dataclass(frozen=True, slots=True)
class SlottedText:
    """Text in which the n-th look-up is replaced by a slot with the number n, counted from 0."""

    text: str
    lookups: tuple[str, ...]


def fill(text: str, value: Callable[[int], str]) -> str:
    """The text with each slot replaced by what `value` gives for its number."""
    return SLOT.sub(lambda match: value(int(match[1])), text) if SLOT_OPEN in text else text


def slot_lookups(text: str, root: Lookup, origin: Location) -> tuple[SlottedText, tuple[Problem, ...]]:
    """Replace the look-ups of a text that begins at `origin` by slots."""
    text = text.replace(SLOT_OPEN, "").replace(SLOT_CLOSE, "")
    if "{{" not in text and "{%" not in text:
        return SlottedText(text, ()), ()
    template = _parse(text)
    if isinstance(template, TemplateSyntaxError):
        place = Location(origin.path, origin.line + template.lineno - 1)
        return SlottedText("", ()), (Problem(place, "lookup_syntax", {"reason": template.message or ""}),)
    problems = tuple(_problems(template, root, origin))
    if problems:
        return SlottedText("", ()), problems
    used: list[str] = []
    return SlottedText("".join(_evaluate(template.body, root, used)), tuple(used)), ()


@lru_cache(maxsize=4096)
def _parse(text: str) -> nodes.Template | TemplateSyntaxError:
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return error


# In prose `{#id}` is a heading's id, so Jinja's comments begin in a way that nothing else does.
_ENVIRONMENT = Environment(  # noqa: S701 - it only parses; nothing is rendered
    keep_trailing_newline=True, comment_start_string="{##", comment_end_string="##}"
)


def _problems(template: nodes.Template, root: Lookup, origin: Location) -> Iterator[Problem]:
    asked = {id(node) for condition in template.find_all(nodes.If) for node in _walk(condition.test)}
    for node in _walk(template):
        place = Location(origin.path, origin.line + node.lineno - 1)
        if isinstance(node, nodes.Template | nodes.Output | nodes.TemplateData | nodes.If | nodes.Name):
            if isinstance(node, nodes.Name):
                yield from _unknown(node.name, root, place, id(node) in asked)
        elif isinstance(node, nodes.Getattr):
            path = _path(node)
            if path is None:
                yield Problem(place, "lookup_not_allowed")
            else:
                yield from _unknown(path, root, place, id(node) in asked)
        elif not (isinstance(node, _NAME_TESTS) and id(node) in asked):
            yield Problem(place, "lookup_not_allowed")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and those below it; a dotted path counts as one."""
    yield node
    if not (isinstance(node, nodes.Getattr) and _path(node)):
        for child in node.iter_child_nodes():
            yield from _walk(child)


def _path(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        parent = _path(node.node)
        return parent and f"{parent}.{node.attr}"
    return None


def _unknown(path: str, root: Lookup, place: Location, asked: bool) -> Iterator[Problem]:
    lookup, known = root, ""
    for name in path.split("."):
        if name not in lookup.members:
            near = suggest(name, lookup.members)
            yield Problem(place, "unknown_lookup", {"found": path, "suggestion": f"{known}{near}" if near else ""})
            return
        lookup, known = lookup.members[name], f"{known}{name}."
    if not asked and not lookup.declared:
        code = "lookup_incomplete" if lookup.members else "lookup_without_fact"
        yield Problem(place, code, {"found": path, "members": [f"{path}.{name}" for name in lookup.members]})


def _evaluate(body: list[nodes.Node], root: Lookup, used: list[str]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.If):
            yield from _evaluate(_branch(node, root), root, used)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    yield part.data
                else:
                    used.append(_path(part) or "")
                    yield f"{SLOT_OPEN}{len(used) - 1}{SLOT_CLOSE}"


def _branch(node: nodes.If, root: Lookup) -> list[nodes.Node]:
    for condition in (node, *node.elif_):
        if _holds(condition.test, root):
            return condition.body
    return node.else_


def _holds(test: nodes.Node, root: Lookup) -> bool:
    if isinstance(test, nodes.Not):
        return not _holds(test.node, root)
    if isinstance(test, nodes.And):
        return _holds(test.left, root) and _holds(test.right, root)
    if isinstance(test, nodes.Or):
        return _holds(test.left, root) or _holds(test.right, root)
    lookup = find(root, _path(test) or "")
    return lookup is not None and lookup.declared

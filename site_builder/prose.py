"""Look-ups in prose: `{{ controller.name }}` in Markdown → a slot that the page fills later.

Prose is parsed by Jinja and evaluated here, on purpose: a text can name facts and ask whether one is there, and nothing
in it can call, loop or reach further. Unknown names are problems, all of them, with their lines.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from site_builder.lookups import Lookup, find
from site_builder.problem import Location, Problem
from site_builder.records import record
from site_builder.suggest import suggest

# Private-use characters: they cannot clash with Markdown's marks, nor with what people write.
SLOT_OPEN, SLOT_CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")
_SLOT_AND_STOP = re.compile(f"{SLOT.pattern}((?:\\.(?!\\.))?)")
# A slot that is a paragraph of its own in the HTML.
BLOCK_ALONE = re.compile(f"<p>\\s*{SLOT_OPEN}(\\d+){SLOT_CLOSE}\\s*</p>")


@record
class SlottedText:
    """Text in which the n-th look-up is replaced by a slot with the number n, counted from 0."""

    text: str
    lookups: tuple[str, ...]


def fill(text: str, value: Callable[[int], str]) -> str:
    """The text with each slot replaced by what `value` gives for its number.

    A sentence that ends with a name such as “U.A.” has one full stop.
    """

    def filled(match: re.Match[str]) -> str:
        shown = value(int(match[1]))
        return shown if shown.endswith(".") else shown + match[2]

    return _SLOT_AND_STOP.sub(filled, text) if SLOT_OPEN in text else text


def slot_lookups(text: str, root: Lookup, origin: Location) -> tuple[SlottedText, tuple[Problem, ...]]:
    """Replace the look-ups of a text that begins at `origin` by slots."""
    text = text.replace(SLOT_OPEN, "").replace(SLOT_CLOSE, "")
    if "{{" not in text and "{%" not in text:
        return SlottedText(text, ()), ()
    template = _parse(text)
    if template is None:
        return SlottedText("", ()), (Problem(origin, "lookup_too_deep"),)
    if isinstance(template, TemplateSyntaxError):
        line = _unclosed(text) or template.lineno
        reason = (template.message or "").rstrip(".")
        place = Location(origin.path, origin.line + line - 1)
        return SlottedText("", ()), (Problem(place, "lookup_syntax", {"reason": reason}),)
    reading = _Reading(root, origin)
    try:
        slotted = "".join(reading.text(template.body))
    except RecursionError:
        return SlottedText("", ()), (Problem(origin, "lookup_too_deep"),)
    if reading.problems:
        return SlottedText("", ()), tuple(reading.problems)
    return SlottedText(slotted, tuple(reading.used)), ()


def _unclosed(text: str) -> int:
    """The line of the innermost `{% if %}` without its end, as Jinja only tells where the text ends; 0 if all end."""
    opened: list[int] = []
    for match in re.finditer(r"\{%-?\s*(if|endif)\b", text):
        if match[1] == "if":
            opened.append(text.count("\n", 0, match.start()) + 1)
        elif opened:
            opened.pop()
    return opened[-1] if opened else 0


@lru_cache(maxsize=4096)
def _parse(text: str) -> nodes.Template | TemplateSyntaxError | None:
    """None for a text whose look-ups stand within each other deeper than can be parsed."""
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return error
    except ValueError as error:  # a number of thousands of digits
        return TemplateSyntaxError(str(error), 1)
    except RecursionError:
        return None


# In prose `{#id}` is a heading's id, so Jinja's comments begin in a way that nothing else does.
_ENVIRONMENT = Environment(  # noqa: S701 - it only parses; nothing is rendered
    keep_trailing_newline=True, comment_start_string="{##", comment_end_string="##}"
)


class _Reading:
    """One text read against the facts: the look-ups it uses, in order, and what is wrong with them.

    Names must be known wherever they stand; that a fact is declared matters only where the text shows it.
    """

    def __init__(self, root: Lookup, origin: Location) -> None:
        self.root, self.origin = root, origin
        self.used: list[str] = []
        self.problems: list[Problem] = []

    def note(self, line: int, code: str, **arguments: object) -> None:
        self.problems.append(Problem(Location(self.origin.path, self.origin.line + line - 1), code, arguments))

    def text(self, body: list[nodes.Node], shown: bool = True) -> Iterator[str]:
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    yield (
                        part.data
                        if isinstance(part, nodes.TemplateData)
                        else self.slot(part, part.lineno or node.lineno, shown)
                    )
            elif isinstance(node, nodes.If):
                yield from self.branches(node, shown)
            else:
                self.note(node.lineno, "lookup_not_allowed")

    def slot(self, node: nodes.Node, line: int, shown: bool) -> str:
        path = self.path(node, line)
        if path is None:
            return ""
        lookup = find(self.root, path)
        if shown and lookup and not lookup.declared:
            members = [f"{path}.{name}" for name, member in lookup.members.items() if member.declared]
            self.note(
                node.lineno, "lookup_incomplete" if members else "lookup_without_fact", found=path, members=members
            )
        self.used.append(path)
        return f"{SLOT_OPEN}{len(self.used) - 1}{SLOT_CLOSE}"

    def branches(self, node: nodes.If, shown: bool) -> Iterator[str]:
        """The text of the branch that holds. The others are read too, for the names in them."""
        chosen = False
        for condition in (node, *node.elif_):
            holds = self.holds(condition.test, condition.lineno) and not chosen
            yield from self.branch(condition.body, shown, holds)
            chosen = chosen or holds
        yield from self.branch(node.else_, shown, not chosen)

    def branch(self, body: list[nodes.Node], shown: bool, holds: bool) -> Iterator[str]:
        before = len(self.used)
        text = list(self.text(body, shown and holds))
        if holds:
            yield from text
        else:
            del self.used[before:]

    def holds(self, test: nodes.Node, line: int) -> bool:
        if isinstance(test, nodes.Not):
            return not self.holds(test.node, line)
        if isinstance(test, nodes.And | nodes.Or):
            left, right = self.holds(test.left, line), self.holds(test.right, line)
            return left and right if isinstance(test, nodes.And) else left or right
        path = self.path(test, line)
        lookup = find(self.root, path) if path else None
        return lookup is not None and lookup.declared

    def path(self, node: nodes.Node, line: int) -> str | None:
        """The dotted name that a node is, when it is one and known."""
        path = _path(node)
        if path is None:
            self.note(line, "lookup_not_allowed")
            return None
        if find(self.root, path) is None:
            self.note(node.lineno, "unknown_lookup", found=path, suggestion=_nearest(path, self.root))
            return None
        return path


def _path(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        parent = _path(node.node)
        return parent and f"{parent}.{node.attr}"
    return None


def _nearest(path: str, root: Lookup) -> str:
    """The known path closest to one with a misspelt part, as far as it can be followed."""
    lookup, known = root, ""
    for name in path.split("."):
        near = name if name in lookup.members else suggest(name, lookup.members)
        if not near:
            break
        lookup, known = lookup.members[near], f"{known}.{near}".strip(".")
    return known if known and known != path and not path.startswith(f"{known}.") else ""

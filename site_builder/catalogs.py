"""gettext catalogs: the words of the interface and of the problems, per locale."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache, partial
from io import BytesIO
from typing import TYPE_CHECKING

from site_builder.memory.digest import digest_of
from site_builder.memory.digested import digests_of, only
from site_builder.problem import Location, Problem, Severity
from site_builder.records import record

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as PoCatalog

    from site_builder.memory.steps import BuildMemory

# A conversion as Python's formatting reads it, or a % that begins none.
_CONVERSION = r"%(?:\([^)]*\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?[hlL]?[a-zA-Z%]|%"
_FORMS = rb"nplurals\s*=\s*(\d+)"
_SPLIT = rb'"\s*\n\s*"'
MOST_FORMS = 6  # of any language in CLDR
_COUNTS = (*range(1001), 10_000, 100_000, 1_000_000)
TEMPLATE = "messages.pot"
FOR_EDITORS = (
    "site_builder/audit/",
    "site_builder/checks/",
    "site_builder/cli/",
    "site_builder/messages.py",
    "site_builder/preview/",
    "site_builder/reporting.py",
    "site_builder/scaffold/",
    "site_builder/verify/",
    "templates/audit/",
    "templates/preview/",
)


@record
class Catalog:
    """The words of one locale. Without a translation a msgid, which is English, stands for itself."""

    locale: str = "en"
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_rule: str = "n != 1"

    def gettext(self, msgid: str) -> str:
        return self.messages.get(msgid, (msgid,))[0]

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        forms = self.messages.get(singular, (singular, plural))
        return forms[min(_plural_form(self.plural_rule)(count), len(forms) - 1)]


@lru_cache(maxsize=64)
def _plural_form(rule: str) -> Callable[[int], int]:
    import gettext

    return gettext.c2py(rule)


def read_catalogs(
    files: Mapping[str, bytes], locales: Iterable[str], memory: "BuildMemory | None" = None
) -> tuple[Mapping[str, Catalog], tuple[Problem, ...]]:
    """The catalog of each locale, and a problem for every message that is missing or has other placeholders.

    `files` are those of `locales/`, by path. What only editors read may be missing: they are told how much is in
    English for them.
    """
    problems: list[Problem] = []
    catalogs: dict[str, Catalog] = {}
    for locale in locales:
        sources = only(files, (name for name in (TEMPLATE, catalog_path(locale)) if name in files))
        known = digest_of(*(part for name_and_digest in digests_of(sources).items() for part in name_and_digest))
        read = partial(_read_catalog, sources, locale)
        catalogs[locale], found = memory.step(f"catalog:{locale}", read, known) if memory else read()
        problems += found
    return catalogs, tuple(problems)


def _read_catalog(files: Mapping[str, bytes], locale: str) -> tuple[Catalog, tuple[Problem, ...]]:
    problems: list[Problem] = []
    return _read(files, locale, _needed(files.get(TEMPLATE, b""), problems), problems), tuple(problems)


@record
class Coverage:
    """How many messages a locale lacks, and how many there are: those that visitors read, and those for editors."""

    for_visitors: tuple[int, int]
    for_editors: tuple[int, int]


def coverage(files: Mapping[str, bytes], locale: str) -> Coverage:
    """How far the catalog of a locale is translated."""
    needed = _needed(files.get(TEMPLATE, b""), [])
    known = _read(files, locale, {}, []).messages
    visitors = [msgid in known for msgid, for_visitors in needed.items() if for_visitors]
    editors = [msgid in known for msgid, for_visitors in needed.items() if not for_visitors]
    return Coverage((visitors.count(False), len(visitors)), (editors.count(False), len(editors)))


def catalog_path(locale: str) -> str:
    return f"{locale.replace('-', '_')}/LC_MESSAGES/messages.po"


def available(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The locales that have a catalog."""
    return tuple(sorted(path.split("/")[0] for path in files if path.endswith("/LC_MESSAGES/messages.po")))


def _needed(template: bytes, problems: list[Problem]) -> Mapping[str, bool]:
    """Every msgid of the template, and whether visitors read it."""
    return {
        _singular(message.id): any(not path.startswith(FOR_EDITORS) for path, _ in message.locations)
        for message in _parse(template, f"locales/{TEMPLATE}", None, problems) or ()
        if message.id
    }


def _parse(data: bytes, path: str, locale: str | None, problems: list[Problem]) -> "PoCatalog | None":
    """The catalog in a file; None, and a problem, where it cannot be read."""
    from babel.messages.pofile import PoFileError, read_po

    # The parser makes as many empty forms of every message as the header says that there are.
    if any(len(number) > 2 or int(number) > MOST_FORMS for number in re.findall(_FORMS, re.sub(_SPLIT, b"", data))):
        problems.append(Problem(Location(path), "catalog_plural"))
        return None
    try:
        return read_po(BytesIO(data), locale=locale, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        problems.append(Problem(Location(path), "catalog_invalid", {"reason": str(error)}))
        return None


def _singular(msgid: str | list[str] | tuple[str, ...]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _read(files: Mapping[str, bytes], locale: str, needed: Mapping[str, bool], problems: list[Problem]) -> Catalog:
    name = catalog_path(locale)
    path = f"locales/{name}"
    if name not in files:
        problems.append(Problem(Location(path), "catalog_missing", {"locale": locale}))
        return Catalog(locale)
    parsed = _parse(files[name], path, locale.replace("-", "_"), problems)
    if parsed is None:
        return Catalog(locale)
    messages: dict[str, tuple[str, ...]] = {}
    for message in parsed:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if not message.id or message.fuzzy or not forms or not all(forms):
            continue
        msgid = _singular(message.id)
        messages[msgid] = forms
        for form in forms:
            strange = _strange_conversions(form, [message.id] if isinstance(message.id, str) else message.id)
            if strange:
                arguments = {"message": msgid, "placeholders": strange}
                problems.append(Problem(Location(path, message.lineno or 0), "catalog_placeholder", arguments))
    for msgid, for_visitors in needed.items():
        if for_visitors and msgid not in messages:
            line = next((message.lineno or 0 for message in parsed if message.id and _singular(message.id) == msgid), 0)
            problems.append(Problem(Location(path, line), "catalog_message_missing", {"message": msgid}))
    remaining = sum(not for_visitors and msgid not in messages for msgid, for_visitors in needed.items())
    if remaining:
        told = {"count": remaining, "locale": locale}
        problems.append(Problem(Location(path), "catalog_incomplete", told, Severity.ADVICE))
    if not _names_a_form(parsed.plural_expr, parsed.num_plurals):
        problems.append(Problem(Location(path), "catalog_plural"))
        return Catalog(locale, messages)
    return Catalog(locale, messages, parsed.plural_expr)


def _strange_conversions(form: str, msgids: Sequence[str]) -> list[str]:
    """The conversions in a translation that would stop or swell the message: any that its msgid does not have, and one
    without a name that stands there another number of times."""
    found = Counter(re.findall(_CONVERSION, form))
    wanted = Counter[str]()
    for msgid in msgids:
        wanted |= Counter(re.findall(_CONVERSION, msgid))
    named = {text for text in wanted if text.startswith("%(")} | ({"%%"} if "%" not in wanted else set())
    loose = {text for text in found.keys() | wanted.keys() if text not in named}
    return sorted({text for text in loose if found[text] != wanted[text]})


def _names_a_form(rule: str, forms: int) -> bool:
    """Whether a header's C expression names a form for every number."""
    try:
        # gettext refuses what is not arithmetic, and what is long or deep.
        return all(0 <= _plural_form(rule)(count) < forms for count in _COUNTS)
    except (ValueError, ArithmeticError, RecursionError):
        return False

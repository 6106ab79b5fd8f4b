"""“Did you mean …?”"""

from collections.abc import Iterable


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word closest to `word`, or nothing when none is close."""
    import difflib  # only a mistake needs it

    folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    found = folded[matches[0]] if matches else ""
    return found if found != word else ""

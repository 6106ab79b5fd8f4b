"""How many syllables a word has, by the letters of its vowels."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from site_builder.language.data import Formula, language

_WORD = re.compile(r"[^\W_]+(?:['’.\-‑][^\W_]+)*")
_PART = re.compile(r"[^\W\d_]+|\d+")
_SPELLED = re.compile(r"[A-Z]{2,5}|[^\W\d_aeiouyäëïöüAEIOUYÄËÏÖÜ]{2,5}")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?\b", re.IGNORECASE)
_PERHAPS_ADDRESS = re.compile(r"@|://|\.\S")

# What counts in one language only is compiled when it is first used.
# One syllable each; vowels that stand together and are not listed are two, as in i·de·aal. An i or u before ee, and an
# i before eu unless as in nieuw, is a syllable of its own: fi·nan·ci·eel, in·di·vi·du·eel, se·ri·eus.
_DUTCH = (
    r"(?:aai|ooi|oei|eeu|ieu(?=w|\b)|eau(?!to)"
    r"|[iu](?=ee)|i(?=eu)|e(?=um\b)"
    r"|ëeu?|ïe|ëi|öi|ü"
    r"|ij|aa|ee|oo|uu|ie|oe|eu|ui|ei|au|ou|ai|oi|[aeo]y(?![aeiou])"
    r"|[aeiouëïöä]|y(?![aeiou]))"
)
_ACCENTS = str.maketrans("éèêáàâóòôúùûíìîçñÉÈÁÓ", "eeeaaaooouuuiiicnEEAO")
_STATION = re.compile(r"tion(?=s?\b)")
# Groups of vowels count one …
_ENGLISH = r"[aeiouy]+"
# … but for an e that is not heard: state, statement, received, receives; heard in table, needed, uses …
_SILENT = (
    r"(?<=[^aeiouyl])e(?:s?\b|ly\b|ments?\b|ful\b|less\b)(?<!ses)(?<!xes)(?<!zes)(?<!ces)(?<!ges)(?<!shes)(?<!ches)"
    r"|(?<=[aeiouy]l)e(?:s?\b|ly\b|ments?\b|ful\b|less\b)"
    r"|(?<=[^aeiouytdl])ed\b|(?<=[aeiouyl]l)ed\b"
)
# … and vowels that stand together and are two: me·di·a, pre·vi·ous, ac·tu·al, re·cip·i·ent, be·ing, em·ploy·er; and
# mech·a·nis·m.
_APART = (
    r"(?<![ct])ia(?!ge)|tiat|(?<![tscgx])(?<!ll)(?<!n)io(?!ur)|iu|(?<![qg])u(?=a)|(?<!q)ue(?=n)|eo(?!u)"
    r"|(?<=[dprv])ie(?=n[ct])|ier\b|[aeiouy]ing\b|[aeou]y(?=[aeou])|(?:s|th)ms?\b"
)


def words(text: str) -> list[str]:
    """The words of a text, web and e-mail addresses left out."""
    return _WORD.findall(_ADDRESS.sub(" ", text) if _PERHAPS_ADDRESS.search(text) else text)


@lru_cache(maxsize=1 << 14)
def count_syllables(word: str, locale: str) -> int:
    """The syllables of a word in a locale whose formula of readability is known, at least one.

    A word of capitals, or without vowels, is spelled; a number counts a syllable for each digit.
    """
    known = language(locale)
    count = _COUNTERS[known.formula or "flesch"]
    total = 0
    for part in _PART.findall(word.translate(_ACCENTS)):
        spoken = part.lower()
        if part.isdigit() or _SPELLED.fullmatch(part):
            total += len(part)
        elif spoken in known.syllables:
            total += known.syllables[spoken]
        else:
            for written, respelled in known.respelled.items():
                if written in spoken:
                    spoken = spoken.replace(written, respelled)
            total += count(spoken)
    return max(total, 1)


def _dutch(word: str) -> int:
    return len(re.findall(_DUTCH, _STATION.sub("sjon", word.replace("qu", "kw"))))


def _english(word: str) -> int:
    heard = len(re.findall(_ENGLISH, word)) - len(re.findall(_SILENT, word))
    return max(heard, 1 if len(word) > 1 or word in "aeiouy" else 0) + len(re.findall(_APART, word))


_COUNTERS: Mapping[Formula, Callable[[str], int]] = {"douma": _dutch, "flesch": _english}

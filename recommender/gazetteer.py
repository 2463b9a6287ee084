"""Provinces, prefectures, cities and the two countries named in running text.

"pemasok di Aichi", "愛知県の部品メーカー" and "based in Nagoya" all name JP-23.
"""

import re
from functools import cache
from typing import NamedTuple

from embeddings.cue_words import is_common_word
from recommender.regions import place_names, regions

LONGEST_NAME = 4
"""Words of the longest name in Latin letters that is looked for."""

_COUNTRIES = {
    "ID": ("indonesia", "indonesian", "インドネシア", "尼国"),
    "JP": ("japan", "japanese", "jepang", "日本", "日系", "邦人"),
}
_OTHER_MEANING = frozenset({"diy", "取手"})
"""Names of places that mostly mean something else: a DIY store is not of Yogyakarta, 取手 a handle."""

# Burrs, solder, sunlight, and what is threefold.
_THING = re.compile(
    r"バリ(?=取|の(?:ない|少ない|発生)|が|を|無|な|レス)|半田(?=付|ごて|こて|鏝|の(?:濡|溶)|めっき|メッキ|槽)"
    r"|日光(?=の影響|に|を|が|浴|堅牢)|三重(?=の?(?:包装|構造|巻|層|管|窓|織|チェック)|に(?:包|巻))"
)

# "Non-Japanese" names Japan.
_WORD = re.compile(
    r"(?<![A-Za-z\u00c0-\u024f])(?!(?i:non)-)[A-Za-z\u00c0-\u024f]+"
    r"(?:['’\-](?!(?:based|headquartered)\b)[A-Za-z\u00c0-\u024f]+)*"
)
_JAPANESE = re.compile("[\u30a0-\u30ff\u4e00-\u9fff々]+")
_SHORTEST_JAPANESE = 2
_KATAKANA = re.compile("[ァ-ヺー]")
_PART_OF_WORD = 4
"""Katakana names up to this length stand alone: no ランサ in バランサー."""


class Place(NamedTuple):
    """A region (ISO 3166-2) or country (ISO 3166-1 alpha-2) named at `start` to `end`."""

    code: str
    start: int
    end: int


def find_places(text: str) -> list[Place]:
    """The places that a text names, in order; of overlapping names the longest.

    A name in Latin letters that is also an ordinary word ("batu", "mine") counts only with a
    capital letter.
    """
    return sorted((*_latin_places(text), *_japanese_places(text)), key=lambda place: place.start)


def _latin_places(text: str) -> list[Place]:
    names = _names()
    words = list(_WORD.finditer(text))
    found = []
    number = 0
    while number < len(words):
        if words[number].group().casefold() not in _first_words():
            number += 1
            continue
        for count in range(min(LONGEST_NAME, len(words) - number), 0, -1):
            last = words[number + count - 1]
            start, end = words[number].start(), last.end()
            code = names.get(
                " ".join(word.group() for word in words[number : number + count]).casefold()
            )
            if code and (text[start].isupper() or not is_common_word(text[start:end].casefold())):
                found.append(Place(code, start, end))
                number += count - 1
                break
        number += 1
    return found


def _japanese_places(text: str) -> list[Place]:
    names, longest = _names(), _longest_japanese()
    found = []
    for run in _JAPANESE.finditer(text):
        start = run.start()
        while start < run.end():
            for end in range(min(run.end(), start + longest), start + _SHORTEST_JAPANESE - 1, -1):
                code = names.get(text[start:end])
                if code and _stands_for_itself(text, start, end):
                    found.append(Place(code, start, end))
                    start = end - 1
                    break
            start += 1
    return found


def _stands_for_itself(text: str, start: int, end: int) -> bool:
    if _THING.match(text, start):
        return False
    if end - start > _PART_OF_WORD or not all(map(_KATAKANA.match, text[start:end])):
        return True
    return not (_KATAKANA.match(text, end) or (start and _KATAKANA.match(text, start - 1)))


@cache
def _names() -> dict[str, str]:
    countries = {name: code for code, listed in _COUNTRIES.items() for name in listed}
    left_out = {code.casefold() for code in regions()} | _OTHER_MEANING
    return {name: code for name, code in place_names().items() if name not in left_out} | countries


@cache
def _first_words() -> frozenset[str]:
    """The words that names in Latin letters begin with: few words of a text are one."""
    return frozenset(name.partition(" ")[0] for name in _names())


@cache
def _longest_japanese() -> int:
    return max(len(name) for name in _names() if _JAPANESE.fullmatch(name))

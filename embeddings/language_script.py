"""Which writing a text uses, and what its writing alone says about its language."""

import unicodedata
from typing import Literal, TypeAlias

Script: TypeAlias = Literal["japanese", "chinese", "latin", "other", "none"]
"""Chinese is han writing that Japanese does not use; "none" where there are too few letters."""

# One Japanese character carries about as much as three Latin letters.
_JAPANESE_WEIGHT = 3

# A Greek letter beside "m" is a unit, not a language.
_MIN_OTHER_LETTERS = 3

# A text in which kana are rarer than this is judged by its ideographs.
_KANA_SHARE = 0.05

# Traditional forms and function characters that code page 932 can write and modern Japanese does
# not use; those that live on in Japanese names (國, 會, 廣, 萬, 藝) are not among them.
_CHINESE = frozenset(
    "亂來們傳價兇兩劃劑勞勵區單嚴圍圖團壓它寫專對很從戰戲據擴樣歡歸氣濟營爭獨畫發經綜"
    "綠總繼續聲聽與舊蟲裝覺觀詢證譯讀變讓賣輕轉遲錢鐵關隨險顏麼點這"
)


def script_of(text: str) -> Script:
    """Name the writing of normalised `text` by counting its letters.

    Kana make Japanese. Without them han characters are Japanese if all belong to JIS X 0208 with
    the vendors' extensions (code page 932) and none is a form that Japanese has replaced: this
    leaves out simplified and most traditional Chinese, and takes what both write alike for
    Japanese.
    """
    letters = [c for c in text if c.isalpha() or c in "々〆"]
    kana = sum(map(_is_kana, letters))
    ideographs = [c for c in letters if _is_ideograph(c)]
    latin = sum(map(_is_latin, letters))
    other = len(letters) - kana - len(ideographs) - latin

    japanese = (kana + len(ideographs)) * _JAPANESE_WEIGHT
    if other * _JAPANESE_WEIGHT > japanese + latin:
        return "other" if other >= _MIN_OTHER_LETTERS else "none"
    if japanese > latin:
        by_kana = kana > _KANA_SHARE * len(ideographs)
        return "japanese" if by_kana or _is_japanese(ideographs) else "chinese"
    return "latin" if latin else "none"


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff" or "\u31f0" <= character <= "\u31ff"


def _is_ideograph(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character in "々〆"
    )


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


def _is_japanese(ideographs: list[str]) -> bool:
    try:
        "".join(ideographs).encode("cp932")
    except UnicodeEncodeError:
        return False
    return _CHINESE.isdisjoint(ideographs)

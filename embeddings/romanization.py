"""Japanese writing in Latin letters, and one spelling for all the ways to write them.

"トヨタ紡織", "Toyota Boshoku" and "toyota bosyoku" get the same key.
"""

import re
import unicodedata
from collections.abc import Iterator

from embeddings.analysis.japanese import readings

_SYLLABLES = """
ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi ツ tsu
テ te ト to ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu メ me モ mo ヤ ya
ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヰ i ヱ e ヲ o ン n ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji
ズ zu ゼ ze ゾ zo ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po
ヴ vu ァ a ィ i ゥ u ェ e ォ o ャ ya ュ yu ョ yo ヮ wa ヵ ka ヶ ke
キャ kya キュ kyu キョ kyo シャ sha シュ shu ショ sho シェ she チャ cha チュ chu チョ cho チェ che ニャ nya ニュ nyu
ニョ nyo ヒャ hya ヒュ hyu ヒョ hyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo ギャ gya ギュ gyu ギョ gyo
ジャ ja ジュ ju ジョ jo ジェ je ヂャ ja ヂュ ju ヂョ jo ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo
ファ fa フィ fi フェ fe フォ fo フュ fyu ティ ti ディ di トゥ tu ドゥ du テュ tyu デュ dyu ウィ wi ウェ we ウォ wo
ヴァ va ヴィ vi ヴェ ve ヴォ vo ツァ tsa ツィ tsi ツェ tse ツォ tso クァ kwa クィ kwi クェ kwe クォ kwo グァ gwa イェ ye
""".split()  # noqa: SIM905 - pairs are easier to read and to check as running text

HEPBURN = dict(zip(_SYLLABLES[::2], _SYLLABLES[1::2], strict=True))
"""Katakana syllables in Latin letters (modified Hepburn)."""

_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}

# Kunrei and Nihon-shiki spellings, long vowels and doubled consonants: one form for each sound.
# The order matters: syllables before the letters that they are made of.
_ONE_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"sy(?=[aueo])", "sh"),
        (r"ty(?=[aueo])", "ch"),
        (r"tch", "cch"),
        (r"(?:zy|jy|dy)(?=[aueo])", "j"),
        (r"si", "shi"),
        (r"ti", "chi"),
        (r"tu", "tsu"),
        (r"(?<![csptkgw])hu", "fu"),
        (r"zi|di", "ji"),
        (r"v", "b"),
        (r"l", "r"),
        (r"m(?=[bp])", "n"),
        (r"ou|oh(?![aiueo])|oo", "o"),
        (r"uu|uh(?![aiueo])", "u"),
        (r"(.)\1", r"\1"),
    )
)


def romanize(text: str) -> str:
    """Write the Japanese parts of a text in Latin letters (Hepburn), other parts as they are.

    Kanji get the reading that Sudachi's dictionary gives them; a name may be read differently.
    """
    text = unicodedata.normalize("NFKC", text)
    return "".join(_romanized(text))


def sound_key(text: str) -> str:
    """One spelling for all ways to write a name: small Latin letters and digits, single spaces.

    Marks and accents go; Kunrei becomes Hepburn; long vowels and double consonants become simple.
    """
    plain = unicodedata.normalize("NFKD", romanize(text)).casefold()
    letters = "".join(c if c.isalnum() else "" if unicodedata.combining(c) else " " for c in plain)
    for pattern, replacement in _ONE_SPELLING:
        letters = pattern.sub(replacement, letters)
    return " ".join(letters.split())


def _romanized(text: str) -> Iterator[str]:
    for is_japanese, part in readings(text):
        yield _latin(part.translate(_HIRAGANA)) if is_japanese else part


def _latin(kana: str) -> str:
    """Katakana to Hepburn; a long vowel repeats the vowel, a small ツ the consonant."""
    written: list[str] = []
    place = 0
    while place < len(kana):
        pair, single = kana[place : place + 2], kana[place]
        if pair in HEPBURN and len(pair) > 1:
            written.append(HEPBURN[pair])
            place += 2
            continue
        if single == "ー":
            written.append(written[-1][-1] if written and written[-1] else "")
        elif single == "ッ":
            following = HEPBURN.get(kana[place + 1 : place + 3]) or HEPBURN.get(
                kana[place + 1 : place + 2], ""
            )
            written.append(following[:1])
        else:
            written.append(HEPBURN.get(single, single if single.isalnum() else " "))
        place += 1
    return "".join(written)

"""What a query says that partners must not be, and where they must not be.

"Bukan distributor", "商社以外", "not in Tokyo or Osaka". "雑草を除く機械" takes weeds away and
refuses nobody.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from recommender.seats import PARTNER, places_together


class Refusal(NamedTuple):
    """What characters `start` to `end` of a query refuse, in its words; `clear`: nothing else is meant."""

    words: str
    start: int
    end: int
    clear: bool


_END = (
    r"(?=\s*(?:[,.;:!?/\"”'’！？、。()（）]|$"
    r"|\b(?:dan|yang|tetapi|tapi|di|dari|untuk|dengan|mohon|tolong|and|but|that|who|which|in|from|with"
    r"|for|please)\b))"
)
_KINDS = (
    rf"(?:{PARTNER}|trading|agent|agen|trader|middle\w*|broker|reseller|retail\w*|pedagang|calo"
    r"|makelar|perantara|dealer|wholesal\w*|grosir|toko)"
)
_JAPANESE_KINDS = "商社|代理店|卸|問屋|ブローカー|仲介|小売|メーカー|企業|会社|業者|大手"
_WORD = r"[\u30a0-\u30ff\u4e00-\u9fff々A-Za-z]"
# Where words without a space between them begin; looking from each character would be quadratic.
_RUN = rf"(?:(?<!{_WORD})|(?<=以外|不可|抜き))"
_TAKING_AWAY = r"[はを]?除(?:く|い[てた]|き(?=\s*(?:[、。,.]|$)))"
_OTHER_THAN = r"以外(?!に?も|でも|から?も|[^、。]{0,8}(?:も(?:可|歓迎|OK)|お断り|不可|NG))"
_IS_NOT = r"(?:では|じゃ|で)な[いく](?!ても)"
_REFUSED = r"(?:不可|お断り|不要|対象外|除外|抜き|なし(?=[で、。\s]|$)|(?<![A-Za-z])NG(?![A-Za-z]))"
# "Selain murah, …", "selain di Jakarta, kami punya …" mean "besides".
_BESIDES = (
    r"\s+itu\b|\s+(?:me|ber)\w+|\s+(?:harga|murah|kualitas|cepat)\b|[^.;]*\b(?:juga|pun|harus)\b"
    r"|[^.;]*,\s*(?:kami\s+)?(?:punya|memiliki|ada|buka|bisa)\b"
)
_NOT = re.compile(
    r"\b(?:bukan(?!\s+(?:hanya|cuma|sekadar|sekedar|saja|masalah|prioritas|soal|kendala|syarat|di|dari"
    rf"|in|from)\b)|kecuali|selain(?!{_BESIDES}))\s+(?P<id>\w+(?:[ \-]\w+){{0,3}}?){_END}"
    r"|\b(?:tanpa|jangan|tidak\s+(?:termasuk|melalui|lewat|mau)"
    r"|not|except(?:\s+for)?|excluding|other\s+than|instead\s+of|rather\s+than|no|without)\s+"
    rf"(?:an?\s+|the\s+)?(?P<kind>{_KINDS}\w*(?:[ \-]\w+){{0,3}}?){_END}"
    rf"|{_RUN}(?P<ja>{_WORD}+?)(?<!土日)(?<!それ){_OTHER_THAN}"
    rf"|{_RUN}(?P<refused>{_WORD}*?(?:{_JAPANESE_KINDS}))"
    rf"(?:{_TAKING_AWAY}|{_IS_NOT}|[はを]?{_REFUSED}|を(?:介さ|通さ)(?:ずに?|ない)?)"
    # "Packaging film (PVCを除く)": a clause of its own; elsewhere it may be what a machine does.
    rf"|(?:(?<=[、。,(（])|^)(?P<apart>{_WORD}++){_TAKING_AWAY}(?=\s*(?:[、。,)）]|$))"
    rf"|{_RUN}(?P<unclear>{_WORD}+?){_TAKING_AWAY}",
    re.IGNORECASE,
)
_NO = r"(?:not|tidak|bukan|jangan|avoid|hindari|no|(?:don['’]t|do\s+not|tidak|gak|ga|nggak)\s+(?:want|mau))"
_NOT_THERE = re.compile(
    rf"\b(?:{_NO}\s+(?:any\s+)?(?:yang\s+)?(?:(?:{PARTNER})s?\s+)?(?:yang\s+)?"
    r"(?:(?:based|located|berada|berlokasi|berasal|berbasis)\s+)?(?:in|from|di|dari)"
    rf"|(?:except(?:\s+for)?|excluding|other\s+than|kecuali|selain(?!{_BESIDES})"
    r"|(?:anywhere|everywhere|anyone)\s+but)(?:\s+(?:yang\s+)?(?:in|from|di|dari))?"
    r"|jangan(?:\s+(?:perusahaan|pemasok|supplier|pabrik|yang))?|no|avoid|hindari"
    r"|(?<!just )outside(?:\s+of)?|(?:di\s+)?luar|bukan|not(?:\s+an?)?|non(?=\s))\s+(?:the\s+)?|\bnon-",
    re.IGNORECASE,
)
_NOT_THERE_AFTER = re.compile(
    rf"{_OTHER_THAN}|外の|{_TAKING_AWAY}|{_IS_NOT}"
    rf"|(?:の|にある)?(?:会社|企業|商社|業者|メーカー|工場)(?:{_TAKING_AWAY}|[はを]?{_REFUSED})"
)


def refusals(query: str) -> list[Refusal]:
    """What a query refuses, in order and apart from each other."""
    there = list(_places(query))
    kinds = (
        Refusal(match[str(match.lastgroup)], *match.span(), clear=match.lastgroup != "unclear")
        for match in _NOT.finditer(query)
    )
    apart = [
        one for one in kinds if not any(p.start < one.end and one.start < p.end for p in there)
    ]
    return sorted((*there, *apart), key=lambda one: one.start)


def _places(query: str) -> Iterator[Refusal]:
    """Places that partners must not be in; what is said of one of a list is said of all."""
    begins = {match.end(): match.start() for match in _NOT_THERE.finditer(query)}
    for listed in places_together(query):
        start = begins.get(listed[0].start)
        after = _NOT_THERE_AFTER.match(query, listed[-1].end)
        if start is None and after is None:
            continue
        for place in listed:
            yield Refusal(
                query[place.start : place.end],
                start if start is not None and place is listed[0] else place.start,
                after.end() if after and place is listed[-1] else place.end,
                clear=True,
            )

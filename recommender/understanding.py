"""What a query says about partners beside what they do: where they are, certified to what, not what.

"pemasok komponen otomotif di Aichi, bersertifikat ISO 9001, bukan distributor" asks for suppliers
who are in Aichi, are certified, and are no distributors. Each is applied only where it is
unambiguous, and always told, so that the asker can take it back.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from embeddings.analysis.codes import CODE
from recommender.gazetteer import Place, find_places

Aspect: TypeAlias = Literal["place", "certification", "excluded"]
"""What a part of a query restricts. The first two are filters of the same name."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What characters `start` to `end` of a query restrict, and to which value of the filter.

    `clear`: nothing else can be meant; what is not clear is offered and not applied. The value of
    what is excluded is its words.
    """

    aspect: Aspect
    value: str
    start: int
    end: int
    clear: bool


# A place is where partners are after these words, and where goods come from or go after those.
_AT = re.compile(
    r"\b(?:di|dari|asal|berlokasi|berbasis|berpusat|berdomisili|domisili|dekat|seputar|sekitar"
    r"|wilayah|daerah|kawasan|area|sentra|provinsi|kabupaten|kota"
    r"|in|from|near|around|at|within|based)\s+(?:the\s+|area\s+|daerah\s+|kota\s+|prefektur\s+)*$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:ke|untuk|pasar|tujuan|to|for|into|towards?|antara)\s+(?:pasar\s+|the\s+)?$"
    r"|\b(?:kami|klien|pelanggan|our|clients?)\s+(?:yang\s+)?(?:berada\s+|berlokasi\s+)?(?:di|in)\s+$"
    r"|\b(?:dijual|menjual|dipasarkan|memasarkan|pemasaran|penjualan|sold|sell\w*)\s+"
    r"(?:\w+\s+){0,2}?(?:di|in)\s+$"
    r"|\b(?:impor|mengimpor|importir|didatangkan|import\w*)\s+(?:\w+\s+){0,2}?(?:dari|from)\s+$",
    re.IGNORECASE,
)
_JAPANESE_AT = re.compile(
    r"^[都道府県州市区町村]?(?:国?内|産)?(?:近郊|周辺|近辺|付近|地区|地域|エリア|工業団地)?"
    r"(?:にある|に拠点|を拠点|に本社|に工場|所在|在住|で|産|から(?!の?輸入|調達|仕入)"
    r"|の(?!\S{0,6}?(?:基準|規格|規制|法令|品質|技術|市場|顧客|消費者|需要)))"
)
_JAPANESE_TO = re.compile(r"^[^、。]{0,8}?(?:向け|市場|輸出|進出)")
_JAPANESE_PARTNER = re.compile(r"^(?:国内|現地)?(?:企業|メーカー|法人|サプライヤ|バイヤー|商社)")
_PARTNER = (
    "pemasok|perusahaan|mitra|pabrik|produsen|pembuat|importir|eksportir|distributor|pembeli|vendor"
    "|supplier|company|companies|partner|maker|manufacturer|producer|importer|exporter|buyer|firm"
)
_PARTNER_BEFORE = re.compile(rf"\b(?:{_PARTNER})s?\s+$", re.IGNORECASE)
_PARTNER_AFTER = re.compile(rf"^\s+(?:\w+\s+){{0,2}}(?:{_PARTNER})s?\b", re.IGNORECASE)
_AFFILIATED = frozenset({"日系", "邦人"})

_CERTIFIED = re.compile(r"sertifi|certifi|accredit|terakreditasi|認証|認定|取得", re.IGNORECASE)
_CERTIFIED_WORD = re.compile(
    r"\w*(?:sertifi|certifi|accredit|akredit)\w*|(?:認証|認定)(?:を?取得(?:した|済み?|の)?)?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<![A-Za-z])(?:ISO|IATF|FSSC|HACCP|SNI|JIS|GMP|BRCGS|AS|OHSAS|halal|ハラール|ハラル|JAS|SVLK|FSC)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_BODY_CODE = re.compile(r"(?:ISO|IATF|FSSC|SNI|JIS|OHSAS|AS|BRCGS)", re.IGNORECASE)
# "Belum bersertifikat", "認証は不要", "konsultan sertifikasi": nobody has to be certified.
_UNCERTIFIED_BEFORE = re.compile(
    r"\b(?:tanpa|tidak|belum|bukan|non|no|not|without|konsultan|consult\w*|pendamping\w*|membantu"
    r"|mengurus)[\s\-]+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_UNCERTIFIED_AFTER = re.compile(
    r"^\s*(?:の|認証|認定|取得|を|は|が)*\s*(?:不要|なし|無し|未取得|支援|コンサル|取得予定"
    r"|tidak\s+(?:wajib|perlu)|not\s+(?:required|needed))",
    re.IGNORECASE,
)

_END = (
    r"(?=\s*(?:[,.;:、。()（）]|$"
    r"|\b(?:dan|yang|tetapi|tapi|di|dari|untuk|dengan|and|but|that|who|which|in|from|with|for)\b))"
)
_KINDS = (
    rf"(?:{_PARTNER}|trading|agent|agen|trader|middle\w*|broker|reseller|retail\w*|pedagang|calo"
    r"|makelar|perantara|dealer|wholesal\w*|grosir|toko)"
)
_JAPANESE_KINDS = "商社|代理店|卸|問屋|ブローカー|仲介|小売|メーカー|企業|会社"
_NOT = re.compile(
    r"\b(?:bukan(?!\s+(?:hanya|cuma|sekadar|sekedar|saja)\b)|kecuali"
    r"|selain(?!\s+itu\b|[^.;]*\b(?:juga|pun)\b))\s+(?P<id>\w+(?:[ \-]\w+){0,3}?)"
    + _END
    + r"|\b(?:tanpa|jangan|tidak\s+(?:termasuk|melalui|lewat|mau)"
    r"|not|except(?:\s+for)?|excluding|other\s+than|no|without)\s+(?:an?\s+|the\s+)?"
    rf"(?P<kind>{_KINDS}\w*(?:[ \-]\w+){{0,3}}?)"
    + _END
    + r"|(?P<ja>[\u30a0-\u30ff\u4e00-\u9fff々A-Za-z]+?)(?:以外(?!に?も)|は?除|を除)"
    rf"|(?P<partner>[\u30a0-\u30ff\u4e00-\u9fff々]*?(?:{_JAPANESE_KINDS}))"
    r"(?:ではな|でな[いく]|じゃな|[はを]?(?:不可|お断り|抜き|(?<![A-Za-z])NG(?![A-Za-z]))"
    r"|を(?:介さ|通さ))",
    re.IGNORECASE,
)


def understand(query: str) -> list[Understood]:
    """Read a query, in the order of its words."""
    excluded = list(_excluded(query))
    free = [
        one
        for one in (*_places(query), *_certifications(query))
        if not any(other.start < one.end and one.start < other.end for other in excluded)
    ]
    return sorted((*free, *excluded), key=lambda one: one.start)


def without(query: str, applied: Collection[Understood]) -> str:
    """The query with blanks in place of what no company need say in its own words.

    That is what is excluded, and certifications, with the words that say that they are some:
    companies were chosen by them already. A place stays: whoever is there comes before whoever
    names it. Offsets stay the same.
    """
    spans = [(one.start, one.end) for one in applied if one.aspect != "place"]
    if any(one.aspect == "certification" for one in applied):
        spans += [match.span() for match in _CERTIFIED_WORD.finditer(query)]
    for start, end in spans:
        query = query[:start] + " " * (end - start) + query[end:]
    return query


def _places(query: str) -> list[Understood]:
    return [
        Understood("place", place.code, place.start, place.end, _is_seat(query, place))
        for place in find_places(query)
    ]


def _is_seat(query: str, place: Place) -> bool:
    before, after = query[: place.start], query[place.end :]
    words = query[place.start : place.end]
    if words in _AFFILIATED or _TO.search(before) or _JAPANESE_TO.match(after):
        return False
    if _AT.search(before) or (not words.isascii() and _JAPANESE_AT.match(after)):
        return True
    is_country = "-" not in place.code
    return is_country and bool(
        _PARTNER_BEFORE.search(before)
        or _PARTNER_AFTER.match(after)
        or _JAPANESE_PARTNER.match(after)
    )


def _certifications(query: str) -> list[Understood]:
    codes = [match for match in CODE.finditer(query) if _BODY_CODE.match(match.group())]
    bodies = [
        match
        for match in _BODY.finditer(query)
        if not any(code.start() <= match.start() < code.end() for code in codes)
    ]
    certified = bool(_CERTIFIED.search(query))
    return [
        Understood(
            "certification",
            match.group(),
            match.start(),
            match.end(),
            clear=certified
            and not _UNCERTIFIED_BEFORE.search(query[: match.start()])
            and not _UNCERTIFIED_AFTER.match(query[match.end() :]),
        )
        for match in (*codes, *bodies)
    ]


def _excluded(query: str) -> list[Understood]:
    return [
        Understood("excluded", match[str(match.lastgroup)], match.start(), match.end(), clear=True)
        for match in _NOT.finditer(query)
    ]

"""Which places named in a query say where partners are.

"Pemasok di Aichi" asks for suppliers of Aichi; "ekspor ke Jepang" says where goods go, "pabrik kami di
Bekasi" where the asker is. Only the first is clear.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommender.gazetteer import Place, find_places

PARTNER = (
    "pemasok|perusahaan|mitra|pabrik|produsen|pembuat|importir|eksportir|distributor|pembeli|vendor"
    "|supplier|company|companies|partner|maker|manufacturer|producer|importer|exporter|buyer|firm"
)
"""What partners are called in Latin letters; each may have an s behind it."""

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
    r"|\b(?:our|my)\s+(?:\w+\s+){1,3}(?:in|at|near|around)\s+$"
    r"|\bwe\s+(?:are|have)\s+(?:\w+\s+){0,3}(?:in|at|near)\s+$"
    r"|\b(?:dijual|menjual|dipasarkan|memasarkan|pemasaran|penjualan|sold|sell\w*|markets?)\s+"
    r"(?:\w+\s+){0,2}?(?:di|in)\s+$"
    r"|\b(?:made|buatan|produksi|keluaran)\s+(?:di|dari|in)\s+$"
    # What is to be done there, under licence or with somebody's money, says nothing of its maker.
    r"|\b(?:dirakit|diproduksi|dipasang|tanam|investasi|berinvestasi|ekspansi|buka|membuka|pasang"
    r"|invest\w*|assembl\w*|install\w*|expand\w*|open\w*)\s+(?:\w+\s+){0,2}?(?:di|in)\s+$"
    r"|\b(?:impor|mengimpor|importir|didatangkan|import\w*)\s+(?:\w+\s+){0,2}?(?:dari|from)\s+$",
    re.IGNORECASE,
)
_JAPANESE_AT = re.compile(
    r"^[都道府県州市区町村]?(?:国?内|産)?(?:近郊|周辺|近辺|付近|地区|地域|エリア|工業団地)?"
    r"(?:にある|に拠点|を拠点|に本社|に工場|所在|在住|で(?!の?(?:販売|売|消費|使用|流通))|産"
    r"|から(?!の?輸入|調達|仕入)"
    r"|の(?!\S{0,6}?(?:基準|規格|規制|法令|品質|技術|市場|顧客|消費者|需要)))"
)
_JAPANESE_TO = re.compile(r"^[^、。]{0,8}?(?:向け|市場|輸出|進出)")
_JAPANESE_PARTNER = re.compile(r"^(?:国内|現地)?(?:企業|メーカー|法人|サプライヤ|バイヤー|商社)")
_JAPANESE_OWN = re.compile(r"(?:弊社|当社|自社|私たち|私ども|我々|わが社|我が社)は?[^。]{0,12}$")
_PARTNER_BEFORE = re.compile(rf"\b(?:{PARTNER})s?\s+$", re.IGNORECASE)
_PARTNER_AFTER = re.compile(rf"^\s+(?:\w+\s+){{0,2}}(?:{PARTNER})s?\b", re.IGNORECASE)
# "Tokyo systems integrator": a region before a trade. "Kobe beef" is goods, wherever they are sold.
_TRADE_AFTER = re.compile(
    r"^\s+(?!beef|wagyu|coffee|tea|cocoa|pepper|rice|sake|pork|tuna|silk|batik|ikat|pottery|porcelain"
    r"|ceramics?|lacquer|ware|style|port\b|and\b|or\b|dan\b|atau\b)[a-z]{3,}",
)
_ENGLISH_START = re.compile(
    r"^\W*(?:(?:looking|searching)\s+for\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE
)
_JOINT = re.compile(
    r"^\s*(?:,|、|・|や|と|か|/|&|および|及び|または|又は|もしくは"
    r"|,?\s*(?:dan|atau|maupun|serta|and|or)(?:\s+(?:di|dari|in|from))?\b)\s*$",
    re.IGNORECASE,
)
_AFFILIATED = frozenset({"日系", "邦人"})


def places_of(query: str, *, english: bool) -> list[tuple[Place, bool]]:
    """The places that a query names, in order, and whether partners are clearly meant to be there.

    Of places that are listed together ("di Aichi dan Gifu") what is said of one is said of all.
    """
    places = find_places(query)
    found = []
    for listed in _lists(query, places):
        elsewhere = any(_is_elsewhere(query, place) for place in listed)
        here = any(_is_seat(query, place, english=english) for place in listed)
        found += [(place, here and not elsewhere) for place in listed]
    return found


def _lists(query: str, places: Sequence[Place]) -> list[list[Place]]:
    lists = [[place] for place in places[:1]]
    for before, after in pairwise(places):
        if _JOINT.match(query[before.end : after.start]):
            lists[-1].append(after)
        else:
            lists.append([after])
    return lists


def _is_elsewhere(query: str, place: Place) -> bool:
    before, after = query[: place.start], query[place.end :]
    return (
        query[place.start : place.end] in _AFFILIATED
        or bool(_TO.search(before))
        or bool(_JAPANESE_TO.match(after))
        or bool(_JAPANESE_OWN.search(before))
    )


def _is_seat(query: str, place: Place, *, english: bool) -> bool:
    before, after = query[: place.start], query[place.end :]
    written_in_latin = query[place.start : place.end].isascii()
    if _AT.search(before) or (not written_in_latin and _JAPANESE_AT.match(after)):
        return True
    if "-" not in place.code:
        return bool(
            _PARTNER_BEFORE.search(before)
            or _PARTNER_AFTER.match(after)
            or _JAPANESE_PARTNER.match(after)
        )
    return english and bool(_ENGLISH_START.match(before) and _TRADE_AFTER.match(after))

"""Which places named in a query say where partners are.

"Pemasok di Aichi" asks for suppliers of Aichi; "ekspor ke Jepang" says where goods go, "pabrik kami di
Bekasi" where the asker is. Only the first is clear.
"""

import re
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
    r"|\b(?:pelatihan|magang|kuliah|bekerja|pameran|training|internships?|exhibitions?|fairs?)\s+"
    r"(?:\w+\s+){0,2}?(?:di|in)\s+$"
    r"|\b(?:impor|mengimpor|importir|didatangkan|import\w*)\s+(?:\w+\s+){0,2}?(?:dari|from)\s+$",
    re.IGNORECASE,
)
# "日本の中古機械を買いたい": what is bought there says nothing of who buys it.
_JAPANESE_BUYING = r"(?:輸入|仕入|購入|調達|買[いうっ]|買付)"
_JAPANESE_AT = re.compile(
    r"^[都道府県州市区町村]?(?:国?内)?(?:近郊|周辺|近辺|付近|地区|地域|エリア|工業団地)?"
    r"(?:にある|に拠点|を拠点|に本社|に工場|所在|在住"
    r"|で(?!の?(?:販売|売|消費|使用|流通|研修|実習|就労|就業|就職|働|留学|展示))"
    rf"|(?:産|から)(?![^、。]{{0,12}}?{_JAPANESE_BUYING})"
    rf"|の(?!\S{{0,6}}?(?:基準|規格|規制|法令|品質|技術|市場|顧客|消費者|需要)|[^、。]{{1,20}}?を{_JAPANESE_BUYING}))"
)
# Of a country rather than a region the things are as likely: "インドネシアのコーヒー".
_JAPANESE_COUNTRY_AT = re.compile(
    r"^(?:にある|に拠点|を拠点|に本社|に工場|所在|在住|国内(?:で(?!の?(?:販売|売))|にある|の(?!市場|需要|消費))"
    r"|で(?:製造|生産|調達|加工|組み?立て)"
    r"|(?:国内)?(?:から|の)(?:の)?(?:[^、。をがはにで\s]|で(?=き)){0,12}?"
    r"(?:企業|メーカー|会社|法人|工場|業者|事業者|生産者|農家|農園|サプライヤー?|バイヤー|商社|代理店"
    r"|パートナー|製作所|鋳造所)(?!向け|の?(?:市場|需要|基準)))"
)
_JAPANESE_TO = re.compile(r"^[^、。]{0,8}?(?:向け|市場|輸出(?!業|企業|会社|商社|元)|進出)")
_JAPANESE_PARTNER = re.compile(r"^(?:国内|現地)?(?:企業|メーカー|法人|サプライヤ|バイヤー|商社)")
_JAPANESE_OWN = re.compile(r"(?:弊社|当社|自社|私たち|私ども|我々|わが社|我が社)は?[^。]{0,12}$")
_PARTNER_BEFORE = re.compile(rf"\b(?:{PARTNER})s?\s+$", re.IGNORECASE)
# "Japanese trading company", but not "Indonesian coffee importer".
_PARTNER_AFTER = re.compile(
    r"^\s+(?:(?:small|medium|mid|sized?|large|leading|local|trading|manufacturing|contract|and|tier|[123])"
    rf"[\s\-]+){{0,4}}(?:{PARTNER})s?\b",
    re.IGNORECASE,
)
# "Machines from Japan" are goods; "suppliers of machines from Japan" are there with them.
_SELLER = (
    "pemasok|penyedia|perusahaan|mitra|pabrik|produsen|pembuat|eksportir|distributor|vendor|supplier"
    "|company|companies|partner|maker|manufacturer|producer|exporter|firm"
)
_SELLER_BEFORE = re.compile(rf"\b(?:{_SELLER})s?\b[^,.;]*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:dari|asal|from)\s+(?:the\s+)?$", re.IGNORECASE)
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


def places_of(query: str, *, english: bool) -> list[tuple[list[Place], bool]]:
    """The places that a query names, listed together, and whether partners are clearly meant there.

    What is said of one place of a list ("di Aichi dan Gifu") is said of all.
    """
    found = []
    for listed in places_together(query):
        elsewhere = any(_is_elsewhere(query, place) for place in listed)
        here = any(_is_seat(query, place, english=english) for place in listed)
        found.append((listed, here and not elsewhere))
    return found


def places_together(query: str) -> list[list[Place]]:
    """The places that a query names, in order; those of one list ("di Aichi dan Gifu") together."""
    places = find_places(query)
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
    if "-" not in place.code:
        return _is_seat_country(before, after, written_in_latin=written_in_latin)
    if _AT.search(before) or (not written_in_latin and _JAPANESE_AT.match(after)):
        return True
    return english and bool(_ENGLISH_START.match(before) and _TRADE_AFTER.match(after))


def _is_seat_country(before: str, after: str, *, written_in_latin: bool) -> bool:
    """Stricter than of a region: goods are named after countries ("Indonesian coffee")."""
    if _PARTNER_BEFORE.search(before) or _PARTNER_AFTER.match(after):
        return True
    if _AT.search(before):
        return not _FROM.search(before) or bool(_SELLER_BEFORE.search(before))
    return not written_in_latin and bool(
        _JAPANESE_PARTNER.match(after) or _JAPANESE_COUNTRY_AT.match(after)
    )

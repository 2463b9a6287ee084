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

# A place is where partners are after these words, unless those below say otherwise.
_AT = re.compile(
    r"\b(?:di|dari|asal|berlokasi|berbasis|berpusat|berdomisili|domisili|dekat|seputar|sekitar"
    r"|wilayah|daerah|kawasan|area|sentra|provinsi|kabupaten|kota"
    r"|in|from|near|around|at|within|based)\s+(?:the\s+|area\s+|daerah\s+|kota\s+|prefektur\s+)*$",
    re.IGNORECASE,
)
_SEEKING = r"(?:look|seek|search|need|want|buy)\w*|(?:men)?cari|butuh|mau|ingin|perlu"
_CUSTOMERS = (
    r"(?:hotel|restoran|restaurant|kafe|cafe|petani|farmer|nelayan|peternak|pelanggan|customer|klien"
    r"|client|konsumen|rumah\s+sakit|hospital|sekolah|school|toko|retailer|supermarket|automaker"
    r"|proyek|project|tambang|mine)s?"
)
_BUYING = (
    r"(?:mencari|ambil|mengambil|beli|membeli|butuh|mendatangkan|buys?|buying|seeking|sourcing)"
)
_ELSEWHERE_BEFORE = tuple(
    re.compile(rf"(?:{pattern})\s+$", re.IGNORECASE)
    for pattern in (
        # Where goods and services go, and whom they are for.
        r"\b(?:ke|untuk|pasar|tujuan|to|for|into|towards?|antara)(?:\s+(?:pasar|the))?",
        rf"\b(?:untuk|bagi|kepada|ke|to|for)\s+(?:\w+\s+)?{_CUSTOMERS}\s+(?:\w+\s+){{0,2}}(?:di|in)",
        rf"\b(?:klien|pelanggan|{_CUSTOMERS})\s+(?:yang\s+)?(?:berada\s+|berlokasi\s+)?(?:di|in)",
        r"\b(?:untuk|bagi|dengan|kepada|to|with)\s+(?:perusahaan|pabrik)",
        r"\b(?:suppl(?:ier|iers|ying)|sells?|pemasok|work|working|experience|cooperat\w+)\s+(?:to|with)",
        (
            r"\b(?:dijual|menjual|dipasarkan|memasarkan|pemasaran|penjualan|sold|sell\w*|markets?)\s+"
            r"(?:\w+\s+){0,2}?(?:di|in)"
        ),
        # Where the asker is.
        r"\b(?:kami|our)\s+(?:yang\s+)?(?:berada\s+|berlokasi\s+)?(?:di|in)",
        r"\b(?:our|my)\s+(?:\w+\s+){1,3}(?:in|at|near|around)",
        r"\b(?:usaha|pabrik|perusahaan|toko|bengkel)\s+(?:saya|kami)\s+(?:\w+\s+)?di",
        (
            rf"\b(?:we|we['’]re|i|i['’]m|kami|saya|our\s+company)\s+(?:(?!(?:{_SEEKING})\b)[\w\-]+\s+){{0,6}}"
            r"(?:in|at|near|from|di|dari)"
        ),
        # "Tidak harus di Aichi": anywhere.
        (
            r"\b(?:tidak|tak|nggak|gak|ga)\s+(?:harus|perlu|wajib|mesti|hanya|cuma|terbatas)\s+"
            r"(?:\w+\s+)?(?:di|dari)"
        ),
        (
            r"\b(?:not\s+(?:necessarily|only|just)|(?:not|n['’]t)\s+(?:have|need)\s+to\s+be)\s+"
            r"(?:\w+\s+)?(?:in|from|near)"
        ),
        # Where goods come from, and where something is to be done: nothing of who does it.
        r"\b(?:made|buatan|produksi|keluaran|pesanan|orders?|lisensi|licen[cs]e)\s+(?:di|dari|in|from)",
        r"\b(?:impor|mengimpor|importir|didatangkan|import\w*)\s+(?:\w+\s+){0,4}?(?:dari|from)",
        (
            rf"(?:\b(?:yang|that|who|which)\s+(?:mau\s+|ingin\s+|is\s+|are\s+)?|\b(?:{PARTNER})s?\s+)"
            rf"{_BUYING}\s+(?:\w+\s+){{1,4}}(?:dari|from)"
        ),
        (
            r"\b(?:dirakit|diproduksi|dipasang|tanam|investasi|berinvestasi|ekspansi|buka|membuka|pasang"
            r"|invest\w*|assembl\w*|install\w*|expand\w*|open\w*|pelatihan|magang|kuliah|bekerja|pameran"
            r"|training|internships?|exhibitions?|fairs?|trained|studied|dilatih)\s+(?:\w+\s+){0,2}?(?:di|in)"
        ),
    )
)
# "Dari Surabaya ke Nagoya", "東京からスラバヤまで": the ends of a way.
_WAY_AFTER = re.compile(
    r"^\s+(?:ke|to|sampai|hingga|until)\s"
    r"|^(?:港)?から[^、。]{1,10}?(?:まで|への?[^、。]{0,4}(?:輸送|配送|運搬|物流))",
    re.IGNORECASE,
)
_JAPANESE_CUSTOMER = re.compile(
    r"^[都道府県州市区]?(?:の|にある)?[^、。の]{0,10}?"
    r"(?:レストラン|ホテル|店舗|飲食店|スーパー|病院|工場|メーカー|企業|会社)"
    r"(?:に(?:納|卸|供給|販売|売)|で使|と(?:の)?(?:取引(?!したい|を希望)|付き合い)|への?(?:納|供給|販売))"
    r"|^で(?:開催|行われ)"
)
# "日本の中古機械を買いたい": what is bought there says nothing of who buys it.
_JAPANESE_BUYING = r"(?:輸入|仕入|購入|調達|買[いうっ]|買付)"
_JAPANESE_AT = re.compile(
    r"^[都道府県州市区町村]?(?:国?内)?(?:近郊|周辺|近辺|付近|地区|地域|エリア|工業団地)?"
    r"(?:にある|に拠点|を拠点|に本社|に工場|に(?:支店|駐在|営業所|事務所|倉庫|現地法人)"
    r"|所在|在住|で(?!なくて|は?な[いく]|の?(?:販売|売|消費|使用|流通|研修|実習|就労|就業|就職|働|留学|展示))"
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
_PARTNER_BEFORE = re.compile(
    rf"\b(?:{PARTNER})s?\s+(?:(?:dari|asal|from|trading)\s+)?$", re.IGNORECASE
)
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
# "Tokyo systems integrator" is there; "Kobe beef" and "Lampung robusta" are goods, wherever sold.
# English names trades by their endings, and some goods and machines by the same.
_GOODS = (
    r"(?:pepper|paper|butter|timber|lumber|rubber|fiber|copper|silver|leather|water|beer|cider|liquor"
    r"|powder|flower|oyster|lobster|ginger|lavender|fertili[sz]er|polymer|motor|sticker|spare|other|over"
    r"|under|after|for|per|tractor|pottery|machinery|jewell?ery|embroidery|cutlery|stationery|battery|nursery"
    r"|\w*(?:compressor|excavator|generator|container|printer|scanner|sensor|conveyor|boiler"
    r"|roller|filter|heater|cooler|freezer|conductor|transformer|inverter|capacitor|connector))s?\b"
)
_TRADE_AFTER = re.compile(
    r"^\s+(?!beef|wagyu|coffee|tea|cocoa|rice|sake|pork|tuna|silk|batik|ikat|porcelain|ceramics?)"
    r"(?:(?!(?:of|for|and|or|with|from|in)\b)[A-Za-z\-]+\s+){0,3}"
    rf"(?:(?!{_GOODS})[a-z\-]{{2,}}(?:er|or|ist|ery|house|store)s?|foundry|foundries|forge|factory"
    rf"|factories|mill|shop|trading|advis\w+|dairy|studio|group|bank|chain|holding|giant|{PARTNER})s?\b"
)
_BASED = re.compile(r"^-(?:based|headquartered)\b", re.IGNORECASE)
# "Komatsu excavator distributor": the maker of the goods.
_MAKERS = frozenset(
    {"hitachi", "komatsu", "toyota", "kawasaki", "hino", "suzuka", "fuji", "nisshin"}
)
_ENGLISH_START = re.compile(
    r"^\W*(?:(?:looking|searching)\s+for\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE
)
_JOINT = re.compile(
    r"^\s*(?:,|、|・|や|と|か|/|&|および|及び|または|又は|もしくは"
    r"|,?\s*(?:dan|atau|maupun|serta|and|or)(?:\s+(?:di|dari|in|from))?\b)\s*$",
    re.IGNORECASE,
)
_NEAR = 200
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
    before, after = _around(query, place)
    return (
        query[place.start : place.end] in _AFFILIATED
        or any(pattern.search(before) for pattern in _ELSEWHERE_BEFORE)
        or bool(_WAY_AFTER.match(after))
        or bool(_JAPANESE_TO.match(after))
        or bool(_JAPANESE_CUSTOMER.match(after))
        or bool(_JAPANESE_OWN.search(before))
    )


def _is_seat(query: str, place: Place, *, english: bool) -> bool:
    before, after = _around(query, place)
    name = query[place.start : place.end]
    if "-" not in place.code:
        return _is_seat_country(before, after, written_in_latin=name.isascii())
    if _AT.search(before) or _BASED.match(after):
        return True
    if not name.isascii() and _JAPANESE_AT.match(after):
        return True
    if not english or name.casefold() in _MAKERS:
        return False
    return bool(_ENGLISH_START.match(query[: place.start]) and _TRADE_AFTER.match(after))


def _around(query: str, place: Place) -> tuple[str, str]:
    """What stands before a place, as far as that can say anything of it, and behind it."""
    return query[max(0, place.start - _NEAR) : place.start], query[place.end : place.end + _NEAR]


def _is_seat_country(before: str, after: str, *, written_in_latin: bool) -> bool:
    """Stricter than of a region: goods are named after countries ("Indonesian coffee")."""
    if _PARTNER_BEFORE.search(before) or _PARTNER_AFTER.match(after):
        return True
    if _AT.search(before):
        return not _FROM.search(before) or bool(_SELLER_BEFORE.search(before))
    return not written_in_latin and bool(
        _JAPANESE_PARTNER.match(after) or _JAPANESE_COUNTRY_AT.match(after)
    )

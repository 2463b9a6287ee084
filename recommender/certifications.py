"""Which standards and schemes named in a query partners have to be certified to."""

import re
from collections.abc import Iterator

from embeddings.analysis.codes import CODE

_CERTIFIED = re.compile(
    r"sertifi|certifi|accredit|terakreditasi|認証|認定|取得|必須|\bwajib\b|\bmust\s+(?:have|be)\b"
    r"|\b(?:punya|memiliki|mempunyai)\b|を(?:持|有)",
    re.IGNORECASE,
)
CERTIFIED_WORD = re.compile(
    r"\w*(?:sertifi|certifi|accredit|akredit)\w*|(?:認証|認定)(?:を?取得(?:した|済み?|の)?)?",
    re.IGNORECASE,
)
"""The words that say that something is a certification."""

_BODY = re.compile(
    r"(?<![A-Za-z])(?:ISO|IATF|FSSC|HACCP|SNI|JIS|GMP|BRCGS|OHSAS|halal|ハラール|ハラル|JAS|SVLK|FSC|PEFC|RSPO|ISPO|GOTS)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
# AS 9100 and its kin; ASTM A36 and Asahi-21 begin with the same letters.
_BODY_CODE = re.compile(
    r"(?:ISOTS|(?:ISO|IATF|FSSC|SNI|JIS|OHSAS|BRCGS)(?![A-Za-z]{2})|AS[ \-]?9\d{3})", re.IGNORECASE
)
# "Belum bersertifikat", "認証は不要", "konsultan sertifikasi", "kami sudah bersertifikat": no partner
# has to be certified.
_NOT_BEFORE = re.compile(
    r"\b(?:tanpa|tidak|belum|bukan|non|no|not|without|konsultan|consult\w*|pendamping\w*|membantu|help"
    r"|mengurus|pengurusan|jasa|lembaga|badan|proses|process)[\s\-]+(?:\w+\s+){0,3}$"
    r"|\b(?:uji|baut|pipa|sesuai)[\s\-]+$"
    r"|\b(?:kami|saya)(?:\s+(?!(?:men)?cari|butuh|ingin|mau|perlu)\w+){0,5}?\s+(?:ter|ber)sertifi\w+\s+$"
    r"|\bwe(?:\s+are|['’]re)(?:\s+an?)?\s+$|これから[^、。]{0,6}$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^\s*(?:(?:certifi\w+|accredit\w+|sertifi\w+)\s+)?(?:is\s+|are\s+)?(?:opsional|optional"
    r"|tidak\s+(?:wajib|perlu|harus)|not\s+(?:required|needed|necessary)"
    r"|body|bodies|agenc\w+|auditor\w*|consult\w*|advis\w+|training|support|services?|konsultan"
    r"|pelatihan)"
    r"|^\s*(?:の|認証|認定|取得|を|は|が)*\s*(?:不要|なし|無し|未取得|支援|サポート|コンサル|機関|審査|規格"
    r"|取得予定|取りたい|したい|目指|済み?で、|で、|しており|(?:取得)?して(?:い)?な|なくても|がなく)",
    re.IGNORECASE,
)


def certifications_of(query: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The standards and schemes that a query names, and whether partners clearly must have them."""
    codes = [match for match in CODE.finditer(query) if _BODY_CODE.match(match.group())]
    bodies = [
        match
        for match in _BODY.finditer(query)
        if not any(code.start() <= match.start() < code.end() for code in codes)
    ]
    certified = bool(_CERTIFIED.search(query))
    for match in (*codes, *bodies):
        before, after = query[: match.start()], query[match.end() :]
        yield match, certified and not _NOT_BEFORE.search(before) and not _NOT_AFTER.match(after)

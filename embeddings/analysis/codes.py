"""Names of standards, materials and parts, which are found exactly or not at all."""

import re

BODIES = (
    *("iso/iec", "iso/ts", "isots", "iso", "iec", "iatf", "ohsas", "fssc", "sni", "jis", "astm"),
    *("din", "api", "ansi", "ukas", "brcgs", "smk3", "gmp", "en"),
)
"""Bodies whose numbers stand apart from their names, in any case: "iso 9001", "IATF 16949"."""

CODE = re.compile(
    rf"""
    (?<![A-Za-z0-9])
    (?:
        (?i:{"|".join(BODIES)})(?:[ ]?[A-Z])?[ \-]?\d{{2,6}}(?:[:\-]\d{{4}})?  # ISO 9001:2015, JIS B 0401
      | [A-Z]{{2,6}}[ ]\d{{3,5}}                                      # AS 9100
      | [A-Za-z]{{1,5}}-?\d[A-Za-z0-9]*                               # SUS304, ADC12, s45c, M6
      | \d[A-Z]{{1,2}}                                                # 3D, 5G, 4WD
    )
    (?![A-Za-z0-9])
    """,
    re.VERBOSE,
)
"""One code in text of normalisation form KC."""

_YEAR = re.compile(r"[:\-](?:19|20)\d\d$")
_SIGNS = re.compile(r"[ \-/]")


def code_term(code: str) -> str:
    """The one form of a code: "ISO/IEC 17025:2017" and "iso 17025" are the same standard."""
    bare = _SIGNS.sub("", _YEAR.sub("", code)).lower()
    for longer in ("isoiec", "isots"):
        if bare.startswith(longer):
            bare = "iso" + bare.removeprefix(longer)
    return bare

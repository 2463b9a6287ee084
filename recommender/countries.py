"""Countries: ISO 3166-1 alpha-2 codes, and the names that spreadsheets use instead."""

import unicodedata
from functools import cache

# ISO 3166-1, the 249 codes officially assigned in 2024.
COUNTRY_CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - 249 quoted strings would hide the list
)

_LOCALES = ("en", "id", "ja")


def country_code(text: str) -> str | None:
    """Return the alpha-2 code for a code or a country name in the three languages, or None.

    Names are those of Unicode CLDR ("Japan", "Jepang", "日本"), compared without case and width.
    """
    key = _key(text)
    if key.upper() in COUNTRY_CODES:
        return key.upper()
    return _codes_by_name().get(key)


def country_name(code: str, locale: str) -> str:
    """The country's name in "id", "ja" or "en", or the code itself where CLDR has none."""
    from babel import Locale

    return str(Locale(locale).territories.get(code, code))


@cache
def _codes_by_name() -> dict[str, str]:
    return {_key(country_name(code, loc)): code for loc in _LOCALES for code in COUNTRY_CODES}


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()

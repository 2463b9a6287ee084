"""Mail addresses and telephone numbers in what people enter as a contact."""

import re
import unicodedata

_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
# From the first digit or plus to the last digit, with what people write between them.
_TELEPHONE = re.compile(r"\+?\(?\d[\d\s().\-‐–—ー－]{6,}\d")
_CALLING_CODES = {"ID": "62", "JP": "81"}
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15
"""Of a number with its country's code; E.164 allows 15."""


def mail_addresses(text: str) -> set[str]:
    """The mail addresses in a text, in small letters."""
    return set(_MAIL.findall(unicodedata.normalize("NFKC", text).casefold()))


def telephone_numbers(text: str, country: str) -> set[str]:
    """The telephone numbers in a text, in international form (E.164).

    A number that begins with 0 is one of `country` (alpha-2); where its calling code is not known
    here, the number stays as it is. "(021) 555-0100" in Indonesia is "+62215550100".
    """
    plain = unicodedata.normalize("NFKC", text)
    for address in _MAIL.findall(plain):
        plain = plain.replace(address, " ")
    found = (_international(number, country) for number in _TELEPHONE.findall(plain))
    return {number for number in found if number}


def _international(written: str, country: str) -> str | None:
    # "+81 (0)3" and "+62 (0)21" name the trunk's 0, which is not dialled from abroad.
    text = re.sub(r"(?<=\d)\s*\(0\)", "", written)
    digits = re.sub(r"\D", "", text)
    code = _CALLING_CODES.get(country, "")
    if text.startswith("+"):
        number = digits
    elif digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0") and code:
        number = code + digits[1:]
    elif code and digits.startswith(code):
        number = digits
    else:
        number = digits
    return f"+{number}" if _FEWEST_DIGITS <= len(number) <= _MOST_DIGITS else None

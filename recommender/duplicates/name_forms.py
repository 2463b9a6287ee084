"""The names of companies as they are compared: words by their sound, each with its rarity.

A rare word that two names share says more than a usual one: half of the names of Indonesia have
"jaya" or "abadi", half of those of Japan 製作所. Words that are usual wherever one looks are known
beforehand, so that a small catalogue tells them apart too.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from embeddings.romanization import sound_key
from recommender.company import Company
from recommender.names import LEGAL_FORMS, name_keys, name_words
from recommender.tables import read_table

MAX_NAMES = 6
"""Of one company that are compared, the first ones."""

PRIOR_COMPANIES = 5_000
"""So many companies are thought of beside those of the catalogue when rarity is judged."""

USUAL_BEARERS = 150
"""So many of them have each of the usual words in their names, and one any other word."""

USUAL_WORDS = frozenset(
    """
    jaya abadi makmur sentosa sejahtera utama mandiri karya prima nusantara sukses maju bersama
    indah lestari perkasa mulia agung cipta surya sinar inti global multi mega citra mitra anugerah
    berkah putra putri bina graha artha asri harapan kencana persada perdana pratama sakti tunggal
    timur barat raya baru bumi alam dunia indo pusat gemilang cemerlang adi duta eka dwi tri tirta
    new first star world one next united best top super
    daiichi dai toyo shin showa taisei sanyo kyowa meiji kyoei
    tokyo osaka nagoya jakarta surabaya bandung
    """.split()  # noqa: SIM905 - reads better as running text
)

FEWEST_ABBREVIATED = 3
"""Words of a name that people abbreviate to its initials: "Bank Central Asia", BCA."""

_WORD = re.compile(r"[^\W_]+")
_WORDS_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name: its words by their sound, and the words joined, by sound and letter by letter.

    `initials`: of a name in Latin letters with so many words that people abbreviate it, or empty.
    """

    words: tuple[str, ...]
    joined: frozenset[str]
    initials: str

    @classmethod
    def of(cls, name: str) -> "NameForm":
        """Take a name apart."""
        japanese, latin = _loans()
        plain = unicodedata.normalize("NFKC", name)
        text = japanese.sub(lambda found: f" {latin[found.group()]} ", plain)
        kept = [latin.get(word, word) for word in name_words(text)]
        sounds = tuple(sound for word in kept if (sound := _sound(word)))
        words = [word for word in _WORD.findall(plain.casefold()) if word not in LEGAL_FORMS]
        joined = {"".join(sounds), _sound("".join(kept)), *name_keys(name), "".join(words)}
        return cls(sounds, frozenset(joined - {""}), _initials(words))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much it says that two names share a word: 0 to 1, 1 for one that nobody else has."""

    companies: int
    bearers: Counter[str]

    @classmethod
    def of(cls, names: Iterable[Iterable[NameForm]]) -> "Rarity":
        """Count in how many companies' names each word is."""
        bearers: Counter[str] = Counter()
        companies = 0
        for forms in names:
            companies += 1
            bearers.update({word for form in forms for word in form.words})
        return cls(companies, bearers)

    def __call__(self, word: str) -> float:
        """The rarity of a word (by its sound): inverse document frequency, scaled."""
        total = self.companies + PRIOR_COMPANIES
        bearers = self.bearers[word] + (USUAL_BEARERS if word in _usual_sounds() else 1)
        return math.log(total / bearers) / math.log(total)


def forms_of(company: Company) -> tuple[NameForm, ...]:
    """The names of a company as they are compared, at most `MAX_NAMES`."""
    names = dict.fromkeys((company.name, *company.names))
    return tuple(NameForm.of(name) for name in list(names)[:MAX_NAMES])


def _initials(words: Sequence[str]) -> str:
    latin = [word for word in words if word.isascii() and word.isalpha()]
    return "".join(word[0] for word in latin) if len(latin) >= FEWEST_ABBREVIATED else ""


@lru_cache(_WORDS_REMEMBERED)
def _sound(word: str) -> str:
    return sound_key(word).replace(" ", "")


@cache
def _loans() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the Japanese forms, longest first, and the one word for each form."""
    words = {
        form.casefold(): row["word"]
        for row in read_table("name_loans")
        for form in row["forms"].split("|")
    }
    japanese = sorted((form for form in words if not form.isascii()), key=len, reverse=True)
    return re.compile("|".join(japanese)), words


@cache
def _usual_sounds() -> frozenset[str]:
    tables = (row["word"] for table in ("name_words", "name_loans") for row in read_table(table))
    return frozenset(_sound(word) for word in (*USUAL_WORDS, *tables))

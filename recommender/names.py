"""Companies by their names, in any script and spelling, with or without the legal form.

"PT Astra Otoparts Tbk" is "astra otoparts"; "トヨタ紡織株式会社" is "Toyota Boshoku Corp.". Names
are compared by their sound (`embeddings.romanization`), letter by letter where somebody has
mistyped. Words that half of all names are made of are translated (`tables/name_words.csv`): what
is 自動車 in Japanese is Motor in English.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from embeddings.romanization import sound_key
from recommender.company import Company
from recommender.tables import read_table

SHORTEST_FUZZY = 4
"""A key of fewer letters must be met exactly: too many words are one letter away from it."""

LETTERS_PER_ERROR = 6
"""So many letters of a name may hold one typing error."""

MAX_ERRORS = 3

# (株) is what NFKC makes of ㈱.
_JAPANESE_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)?(?:社団|財団)法人|協同組合"
    r"|\((?:株|有|同|資|名|社|財)\)|カブシキガイシャ|ユウゲンガイシャ"
)
LEGAL_FORMS = frozenset(
    """
    pt tbk persero perseroan terbatas cv ud pd fa koperasi firma
    co ltd limited inc incorporated corp corporation company llc llp plc lp
    kk gk yk kabushiki kaisha kabushikikaisha kabushikigaisha godo yugen gaisha
    gmbh ag sa spa srl bv nv bhd sdn pte pty ab oy as
    """.split()  # noqa: SIM905 - reads better as running text
)
"""Words of a name that only say what kind of company it is."""

_INITIALS = re.compile(r"(?<![^\W\d_])((?:[a-z]\.){2,}|[a-z](?:\.[a-z])+)(?![^\W\d_])")
_FILLERS = frozenset({"the", "and", "dan"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A company at `position` of the index whose name is the query's, or nearly.

    similarity: 1 for the same sound, less for each letter that differs.
    """

    position: int
    similarity: float


def name_words(name: str) -> list[str]:
    """The words of a name without its legal form, in small letters.

    Words of many names are those of `tables/name_words.csv`: "製作所" and "Manufacturing" are one
    word. Where a name is nothing but a legal form, that is its word.
    """
    japanese, latin = _words_of_names()
    text = japanese.sub(lambda found: f" {latin[found.group()]} ", _without_japanese_forms(name))
    return _kept([latin.get(word, word) for word in _words(text)])


def name_key(name: str) -> str:
    """What is left of a name without its legal form, by its sound; empty where nothing is.

    "村田製作所" and "Murata Manufacturing" have one key, as they have the same `name_words`.
    """
    return _joined(name_words(name))


def name_keys(*names: str) -> list[str]:
    """The keys under which names are found: with their usual words translated, and as they are."""
    keys = (
        key
        for name in names
        for key in (name_key(name), _joined(_kept(_words(_without_japanese_forms(name)))))
    )
    return list(dict.fromkeys(key for key in keys if key))


def _without_japanese_forms(name: str) -> str:
    return _JAPANESE_FORMS.sub(" ", unicodedata.normalize("NFKC", name)).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_INITIALS.sub(lambda found: found.group().replace(".", ""), text))


def _kept(words: list[str]) -> list[str]:
    return [word for word in words if word not in LEGAL_FORMS and word not in _FILLERS] or words


def _joined(words: list[str]) -> str:
    # Joined before their sound is taken: where words meet, letters may double.
    return sound_key("".join(words)).replace(" ", "")


def nearest_name(company: Company, query: str) -> tuple[str, str]:
    """Which name of a company is nearest to a query: the field and the name."""
    asked = name_keys(query)

    def distance(named: tuple[str, str]) -> float:
        return min(
            (OSA.distance(one, other) for one in asked for other in name_keys(named[1])),
            default=float("inf"),
        )

    return min([("name", company.name), *(("names", n) for n in company.names)], key=distance)


@dataclass(frozen=True)
class NameIndex:
    """`keys` (k,) of all companies, and the `positions` (k,) of those who bear them."""

    keys: Sequence[str]
    positions: npt.NDArray[np.int32]

    @classmethod
    def build(cls, keys: Sequence[Sequence[str]]) -> "NameIndex":
        """Index the keys of companies in the order of their positions."""
        pairs = [(key, position) for position, own in enumerate(keys) for key in own]
        return cls([key for key, _ in pairs], np.array([p for _, p in pairs], np.int32))

    def find(self, query: str, *, mistyped: bool = True, limit: int = 20) -> list[NameMatch]:
        """Companies whose name is `query`, or so near that a typing error explains it.

        Best first; empty where the query is no company's name. Without `mistyped` the sound must be
        the same.
        """
        best: dict[int, float] = {}
        for key in name_keys(query):
            errors = min(MAX_ERRORS, 1 + len(key) // LETTERS_PER_ERROR)
            errors = errors if mistyped and len(key) >= SHORTEST_FUZZY else 0
            keys, positions = self._of_length(len(key) - errors, len(key) + errors)
            near = process.extract(key, keys, scorer=OSA.distance, score_cutoff=errors, limit=limit)
            for _, distance, number in near:
                position = int(positions[number])
                best[position] = max(best.get(position, 0.0), 1 - distance / len(key))
        return [NameMatch(p, s) for p, s in sorted(best.items(), key=lambda m: (-m[1], m[0]))]

    def _of_length(
        self, shortest: int, longest: int
    ) -> tuple[Sequence[str], npt.NDArray[np.int32]]:
        """Keys of so many letters, and who bears them: each other letter would be an error."""
        keys, positions, lengths = self._by_length
        first, end = np.searchsorted(lengths, [shortest, longest + 1])
        return keys[first:end], positions[first:end]

    @cached_property
    def _by_length(self) -> tuple[Sequence[str], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        lengths = np.array([len(key) for key in self.keys], np.int64)
        order = np.argsort(lengths, kind="stable")
        return [self.keys[at] for at in order.tolist()], self.positions[order], lengths[order]


@cache
def _words_of_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the Japanese forms, longest first, and the one word for each form."""
    words = {
        form.casefold(): row["word"]
        for row in read_table("name_words")
        for form in row["forms"].split("|")
    }
    japanese = sorted((form for form in words if not form.isascii()), key=len, reverse=True)
    return re.compile("|".join(japanese)), words

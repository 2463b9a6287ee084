"""Words that give a short text's language away.

A few words are too little for letter statistics, but one "untuk" or one "supplier of" settles the
matter. The lists hold words of the trade that only one language uses; names and loanwords of both
("motor", "distributor") are in none. `words/id.txt` and `words/en.txt` are chosen by
`embeddings.language_training`; `words/ms.txt` is written by hand: Malay words and spellings that
Indonesian does without.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Grammar and everyday words are written by hand: trade texts lack "I" and "saya". English loanwords
# travel into Indonesian queries, English grammar never does.
ENGLISH_GRAMMAR = frozenset(
    """
    the of and or to from for with by at on into than that which who whose our their its is are was
    were be been being can could will would should must shall we they this these those between i he
    she it you him her them us my your his an am has have had having haven hasn do does did don
    doesn didn isn aren wasn weren won couldn wouldn ll ve there here when while because since
    until although though during against if but so very just only also too some any never always
    every both each few many much such about after before again around how why what where let get
    gets got go come came say says said see seen think know live lives good bad big mr ms people
    person man woman friend friends today yesterday tomorrow thanks hello okay yes please
    japanese english chinese indonesian european american german korean
    """.split()  # noqa: SIM905 - a word list is easier to read and to extend as running text
)

INDONESIAN_GRAMMAR = frozenset(
    """
    saya aku kamu anda dia ia mereka kita kami apa siapa mana kapan bagaimana mengapa kenapa tidak
    bukan belum sudah sedang akan telah pernah ini itu yang dan atau tetapi tapi karena jika kalau
    agar supaya sangat sekali lebih paling juga hanya saja lagi masih ada adalah untuk dengan dari
    ke di pada dalam oleh tentang antara seperti sebagai setelah sebelum ketika saat sambil banyak
    beberapa semua setiap harus bisa dapat boleh mau ingin orang hari tersebut dapatkah namun
    jepang jawa inggris tiongkok cina singapura belanda jerman eropa
    """.split()  # noqa: SIM905
)

# Of German, Dutch, French, Spanish, Italian, Portuguese and Tagalog; without what is usual in
# English or Indonesian ("die", "van", "di").
FOREIGN_GRAMMAR = frozenset(
    """
    der das und ist ein eine einen für von ich wir sie mein unser aus ohne sind nicht auch bei nach
    het een wij zij ik mijn onze voor niet zijn heeft wordt naar bij ook maar
    le les du une nous vous elle je dans pour avec notre votre sont ou où ce cette
    el los las una del por es está están nuestro nuestra y muy más tengo
    la en de un est et des au aux ma se te
    il lo gli della dei delle sono nostro e che
    os um uma não são com nosso nossa
    ng mga ang ako sa
    """.split()  # noqa: SIM905
)

_WORD = re.compile(r"[^\W\d_]+")


class Cues(NamedTuple):
    """How many words of a text each list holds."""

    words: int
    indonesian: int
    malay: int
    english: int
    english_grammar: int
    foreign_grammar: int


def words_of(text: str) -> list[str]:
    """Split normalised `text` into its words, in small letters, without digits and signs."""
    return _WORD.findall(text.lower())


def count(words: Sequence[str]) -> Cues:
    """Count the words of a text, as `words_of` gives them, by list."""
    indonesian, malay, english = (_words(language) for language in ("id", "ms", "en"))
    return Cues(
        words=len(words),
        indonesian=sum(word in indonesian for word in words),
        malay=sum(word in malay for word in words),
        english=sum(word in english for word in words),
        english_grammar=sum(word in ENGLISH_GRAMMAR for word in words),
        foreign_grammar=sum(word in FOREIGN_GRAMMAR for word in words),
    )


def is_common_word(word: str) -> bool:
    """Whether a word in small letters is an ordinary Indonesian or English one."""
    return word in _words("id") or word in _words("en")


@cache
def _words(language: str) -> frozenset[str]:
    source = files("embeddings") / "words" / f"{language}.txt"
    grammar = {"id": INDONESIAN_GRAMMAR, "en": ENGLISH_GRAMMAR}.get(language, frozenset())
    return grammar.union(source.read_text("utf-8").split())

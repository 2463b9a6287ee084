"""Text from beside the repository: translations, documents, and what must stay out of training."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from embeddings.normalization import normalize
from embeddings.sentences import split_sentences

SENTENCE_COLLECTIONS = frozenset({"small_parallel_enja", "talpco", "libreoffice-ui"})
"""Collections of whole sentences; the others hold words, labels and glosses."""
SHORTEST_SENTENCE_KEY = 6
"""Letters from which on an entry of a dictionary counts as a sentence: a word may stand in training
and in evaluation."""
OPENING = 80
"""Letters by which a document is recognised."""
SHORTEST_DOCUMENT = 200
"""Characters; what is shorter says too little to be told apart."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Two texts of the same meaning, their languages, and the collection they come from."""

    left: str
    right: str
    languages: tuple[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A description without the words of its own name, sentence by sentence.

    group: texts of one group are hard to tell apart (an industry), empty where unknown.
    """

    sentences: tuple[str, ...]
    group: str


class HeldOut:
    """The texts of evaluation, which training never sees."""

    def __init__(self, texts: Iterable[str], documents: Iterable[str] = ()) -> None:
        self._sentences = {_key(text) for text in texts}
        self._documents = {_key(text)[:OPENING] for text in documents}
        self._openings = sorted({len(key) for key in self._documents if key})

    @classmethod
    def read(cls, folder: Path) -> "HeldOut":
        """NTREX, Tatoeba, SIB-200 and the Indonesian and Japanese companies of `folder`."""
        ntrex = pl.read_parquet(folder / "ntrex.parquet")
        tatoeba = pl.read_parquet(folder / "tatoeba.parquet")
        topics = pl.read_parquet(folder / "sib200.parquet")
        columns = [*ntrex.get_columns(), tatoeba["text"], tatoeba["en"], topics["text"]]
        companies = pl.read_parquet(folder / "companies-id-jp.parquet")
        return cls(
            (text for column in columns for text in column),
            (text for text in companies["description"] if text),
        )

    def sentence(self, text: str, shortest: int = 1) -> bool:
        """Whether `text` stands in an evaluation file, whatever its case, spacing and marks.

        Texts of fewer than `shortest` letters are let through.
        """
        key = _key(text)
        return len(key) >= shortest and key in self._sentences

    def document(self, text: str) -> bool:
        """Whether a document of evaluation opens as `text` does."""
        key = _key(text)
        return any(key[:length] in self._documents for length in self._openings)


def read_translations(folder: Path, held_out: HeldOut) -> list[Translation]:
    """The pairs of parallel.parquet, without those of which a side is held out."""
    table = pl.read_parquet(folder / "parallel.parquet", columns=["a", "b", "languages", "source"])
    return [
        Translation(left, right, tuple(languages.split("-")), source)
        for left, right, languages, source in table.iter_rows()
        if not any(held_out.sentence(text, _shortest(source)) for text in (left, right))
    ]


def read_documents(folder: Path, held_out: HeldOut) -> list[Document]:
    """The descriptions of companies-world.parquet, each once, without the held-out ones."""
    table = pl.read_parquet(
        folder / "companies-world.parquet", columns=["name", "description", "industry"]
    )
    seen: set[str] = set()
    documents = []
    for name, description, industry in table.iter_rows():
        if not description or len(description) < SHORTEST_DOCUMENT:
            continue
        opening = _key(description)[: 2 * OPENING]
        if opening in seen or held_out.document(description):
            continue
        seen.add(opening)
        documents.append(document_of(description, name or "", industry or ""))
    return documents


def document_of(description: str, name: str, group: str) -> Document:
    """Cut `description` into sentences and take out the words that only its name has.

    A model that may read the name learns to compare names. A word of the name that the description
    also uses in lower case is a word of the trade ("Kansai Paint ... paint") and stays.
    """
    usual = set(re.findall(r"\b[a-z]+\b", description))
    own = [word for word in re.findall(r"[\w'&]+", name) if word.lower() not in usual]
    if own:
        alternatives = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
        description = re.sub(rf"\b(?:{alternatives})\b", "", description, flags=re.IGNORECASE)
    text = normalize(description).strip(" ,.")
    sentences = tuple(text[span.start : span.end] for span in split_sentences(text))
    return Document(sentences or (text,), group)


def texts_of(documents: Sequence[Document]) -> list[str]:
    """All sentences, document after document."""
    return [sentence for document in documents for sentence in document.sentences]


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _shortest(source: str) -> int:
    return 1 if source in SENTENCE_COLLECTIONS else SHORTEST_SENTENCE_KEY

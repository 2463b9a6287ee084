"""How the signals are weighed decides the answer to every kind of question."""

import zlib

import numpy as np
import pytest

from recommender import Catalog
from recommender.evaluation.asking import VECTORS_ALONE, Balance, Configuration, answers
from recommender.evaluation.questions import JudgedQuestion


class Alike:
    """A model that finds all companies alike, so that only words can tell them apart."""

    name = "alike"
    fingerprint = "alike-1"
    dimension = 16

    def encode(self, texts, kind):
        if kind == "document":
            return np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)
        seeds = (zlib.crc32(text.encode()) for text in texts)
        made = [np.random.default_rng(seed).normal(size=self.dimension) for seed in seeds]
        rows = np.array(made, np.float32).reshape(-1, self.dimension)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


# All of these companies are fictional. Words put none of the answers in the order of entry.
COMPANIES = {
    "ASKER": {
        "description": "Perakit pompa sentrifugal untuk irigasi.",
        "seeks": "Rumah pompa dari besi tuang kelabu.",
    },
    "WEAVER": {"description": "Penenun songket dari benang sutra."},
    "RIVAL": {"description": "Perakit pompa sentrifugal untuk kapal."},
    "FOUNDRY": {"description": "Pengecoran besi tuang kelabu."},
}
QUESTIONS = {"search": "besi tuang kelabu", "similar": "ASKER", "match": "ASKER"}
BY_WORDS = {"search": "FOUNDRY", "similar": "RIVAL", "match": "FOUNDRY"}


@pytest.fixture(scope="module")
def alike(tmp_path_factory, make_company):
    with Catalog.open(tmp_path_factory.mktemp("alike"), embedder=Alike()) as catalog:
        catalog.put(*(make_company(i, name=i, **fields) for i, fields in COMPANIES.items()))
        yield catalog


def answer(catalog, kind, balance):
    (found,) = answers(
        Configuration(catalog, balance), [JudgedQuestion(kind, QUESTIONS[kind], "id", {})]
    )
    return found


@pytest.mark.parametrize("kind", QUESTIONS)
def test_words_find_what_vectors_cannot_tell_apart(alike, kind):
    assert answer(alike, kind, Balance())[0] == BY_WORDS[kind]


@pytest.mark.parametrize("kind", QUESTIONS)
def test_vectors_alone_leave_the_words_out_of_every_kind_of_question(alike, kind):
    in_order_of_entry = tuple(i for i in COMPANIES if kind == "search" or i != QUESTIONS[kind])
    assert answer(alike, kind, VECTORS_ALONE) == in_order_of_entry

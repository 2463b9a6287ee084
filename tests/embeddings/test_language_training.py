import json
from collections import Counter

import pytest

from embeddings.language_training import choose, count_texts


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "a.glossary.csv").write_text(
        "en,id,ja\nbolt,baut,ボルト\nmotor,motor,モーター\n", "utf-8"
    )
    passage = {
        "query": {"en": "bolt maker", "id": "pembuat baut"},
        "text": {"en": "Denso buys a bolt", "id": "Denso beli baut"},
    }
    (tmp_path / "a.passages.jsonl").write_text(json.dumps(passage) + "\n", "utf-8")
    return tmp_path


def counts(**words):
    return {language: Counter(words.get(language, {})) for language in ("id", "en")}


def test_words_of_both_files_are_counted(texts):
    everything, small = count_texts(texts)
    assert everything["id"]["baut"] == small["id"]["baut"] == 3
    assert everything["en"]["denso"] == 1
    assert "denso" not in small["en"]


def test_a_word_of_both_languages_and_a_name_are_not_chosen(texts):
    assert choose(*count_texts(texts), counts()) == {"id": ["baut"], "en": ["bolt"]}


def test_a_word_that_the_other_language_uses_elsewhere_is_not_chosen(texts):
    elsewhere = counts(en={"baut": 50, "bolt": 50})
    assert choose(*count_texts(texts), elsewhere) == {"id": [], "en": ["bolt"]}


def test_a_word_seen_once_is_chosen_if_it_is_known_elsewhere(texts):
    elsewhere = counts(id={"beli": 2})
    assert choose(*count_texts(texts), elsewhere)["id"] == ["baut", "beli"]

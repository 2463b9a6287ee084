import json
from importlib.resources import files

import pytest

from embeddings import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pemasok komponen otomotif", "id"),
        ("pabrik benang karet", "id"),
        ("Kami mencari distributor di Osaka untuk keripik singkong.", "id"),
        ("syarikat pengeluar alat ganti kereta di Selangor untuk pasaran eksport", "id"),
        ("自動車部品", "ja"),
        ("SUS304のCNC加工", "ja"),
        ("ﾌﾟﾚｽ加工", "ja"),
        ("automotive parts supplier", "en"),
        ("We do カイゼン in our plant every day", "en"),
        ("RATTAN FURNITURE EXPORTER", "en"),
    ],
)
def test_a_text_of_the_trade_is_recognised(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀",
        "ISO 9001",
        "12345",
        "Toyota Boshoku",
        "汽车零部件制造商",
        "Автозапчасти для грузовиков",
        "자동차 부품 제조업체",
        "\ud800",
    ],
)
def test_a_text_that_says_too_little_is_undetermined(text):
    assert detect_language(text) == "und"


def test_the_same_text_gets_the_same_answer():
    text = "komponen press die casting aluminium custom"
    assert len({detect_language(text) for _ in range(50)}) == 1


def test_half_a_megabyte_is_decided_by_its_beginning():
    assert detect_language("Kami membuat mebel rotan. " * 20_000) == "id"


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_every_bundled_description_is_recognised(language):
    lines = (files("recommender.bundled") / f"{language}.jsonl").read_text("utf-8").splitlines()
    found = [detect_language(json.loads(line)["description"]) for line in lines]
    assert found == [language] * 80

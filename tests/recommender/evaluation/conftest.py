"""A catalogue of companies in three languages, and judgements of them by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embeddings import Embedder
from recommender import Catalog, Company
from recommender.judgement import judgement

DESCRIPTIONS = {
    "ID-1": "Kami membuat komponen stamping untuk sepeda motor di Bekasi.",
    "ID-2": "Pengolah kopi robusta dari Lampung untuk ekspor.",
    "ID-3": "Jasa kalibrasi alat ukur untuk pabrik di Karawang.",
    "JP-1": "自動車用プレス部品を愛知県で製造しています。",
    "JP-2": "プラスチック射出成形用の金型を設計・製作しています。",
    "JP-3": "測定器の校正サービスを提供しています。",
    "EN-1": "We roast coffee beans and import them from small farms.",
    "EN-2": "Precision moulds and dies for plastic parts, designed in house.",
}
JUDGED = [
    ("pembuat cetakan untuk komponen plastik", {"JP-2": 3, "EN-2": 2, "ID-2": 0}),
    ("komponen pres untuk otomotif", {"JP-1": 3, "ID-1": 3, "JP-2": 1}),
    ("測定器の校正をしてくれる会社", {"JP-3": 3, "ID-3": 3}),
    ("supplier of roasted coffee", {"EN-1": 3, "ID-2": 2}),
    ("コーヒー豆の焙煎", {"EN-1": 3, "ID-2": 1, "JP-3": 0}),
]


@pytest.fixture
def descriptions() -> dict[str, str]:
    return DESCRIPTIONS


@pytest.fixture
def said() -> list[tuple[str, dict[str, int]]]:
    """The queries, and the grades of partners by id."""
    return JUDGED


@pytest.fixture(scope="session")
def fill(make_company: Callable[..., Company]) -> Callable[[Catalog], Catalog]:
    def put(catalog: Catalog) -> Catalog:
        catalog.put(*(make_company(id_, description=t) for id_, t in DESCRIPTIONS.items()))
        return catalog

    return put


@pytest.fixture
def judged(
    tmp_path: Path, embedder: Embedder, fill: Callable[[Catalog], Catalog]
) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "judged", embedder=embedder) as catalog:
        fill(catalog)
        for query, grades in JUDGED:
            for partner, grade in grades.items():
                catalog.judgements.add(judgement(query=query, partner=partner, grade=grade))
        yield catalog

"""Fictional companies of which two are one, a review of them, and their state before and after."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from recommender import Catalog, Company
from recommender.duplicates import Duplicates, Group, Member
from recommender.duplicates.remarks import Remark
from recommender.merging.review import COLUMNS, FILE, state, write_review

REMARKS = (Remark("same-name"), Remark("contact", "a@contoh.example"), Remark("other-contact"))


@pytest.fixture
def entries(make_company: Callable[..., Company]) -> list[Company]:
    """Four fictional companies: JP-1 and FAIR-7 are one, ID-1 and ID-2 are not."""
    return [
        make_company(
            "JP-1",
            name="株式会社田中製作所",
            names=("タナカ製作所",),
            country="JP",
            city="名古屋市",
            description="自動車用のプレス部品を製造しています。名古屋市の工場で金型も設計しています。",
            capabilities=("プレス加工", "溶接"),
            certifications=("ISO 9001",),
            website="tanaka-contoh.co.jp",
            employees=120,
            organisation="商工会議所（見本）",
            extra={"資本金": "1000万円", "stand": "A1"},
        ),
        make_company(
            "FAIR-7",
            name="Tanaka Mfg. Co., Ltd.",
            country="JP",
            city="Nagoya",
            description="Tanaka makes pressed parts for cars.",
            capabilities=("stamping", "溶接"),
            seeks="A distributor in West Java.",
            organisation="Sample Fair",
            extra={"stand": "B2"},
        ),
        make_company("ID-1", name="PT Contoh Satu", city="Bekasi"),
        make_company(
            "ID-2",
            name="PT Contoh Satu",
            city="Medan",
            description="Perdagangan beras dan gula di Sumatera Utara.",
        ),
    ]


@pytest.fixture
def entered(tmp_path: Path, coordinates, entries: list[Company]) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "catalog", embedder=coordinates) as opened:
        opened.put(*entries)
        yield opened


@pytest.fixture
def review(tmp_path: Path, entered: Catalog) -> Callable[..., Path]:
    """Write a review as people do: dictionaries by column; `state` is filled in where it is not."""

    def write(*rows: dict[str, object], name: str = "review.csv") -> Path:
        present = {company.id: company for company in entered}
        lines = [",".join(COLUMNS)]
        for row in rows:
            company = present.get(str(row["id"]))
            filled = {"group": 1, "state": state(company) if company else "s0", **row}
            lines.append(",".join(f'"{filled.get(column, "")}"' for column in COLUMNS))
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


@pytest.fixture
def pair(review: Callable[..., Path]) -> Callable[..., Path]:
    """A review that merges JP-1 and FAIR-7; what is said of each may be changed."""

    def write(first: dict | None = None, second: dict | None = None) -> Path:
        return review(
            {"id": "JP-1", "decision": "merge", "survives": "x", **(first or {})},
            {"id": "FAIR-7", "decision": "merge", **(second or {})},
        )

    return write


def snapshot(catalog: Catalog) -> list[tuple[str, str, object]]:
    """What a catalogue says: ids, digests and dates, in the order of entry."""
    return [(company.id, company.digest(), company.updated_at) for company in catalog]


@pytest.fixture
def said() -> Callable[[Catalog], list[tuple[str, str, object]]]:
    return snapshot


@pytest.fixture
def written(tmp_path: Path, entered: Catalog) -> Callable[..., Path]:
    """Write the review of groups of ids, as `mitra report duplicates` does."""

    def write(*groups: Sequence[str], language="en", merge_from=None) -> Path:
        members = [
            Group(
                tuple(
                    Member(entered.get(own), *((None,) if number == 0 else (0.9, REMARKS)))
                    for number, own in enumerate(group)
                )
            )
            for group in groups
        ]
        found = Duplicates(entered.generation, "test", 0.5, len(entered), 1, 0, tuple(members))
        write_review(found, tmp_path / FILE, language, merge_from)
        return tmp_path / FILE

    return write


@pytest.fixture
def tanaka_pair(entries: list[Company]) -> list[Company]:
    """JP-1 and FAIR-7 with the same web address."""
    website = {"website": "https://www.tanaka-contoh.co.jp"}
    return [entries[0], entries[1].model_copy(update=website)]

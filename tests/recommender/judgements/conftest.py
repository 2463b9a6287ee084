"""Judgements about companies that two people might have made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from recommender import Catalog, Company
from recommender.judgement import Judgement, judgement


@pytest.fixture
def three(catalog: Catalog, make_company: Callable[..., Company]) -> Catalog:
    """A catalogue with the companies ID-1, JP-1 and JP-2."""
    catalog.put(
        make_company("ID-1"),
        make_company("JP-1", country="JP", description="自動車用のプレス部品を製造しています。"),
        make_company("JP-2", country="JP", description="冷凍食品を輸入して販売しています。"),
    )
    return catalog


@pytest.fixture
def judged() -> Callable[..., Judgement]:
    def make(query: str | None = "komponen pres", partner: str = "JP-1", **said) -> Judgement:
        return judgement(query=query, partner=partner, **{"grade": 2, **said})

    return make


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str, name: str = "judged.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        return path

    return write

"""What is exported comes back the same, whatever people have written."""

import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender import Catalog, Company
from recommender.company import Partnership, Tier
from recommender.exporting import export

pytestmark = pytest.mark.slow

FORMATS = ("csv", "tsv", "xlsx", "jsonl", "parquet")

NASTY = [
    *("=1+1", "+62 21", "-5", "@SUM", "'=x", "''=x", "'t", "＝１", "＋１", "－１", "＠x", "\t=1"),
    *("a;b", "a,b", "a、b", "a|b", "[a]", '["a"]', "[", '"', '""', '"a" b', "a\nb", "a\r\nb"),
    *("0012", "1e5", "1.0", "2026-01-01", "TRUE", "true", "NaN", "null", "None", "#N/A", "2,5"),
    *("http://a.example", "<r>a</r>", "<b>&amp;", "]]>", "_x0041_", "_x005F_", "x005F_", "\ufffe"),
    *("東京", "〜", "ｶﾅ", "\u3000", "😀", "\u2028", "\u200b", "é", "ひらがな;カナ", "\ufeffx"),
]

plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
text = st.one_of(plain, st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY)).map(" ".join))
filled = text.filter(lambda t: t.strip() and any(c.isalnum() for c in t)).map(lambda t: t[:200])
optional = st.none() | filled
items = st.lists(filled, max_size=4).map(tuple)
keys = filled | st.sampled_from(
    ["name", "会社名", "extra", "extra:name", "extra:extra:a", "Nama", "(3)", "a", "a (2)", "=a"]
)
ids = st.one_of(
    st.sampled_from(["0012", "12", "1e5", "=1", "'=1", "@x", "TRUE", "日本", "a;b", "x y"]),
    st.text("ab01;,=+-@'\" ", min_size=1, max_size=12).filter(str.strip),
)
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


def company(**fields):
    """A company, or None where the texts clean up to nothing."""
    try:
        return Company(**fields)
    except ValueError:
        return None


companies = st.builds(
    company,
    id=ids,
    name=filled,
    names=items,
    description=filled,
    language=st.sampled_from(["id", "ja", "en", "und"]),
    country=st.sampled_from(["ID", "JP", "NO"]),
    region=optional,
    city=optional,
    sectors=st.lists(st.sampled_from(["C", "29", "2930", "0111"])).map(tuple),
    tier=st.sampled_from([None, *get_args(Tier)]),
    capabilities=items,
    certifications=items,
    employees=st.none() | st.integers(0, 10_000_000),
    offers=optional,
    seeks=optional,
    partnership=st.lists(st.sampled_from(get_args(Partnership))).map(tuple),
    website=st.sampled_from([None, "https://a.example/x?y=1;2", "a.example"]),
    contact=optional,
    organisation=optional,
    updated_at=moments,
    extra=st.dictionaries(keys, filled, max_size=4),
).filter(bool)


def distinct(listed):
    return list({company.id: company for company in listed}.values())


def come_back(listed, suffix, embedder, **options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{suffix}"
        assert export(listed, path, **options) == len(listed)
        with Catalog.open(Path(folder) / "c", embedder=embedder) as catalog:
            report = catalog.import_file(path)
            assert report.rejected == []
            assert report.read == report.saved == len(listed)
            assert catalog.import_file(path).unchanged == len(listed)
            return list(catalog)


@pytest.mark.parametrize("suffix", FORMATS)
# Many companies a file: to make a catalogue takes longer than to read one more.
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(listed=st.lists(companies, min_size=1, max_size=16).map(distinct))
def test_companies_come_back_equal_in_every_field(hashing, suffix, listed):
    assert come_back(listed, suffix, hashing) == listed


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_nasty_text_comes_back_in_every_kind_of_field(hashing, suffix, make_company):
    pairs = itertools.product(NASTY, NASTY[:8])
    listed = [
        make_company(
            f"C{number}",
            name=f"{one} {two} x" if number % 2 else f"{one}x",
            description=f"{two}{one}x",
            names=(f"{one}x", f"{two}y"),
            seeks=f"{one} cari",
            language="und",
            updated_at=datetime(2026, 1, 1, 12, 30, 59, 123456, UTC),
            extra={f"{one}x": f"{two}x", "name": "n", "extra:会社名": "x"},
        )
        for number, (one, two) in enumerate(pairs)
    ]
    by_key = {key for company in listed for key in company.extra}
    assert len(by_key) > 50
    assert come_back(listed, suffix, hashing) == listed


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_bundled_companies_come_back(hashing, bundled, suffix):
    assert come_back(list(bundled), suffix, hashing) == list(bundled)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "cp932", "euc_jp", "iso2022_jp"]
)
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_japanese_companies_come_back_in_other_encodings(hashing, make_company, encoding, suffix):
    company = make_company(
        "JP-1",
        name="株式会社名古屋精密プレス",
        description="自動車用のプレス部品を、金型の設計から一貫して製造しています。",
        country="JP",
        updated_at=datetime(2026, 1, 1, tzinfo=UTC),
        extra={"メモ": "＝無し；有り"},
    )
    assert come_back([company], suffix, hashing, encoding=encoding) == [company]

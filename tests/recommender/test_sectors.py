"""Sectors that are told from descriptions, and what the answers say of them."""

import json
import shutil
import sqlite3

import numpy as np
import pytest

from embeddings import load_embedder
from recommender import Catalog
from recommender.isic import heads
from recommender.isic.examples import examples
from recommender.isic.fitting import Labelled, discriminant, fit
from recommender.isic.head import CLEAR, TELLING, telling
from recommender.isic.heads import head_name, head_of
from recommender.memberships import Memberships
from recommender.sectors import divisions, sectors

DESCRIBED = {
    "id": ("Perusahaan asuransi jiwa dan asuransi kesehatan untuk karyawan pabrik.", "65"),
    "ja": ("木製家具と応接ソファを製造し、ホテルに納めている。", "31"),
    "en": ("We operate two hotels and a resort with conference rooms in Bali.", "55"),
}


def test_every_division_has_a_title_in_three_languages():
    for code in divisions():
        sector = sectors()[code]
        titles = {sector.en, sector.id, sector.ja}
        assert all(title.strip() for title in titles)
        assert len(titles) == 3, code
    assert len({sectors()[code].en for code in divisions()}) == 88


def test_every_division_has_sentences_in_three_languages():
    listed = [example for example in examples() if example.weight == 5]
    assert {example.code for example in listed} == set(divisions())
    for code in divisions():
        own = [example.language for example in listed if example.code == code]
        assert all(own.count(language) >= 3 for language in ("id", "ja", "en"))
    assert len({example.text for example in listed}) == len(listed)


def test_the_built_in_head_is_that_of_the_built_in_model(embedder):
    assert head_name(embedder).startswith("divisions-")
    assert "fitted" not in head_name(embedder)
    assert head_of(embedder).weights.shape == (embedder.dimension, 88)


def test_a_damaged_built_in_head_is_not_used(monkeypatch, embedder):
    manifest = {"fingerprint": embedder.fingerprint, "sha256": "0" * 64}
    monkeypatch.setattr(heads, "_manifest", lambda: manifest)
    with pytest.raises(ValueError, match="is not the file"):
        heads._built_in.__wrapped__()


@pytest.mark.parametrize("language", DESCRIBED)
def test_the_division_of_a_description_is_told(catalog, make_company, language):
    text, code = DESCRIBED[language]
    catalog.put(make_company("A", description=text))
    first = catalog.search("perusahaan").results[0].sectors[0]
    assert (first.code, first.inferred) == (code, True)
    assert TELLING <= first.confidence <= 1


def test_confidences_are_probabilities(embedder):
    vectors = embedder.encode([text for text, _ in DESCRIBED.values()], kind="document")
    shares = head_of(embedder).confidences(vectors)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)
    assert (shares >= 0).all()


def test_entered_codes_count_and_nothing_is_inferred_beside_them(catalog, make_company):
    text, code = DESCRIBED["en"]
    catalog.put(make_company("A", description=text, sectors=("2930", "C")))
    page = catalog.search("hotel", filters={"sector": "29"})
    assert [(s.code, s.confidence, s.inferred) for s in page.results[0].sectors] == [
        ("2930", 1.0, False),
        ("C", 1.0, False),
    ]
    assert catalog.search("hotel", filters={"sector": "2930"}).total == 1
    assert catalog.search("hotel", filters={"sector": code}).total == 0


def test_a_section_alone_is_found_by_the_section(catalog, make_company):
    catalog.put(make_company("A", sectors=("C",)))
    assert catalog.search("mesin", filters={"sector": "C"}).total == 1
    page = catalog.search("mesin")
    assert page.facets.sector == ()


def test_what_is_inferred_is_no_finer_than_a_division(catalog, make_company):
    text, code = DESCRIBED["en"]
    catalog.put(make_company("A", description=text))
    assert catalog.search("hotel", filters={"sector": code}).total == 1
    assert catalog.search("hotel", filters={"sector": "I"}).total == 1
    assert catalog.search("hotel", filters={"sector": f"{code}10"}).total == 0


def test_the_most_certain_division_counts_however_uncertain():
    shares = np.full((2, 88), 0.01, np.float32)
    shares[0, 3] = TELLING / 2
    shares[1, [5, 7]] = [0.5, TELLING]
    assert [np.flatnonzero(row).tolist() for row in telling(shares)] == [[3], [5, 7]]
    found = Memberships.of([1, 2], {}, shares)
    assert [s.code for s in found.at(1)] == [divisions()[5], divisions()[7]]


def test_a_changed_sector_counts_at_once(catalog, make_company):
    text, code = DESCRIBED["ja"]
    catalog.put(make_company("A", description=text))
    assert catalog.sectors().total == 1
    assert [c.sector.code for c in catalog.sectors().sectors if c.count] == [code]
    catalog.put(make_company("A", description=text, sectors=("4649",)))
    assert [c.sector.code for c in catalog.sectors().sectors if c.count] == ["46"]


def test_similar_companies_share_what_was_inferred(catalog, make_company):
    text, code = DESCRIBED["ja"]
    catalog.put(
        make_company("A", description=text),
        make_company("B", description="Mebel kayu jati: kursi, meja, lemari.", sectors=("3100",)),
    )
    (shared,) = [r for r in catalog.similar("A").results[0].reasons if r.kind == "sector"]
    assert (shared.codes, shared.inferred) == ((code,), False)
    (shared,) = [r for r in catalog.similar("B").results[0].reasons if r.kind == "sector"]
    assert (shared.codes, shared.inferred) == ((code,), True)


def test_a_query_that_is_clearly_of_a_division_is_answered_with_it(bundled):
    page = bundled.search("produsen mebel rotan dan kursi kayu untuk hotel", limit=5)
    reasons = [r for r in page.results[0].reasons if r.kind == "sector"]
    assert [reason.codes for reason in reasons] == [("31",)]
    vague = bundled.search("perusahaan", limit=240).results
    assert not any(r.kind == "sector" for result in vague for r in result.reasons)
    assert CLEAR >= 0.5


def test_any_other_model_gets_a_head_of_its_own_that_is_kept(tmp_path, make_company, monkeypatch):
    fast = load_embedder("fast")
    text, code = DESCRIBED["en"]
    with Catalog.open(tmp_path, embedder=fast) as catalog:
        catalog.put(make_company("A", description=text))
        assert code in [s.code for s in catalog.search("hotel").results[0].sectors]
    monkeypatch.setattr("recommender.index_keeper.head_of", pytest.fail)
    with Catalog.open(tmp_path, embedder=fast) as catalog:
        catalog.put(make_company("B", description=text))
        assert code in [s.code for s in catalog.search("hotel").results[1].sectors]


def test_a_head_of_any_dimension_can_be_fitted(coordinates):
    head = fit(coordinates)
    assert np.isfinite(head.confidences(np.eye(4, dtype=np.float32))).all()


def test_a_division_without_examples_is_possible_but_never_sure():
    vectors = np.eye(3, dtype=np.float32)
    head = discriminant(Labelled(vectors, np.array([0, 1, 2]), np.ones(3, np.float32)))
    assert head.confidences(vectors).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_catalogue_without_the_attributes_gets_them(tmp_path, embedder, make_company):
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(make_company("A", description=DESCRIBED["id"][0]))
        expected = catalog.search("asuransi")
    (folder,) = (tmp_path / "index").glob("attributes-*")
    shutil.rmtree(folder)
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        findings = {finding.code: finding.ok for finding in catalog.diagnose()}
        assert not findings["index"]
        assert catalog.search("asuransi") == expected
        assert all(finding.ok for finding in catalog.diagnose() if finding.code != "disk")
    for name in ("codes.npy", "weights.npy", "values.json"):
        (folder / name).write_bytes(b"damaged")
        with Catalog.open(tmp_path, embedder=embedder) as catalog:
            assert catalog.search("asuransi") == expected


def test_nothing_of_it_is_stored_in_the_database(tmp_path, embedder, make_company):
    """The database holds what was entered; what was inferred is derived, as an index is."""
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(make_company("A", description=DESCRIBED["id"][0]))
        catalog.search("asuransi")
        assert catalog.get("A").sectors == ()
        assert "sectors" not in json.dumps(catalog.get("A").extra)
    with sqlite3.connect(tmp_path / "catalog.db") as database:
        assert database.execute("SELECT count(*) FROM company_sectors").fetchone() == (0,)
    database.close()

"""Nobody overwrites what they have not seen."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from recommender.errors import UnknownCompanyError
from recommender.sight import ForbiddenError, Viewer

KADIN = Viewer("Kadin")


class ChangedError(Exception):
    pass


def only(expected):
    def check(found):
        if found != expected:
            raise ChangedError

    return check


def test_a_company_is_returned_as_it_stands(catalog, make_company):
    first, created = catalog.put_one(make_company("A"))
    assert (created, first) == (True, catalog.get("A"))
    second, created = catalog.put_one(make_company("A", city="Bekasi"))
    assert (created, second) == (False, catalog.get("A"))
    assert second.updated_at > first.updated_at
    assert catalog.put_one(make_company("A", city="Bekasi")) == (second, False)


def test_what_a_precondition_refuses_is_not_done(catalog, make_company):
    first, _ = catalog.put_one(make_company("A"), check=only(None))
    with pytest.raises(ChangedError):
        catalog.put_one(make_company("A", city="Bekasi"), check=only(None))
    with pytest.raises(ChangedError):
        catalog.delete("A", check=only(None))
    assert catalog.get("A") == first
    catalog.delete("A", check=only(first))
    with pytest.raises(UnknownCompanyError):
        catalog.delete("A", check=only(first))


def test_the_right_to_change_comes_before_the_precondition(catalog, make_company):
    catalog.put(make_company("A", organisation="JETRO"))
    with pytest.raises(ForbiddenError):
        catalog.seen_by(KADIN).put_one(make_company("A"), check=only(None))


def test_of_many_who_change_the_same_nobody_loses_anything(catalog, make_company):
    """Each adds one certificate after the other to what it has read."""
    catalog.put(make_company("A"))

    def add(name):
        retried = 0
        for number in range(8):
            while True:
                seen = catalog.get("A")
                certifications = (*seen.certifications, f"{name}-{number}")
                changed = seen.model_copy(
                    update={"certifications": certifications, "updated_at": None}
                )
                try:
                    catalog.put_one(changed, check=only(seen))
                    break
                except ChangedError:
                    retried += 1
        return retried

    with ThreadPoolExecutor(4) as pool:
        retried = sum(pool.map(add, "WXYZ"))
    assert len(catalog.get("A").certifications) == 32
    assert retried, "nobody ever met anybody"


def test_vectors_are_those_of_the_text_that_was_written_last(catalog, make_company, monkeypatch):
    """Two write at once: one another text, the other another city beside the text that it knew."""
    from recommender import saving

    catalog.put(make_company("A"))
    prepare = saving.prepare

    def meanwhile(companies, embedder, stored):
        made = prepare(companies, embedder, stored)
        monkeypatch.setattr(saving, "prepare", prepare)
        catalog.put(make_company("A", description="Jasa pelapisan logam dan cat."))
        return made

    for write in (catalog.put, catalog.put_one):
        monkeypatch.setattr(saving, "prepare", meanwhile)
        write(make_company("A", city=write.__name__))
        assert catalog.get("A").description == make_company().description
        with catalog.view() as view:
            stored = view.store.stored(view.connection, ["A"])["A"]
        assert stored.text_digest == saving.text_digest(catalog.get("A"))

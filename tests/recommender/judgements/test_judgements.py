import threading

import pytest

from recommender import Catalog
from recommender.errors import UnknownCompanyError, UnknownJudgementError


def grades(catalog):
    return [(s.number, s.judgement.partner, s.judgement.grade) for s in catalog.judgements]


def test_a_judgement_is_stored_with_number_and_date(three, judged):
    stored, change = three.judgements.add(judged(judge="Sari", note="bertemu di Nagoya"))
    assert (stored.number, change) == (1, "saved")
    assert stored.judgement.judged_at is not None
    assert list(three.judgements) == [stored]


def test_the_same_judge_replaces_and_another_adds(three, judged):
    three.judgements.add(judged(judge="Sari", grade=1))
    assert three.judgements.add(judged("KOMPONEN pres", judge="Sari", grade=3))[1] == "updated"
    assert three.judgements.add(judged("KOMPONEN pres", judge="Sari", grade=3))[1] == "unchanged"
    assert three.judgements.add(judged(judge="田中", grade=0))[1] == "saved"
    assert grades(three) == [(1, "JP-1", 3), (2, "JP-1", 0)]


def test_numbers_are_not_used_again(three, judged):
    three.judgements.add(judged())
    three.judgements.remove(1)
    assert three.judgements.add(judged())[0].number == 2


def test_removing_takes_all_numbers_or_none(three, judged):
    three.judgements.add(judged(partner="JP-1"))
    three.judgements.add(judged(partner="JP-2"))
    with pytest.raises(UnknownJudgementError) as caught:
        three.judgements.remove(1, 7, 9)
    assert caught.value.values["numbers"] == "7, 9"
    assert len(grades(three)) == 2
    three.judgements.remove(1, 2)
    assert grades(three) == []


def test_a_company_that_is_not_there_is_refused_with_similar_ids(three, judged):
    for wrong in (judged(partner="JP-11"), judged(None, company="ID-11", kind="match")):
        with pytest.raises(UnknownCompanyError):
            three.judgements.add(wrong)
    assert grades(three) == []


def test_judging_changes_no_company_and_spares_the_index(three, judged):
    three.search("komponen")
    generation = three.generation
    index = {path: path.stat().st_mtime_ns for path in (three.folder / "index").rglob("*")}
    three.judgements.add(judged())
    three.search("komponen")
    assert three.generation == generation
    assert {p: p.stat().st_mtime_ns for p in (three.folder / "index").rglob("*")} == index


def test_a_judgement_outlives_its_company(three, judged, make_company):
    three.judgements.add(judged())
    three.delete("JP-1")
    assert grades(three) == [(1, "JP-1", 2)]
    assert three.judgements.unknown() == ["JP-1"]
    three.put(make_company("JP-1", country="JP"))
    assert three.judgements.unknown() == []


def test_importing_a_company_again_keeps_its_judgements(three, judged, make_company):
    three.judgements.add(judged())
    three.put(make_company("JP-1", country="JP", description="精密金型を製造しています。"))
    assert grades(three) == [(1, "JP-1", 2)]


def test_many_judge_at_once_and_nothing_is_lost_or_doubled(three, judged, embedder):
    """Two catalogue objects, as two processes have them; each thread judges its own and a shared."""
    errors = []

    def judge(catalog, number):
        try:
            for turn in range(5):
                catalog.judgements.add(judged(f"query {number} {turn}"))
                catalog.judgements.add(judged("shared", grade=turn % 4))
        except Exception as error:  # noqa: BLE001 - any error fails the test
            errors.append(error)

    with Catalog.open(three.folder, embedder=embedder) as other:
        threads = [
            threading.Thread(target=judge, args=(catalog, number))
            for number, catalog in enumerate((three, other, three, other))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not errors
    queries = [stored.judgement.query for stored in three.judgements]
    expected = {f"query {number} {turn}" for number in range(4) for turn in range(5)}
    assert sorted(queries) == sorted({*expected, "shared"})

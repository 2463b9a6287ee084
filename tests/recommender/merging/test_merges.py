import sqlite3
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender import Catalog, saving, stored_merges
from recommender.errors import MergeError, UnknownCompanyError
from recommender.judgement import judgement
from recommender.merging.review import state

pytestmark = pytest.mark.slow


def codes(report):
    return [
        (rejection.row, rejection.column, rejection.problem.code) for rejection in report.rejected
    ]


def ids(catalog):
    return [company.id for company in catalog]


def grades(catalog):
    return {
        (
            said.judgement.question,
            said.judgement.partner,
            said.judgement.judge,
        ): said.judgement.grade
        for said in catalog.judgements
    }


# applying


def test_the_survivor_is_the_union_and_the_other_is_gone(entered, pair):
    report = entered.merge(pair())
    assert (report.number, report.rejected) == (1, ())
    assert [(merged.company.id, merged.gone) for merged in report.merged] == [("JP-1", ("FAIR-7",))]
    assert ids(entered) == ["JP-1", "ID-1", "ID-2"]
    united = entered.get("JP-1")
    assert united.names == ("タナカ製作所", "Tanaka Mfg. Co., Ltd.")
    assert united.seeks == "A distributor in West Java."


def test_searches_see_the_union_at_once(entered, pair):
    entered.warm_up()
    generation = entered.generation
    entered.merge(pair())
    assert entered.generation == generation + 1
    assert [result.company.id for result in entered.search("Tanaka Mfg").results][:1] == ["JP-1"]
    assert all(finding.ok for finding in entered.diagnose(deep=True) if finding.code != "disk")


def test_an_old_id_says_what_it_is_part_of(entered, pair):
    entered.merge(pair())
    for asked in (entered.get, entered.similar, entered.delete, entered.matches):
        with pytest.raises(UnknownCompanyError) as caught:
            asked("FAIR-7")
        assert caught.value.code == "merged-company"
        assert "“JP-1”" in caught.value.message("en")


def test_who_survives_and_who_wins_is_what_the_file_says(entered, pair):
    entered.merge(pair({"survives": "", "wins": "description"}, {"survives": "x", "wins": "name"}))
    assert ids(entered) == ["FAIR-7", "ID-1", "ID-2"]
    united = entered.get("FAIR-7")
    assert united.name == "Tanaka Mfg. Co., Ltd."
    assert united.language == "ja"


def test_without_a_mark_the_fullest_survives(entered, pair):
    assert entered.merge(pair({"survives": ""})).merged[0].company.id == "JP-1"


def test_a_dry_run_tells_the_same_and_changes_nothing(entered, pair, said):
    before, generation = said(entered), entered.generation
    dry = entered.merge(pair(), dry_run=True)
    assert (said(entered), entered.generation, list(entered.merges)) == (before, generation, [])
    done = entered.merge(pair())
    assert (dry.merged, dry.apart, dry.later) == (done.merged, done.apart, done.later)
    assert (dry.dry_run, dry.number) == (True, None)


def test_later_does_nothing(entered, review, said):
    before, generation = said(entered), entered.generation
    report = entered.merge(review({"id": "JP-1", "decision": "later"}, {"id": "FAIR-7"}))
    assert (report.number, report.merged, report.later) == (None, (), 1)
    assert (said(entered), entered.generation) == (before, generation)


def test_part_of_a_group_can_be_merged_and_the_rest_told_apart(entered, review):
    report = entered.merge(
        review(
            {"id": "JP-1", "decision": "merge"},
            {"id": "FAIR-7", "decision": "merge"},
            {"id": "ID-1", "decision": "keep apart"},
            {"id": "ID-2", "decision": "later"},
        )
    )
    assert (len(report.merged), report.apart, report.later) == (1, 3, 1)
    assert entered.merges.kept_apart() == {("ID-1", "JP-1"), ("FAIR-7", "ID-1"), ("ID-1", "ID-2")}


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ({"decision": "later"}, {}, (3, "decision", "merge-alone")),
        ({}, {"survives": "x"}, (3, "survives", "two-survive")),
        ({"wins": "city"}, {"wins": "city"}, (3, "wins", "two-win")),
        ({"wins": "tier"}, {}, (2, "wins", "wins-nothing")),
        ({"state": "s0"}, {}, (2, "state", "company-changed")),
        ({}, {"id": "NOBODY"}, (3, "id", "company-gone")),
        ({"decision": "perhaps"}, {}, (2, "decision", "decision")),
    ],
)
def test_a_group_that_does_not_fit_is_left_alone_and_the_others_are_merged(
    entered, review, first, second, problem
):
    path = review(
        {"id": "JP-1", "decision": "merge", "survives": "x", **first},
        {"id": "FAIR-7", "decision": "merge", **second},
        {"id": "ID-1", "decision": "merge", "group": 2},
        {"id": "ID-2", "decision": "merge", "group": 2},
    )
    report = entered.merge(path)
    assert codes(report) == [problem]
    assert ids(entered) == ["JP-1", "FAIR-7", "ID-1"]


def test_a_company_that_changed_since_the_file_was_made_is_named(entered, pair, make_company, said):
    path = pair()
    entered.put(make_company("FAIR-7", country="JP", name="Tanaka"))
    before = said(entered)
    report = entered.merge(path)
    assert codes(report) == [(3, "state", "company-changed")]
    assert said(entered) == before


def test_a_company_that_changes_while_the_file_is_applied_is_named(
    entered, pair, make_company, monkeypatch
):
    path, prepare = pair(), saving.prepare
    changed = make_company("FAIR-7", country="JP", name="Tanaka")

    def change_first(*arguments):
        monkeypatch.setattr(saving, "prepare", prepare)
        entered.put(changed)
        return prepare(*arguments)

    monkeypatch.setattr(saving, "prepare", change_first)
    report = entered.merge(path)
    assert (report.number, codes(report)) == (None, [(3, "state", "company-changed")])
    assert entered.get("FAIR-7").digest() == changed.digest()
    assert list(entered.merges) == []


@pytest.mark.parametrize("broken", ["begin", "add_group", "keep_apart"])
def test_what_breaks_off_leaves_nothing_behind(entered, pair, said, monkeypatch, broken):
    def break_off(*_):
        raise RuntimeError(broken)

    before, generation = said(entered), entered.generation
    with monkeypatch.context() as patched:
        patched.setattr(stored_merges, broken, break_off)
        with pytest.raises(RuntimeError):
            entered.merge(pair())
    assert (said(entered), entered.generation, list(entered.merges)) == (before, generation, [])
    assert entered.merge(pair()).number == 1


def test_an_undo_that_breaks_off_leaves_everything_merged(entered, pair, said, monkeypatch):
    entered.merge(pair())
    before = said(entered)

    def break_off(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(stored_merges, "mark_undone", break_off)
        with pytest.raises(RuntimeError):
            entered.merges.undo()
    assert said(entered) == before
    assert entered.merges.undo().number == 1


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(groups=st.lists(st.integers(0, 3), min_size=7, max_size=7), first=st.booleans())
def test_whatever_was_merged_undoing_restores_it(
    tmp_path, coordinates, make_company, groups, first
):
    with Catalog.open(tmp_path / uuid4().hex, embedder=coordinates) as catalog:
        catalog.put(
            *(
                make_company(f"C-{n}", city=f"Kota {n % 2}", extra={"n": str(n % 3)})
                for n in range(len(groups))
            )
        )
        before = [(company.id, company.digest(), company.updated_at) for company in catalog]
        lines = ["group,decision,survives,id,state"]
        for number, company in enumerate(catalog):
            group = groups[number]
            decision = "merge" if groups.count(group) > 1 else "later"
            survives = "x" if first and groups.index(group) == number else ""
            lines.append(f"{group},{decision},{survives},{company.id},{state(company)}")
        path = tmp_path / "review.csv"
        path.write_text("\n".join(lines), "utf-8")
        report = catalog.merge(path)
        assert report.rejected == ()
        assert len(catalog) == len(set(groups))
        if report.number:
            catalog.merges.undo()
        after = [(company.id, company.digest(), company.updated_at) for company in catalog]
        assert after == before


def test_a_file_that_was_applied_already_changes_nothing_more(entered, pair, said):
    path = pair()
    entered.merge(path)
    before = said(entered)
    assert codes(entered.merge(path)) == [(2, "state", "company-changed")]
    assert said(entered) == before


def test_too_long_a_union_is_told_and_nothing_is_cut(entered, review, make_company):
    for own in ("ID-1", "ID-2"):
        entered.put(make_company(own, capabilities=tuple(f"{own} {n}" for n in range(150))))
    path = review({"id": "ID-1", "decision": "merge"}, {"id": "ID-2", "decision": "merge"})
    assert codes(entered.merge(path)) == [(2, "capabilities", "too-many")]


# undoing


def test_undoing_restores_every_company_with_its_date_and_place(entered, review, said):
    before = said(entered)
    found = [result.company.id for result in entered.search("press").results]
    entered.merge(
        review(
            {"id": "JP-1", "decision": "merge"},
            {"id": "FAIR-7", "decision": "merge", "survives": "x"},
            {"id": "ID-1", "decision": "merge", "group": 2},
            {"id": "ID-2", "decision": "merge", "group": 2},
        )
    )
    assert len(entered) == 2
    report = entered.merges.undo()
    assert report.restored == ("FAIR-7", "ID-1", "ID-2", "JP-1")
    assert said(entered) == before
    assert [result.company.id for result in entered.search("press").results] == found
    assert all(finding.ok for finding in entered.diagnose(deep=True) if finding.code != "disk")
    assert entered.get("JP-1")


def test_undoing_survives_closing(entered, pair, said, coordinates):
    before = said(entered)
    entered.merge(pair())
    entered.close()
    with Catalog.open(entered.folder, embedder=coordinates) as again:
        again.merges.undo(1)
        assert said(again) == before


def test_a_merge_of_a_merge_is_undone_in_turn(entered, pair, review, said):
    first = said(entered)
    entered.merge(pair())
    second = said(entered)
    entered.merge(
        review(
            {"id": "JP-1", "decision": "merge"},
            {"id": "ID-1", "decision": "merge", "survives": "x"},
        )
    )
    with pytest.raises(UnknownCompanyError) as caught:
        entered.get("FAIR-7")
    assert caught.value.values["into"] == "ID-1"
    with pytest.raises(MergeError) as refused:
        entered.merges.undo(1)
    assert refused.value.code == "merged-since-changed"
    assert entered.merges.undo().number == 2
    assert said(entered) == second
    assert entered.merges.undo().number == 1
    assert said(entered) == first


def test_a_company_that_changed_since_is_not_overwritten(entered, pair, review, said, make_company):
    path = review(
        {"id": "JP-1", "decision": "merge", "survives": "x"},
        {"id": "FAIR-7", "decision": "merge"},
        {"id": "ID-1", "decision": "merge", "group": 2, "survives": "x"},
        {"id": "ID-2", "decision": "merge", "group": 2},
    )
    entered.merge(path)
    entered.put(make_company("JP-1", country="JP", name="New"))
    before = said(entered)
    with pytest.raises(MergeError) as caught:
        entered.merges.undo()
    assert caught.value.values["ids"] == "JP-1"
    assert said(entered) == before
    report = entered.merges.undo(except_changed=True)
    assert (report.restored, report.changed) == (("ID-1", "ID-2"), ("JP-1",))
    assert ids(entered) == ["JP-1", "ID-1", "ID-2"]
    assert entered.get("JP-1").name == "New"


def test_a_removed_survivor_cannot_be_undone_and_frees_the_old_id(entered, pair, make_company):
    entered.merge(pair())
    entered.delete("JP-1")
    with pytest.raises(MergeError):
        entered.merges.undo()
    with pytest.raises(UnknownCompanyError) as caught:
        entered.get("FAIR-7")
    assert caught.value.code == "unknown-company"
    assert entered.put(make_company("FAIR-7")).saved == 1
    assert entered.get("FAIR-7")


@pytest.mark.parametrize("number", [None, 1, 7])
def test_what_was_not_merged_cannot_be_undone(entered, number):
    with pytest.raises(MergeError):
        entered.merges.undo(number)


def test_a_merge_is_undone_once(entered, pair):
    entered.merge(pair())
    entered.merges.undo(1)
    with pytest.raises(MergeError) as caught:
        entered.merges.undo(1)
    assert caught.value.code == "unknown-merge"
    assert [(merge.number, merge.undone) for merge in entered.merges] == [(1, True)]


def test_merges_are_listed_the_last_first(entered, pair, review):
    entered.merge(pair())
    entered.merge(
        review({"id": "ID-1", "decision": "keep apart"}, {"id": "ID-2", "decision": "keep apart"})
    )
    last, first = entered.merges
    assert (last.number, last.into, last.apart, last.undone) == (2, {}, 1, False)
    assert (first.source, first.into, first.apart) == ("review.csv", {"JP-1": ("FAIR-7",)}, 0)


# what was told apart


def test_who_was_told_apart_is_not_proposed_again_until_that_is_undone(
    tmp_path, embedder, tanaka_pair
):
    from recommender.merging.review import write_review
    from recommender.merging.review_reading import read_review

    with Catalog.open(tmp_path / "c", embedder=embedder) as catalog:
        catalog.put(*tanaka_pair)
        found = catalog.duplicates()
        assert len(found.groups) == 1
        path = tmp_path / "review.csv"
        rows = "".join(
            f"1,keep apart,{m.company.id},s{m.company.digest()[:16]}\n"
            for m in found.groups[0].members
        )
        path.write_text("group,decision,id,state\n" + rows, "utf-8")
        assert read_review(path).rejected == ()
        generation = catalog.generation
        assert catalog.merge(path).apart == 1
        assert catalog.generation == generation
        again = catalog.duplicates()
        assert (again.groups, again.apart) == ((), 1)
        assert write_review(again, tmp_path / "empty.xlsx", "en") == 0
        catalog.merges.undo()
        assert len(catalog.duplicates().groups) == 1


# importing again


@pytest.fixture
def exported(entered, tmp_path):
    """The list that the offices import every month."""
    path = tmp_path / "list.jsonl"
    entered.export(path)
    return path


def test_importing_the_old_list_again_neither_doubles_nor_destroys(entered, exported, pair, said):
    entered.merge(pair())
    before = said(entered)
    report = entered.import_file(exported)
    assert (report.saved, report.updated, report.unchanged, report.rejected) == (0, 0, 4, [])
    assert said(entered) == before


def test_news_of_a_merged_company_is_rejected_with_the_id_to_use(entered, pair, tmp_path, said):
    entered.merge(pair())
    before = said(entered)
    path = tmp_path / "list.csv"
    path.write_text("id,name,description,country\nFAIR-7,Tanaka,Presses and dies.,JP\n", "utf-8")
    for dry_run in (True, False):
        report = entered.import_file(path, dry_run=dry_run)
        assert [(r.row, r.column, r.problem.code) for r in report.rejected] == [
            (2, "id", "merged-id")
        ]
        assert "“JP-1”" in report.rejected[0].reason
    assert said(entered) == before


def test_saving_under_a_merged_id_is_refused(entered, pair, make_company, said):
    entered.merge(pair())
    before = said(entered)
    with pytest.raises(UnknownCompanyError) as caught:
        entered.put(make_company("ID-1", name="Changed"), make_company("FAIR-7"))
    assert caught.value.code == "merged-company"
    assert said(entered) == before


def test_saving_the_survivor_replaces_it_as_ever(entered, pair, entries):
    entered.merge(pair())
    assert entered.put(entries[0]).updated == 1
    assert entered.get("JP-1").digest() == entries[0].digest()


def test_after_undoing_the_list_is_imported_as_before(entered, exported, pair, make_company):
    entered.merge(pair())
    entered.merges.undo()
    assert entered.import_file(exported).unchanged == 4
    assert entered.put(make_company("FAIR-7", country="JP")).updated == 1


# judgements


def test_judgements_move_to_the_survivor_and_back(entered, pair):
    said = (
        judgement(query="press", partner="FAIR-7", grade=3, judge="Sari"),
        judgement(query="press", partner="JP-1", grade=1, judge="Sari"),
        judgement(company="FAIR-7", kind="match", partner="ID-1", grade=2),
        judgement(company="FAIR-7", kind="similar", partner="JP-1", grade=2),
        judgement(query="beras", partner="ID-2", grade=2),
    )
    for one in said:
        entered.judgements.add(one)
    before = list(entered.judgements)
    entered.merge(pair())
    assert entered.judgements.unknown() == []
    assert grades(entered) == {
        (("search", "press"), "JP-1", "Sari"): 1,
        (("match", "JP-1"), "ID-1", None): 2,
        (("search", "beras"), "ID-2", None): 2,
    }
    entered.merges.undo()
    assert list(entered.judgements) == before


def test_a_judgement_that_was_changed_since_stays_as_it_is(entered, pair):
    entered.judgements.add(judgement(query="press", partner="FAIR-7", grade=3, judge="Sari"))
    entered.judgements.add(judgement(query="stamping", partner="FAIR-7", grade=3, judge="Sari"))
    entered.merge(pair())
    entered.judgements.add(judgement(query="press", partner="JP-1", grade=0, judge="Sari"))
    entered.merges.undo()
    assert grades(entered) == {
        (("search", "press"), "JP-1", "Sari"): 0,
        (("search", "stamping"), "FAIR-7", "Sari"): 3,
    }


# older catalogues


def test_a_catalogue_of_version_3_opens_and_merges(entered, pair, coordinates):
    entered.close()
    database = entered.folder / "catalog.db"
    with sqlite3.connect(database) as connection:
        for table in ("aliases", "kept_apart", "merged_companies", "merged_groups", "merges"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE settings SET value = '3' WHERE name = 'schema_version'")
    connection.close()
    with Catalog.open(entered.folder, embedder=coordinates) as again:
        assert again.merge(pair()).number == 1

"""The similarity report says of each company what the catalogue says of it alone."""

import csv
import json

import openpyxl
import pytest

from recommender.errors import ReportError
from recommender.reports import similarity
from recommender.reports.selecting import Chosen
from recommender.reports.similarity import SimilarityRequest, similarity_report
from recommender.reports.wording import Wording
from recommender.reports.writing import write_report
from recommender.strength import rounded

pytestmark = pytest.mark.slow


def asked(sources=("country=ID",), targets=("country=JP",), **options) -> SimilarityRequest:
    return SimilarityRequest(Chosen.parse(sources), Chosen.parse(targets), **options)


@pytest.fixture(scope="module")
def view(bundled):
    with bundled.view() as view:
        yield view


@pytest.fixture(scope="module", params=["similar", "matches"])
def how(request):
    return request.param


@pytest.fixture(scope="module")
def document(view, how):
    return similarity_report(view, asked(how=how, top=5))


def rows_of(document, company_id):
    table = document.tables[0]
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return [row for row in rows if row["source_id"] == company_id]


def test_every_company_has_the_partners_that_the_catalogue_gives_it(bundled, document, how):
    ids = sorted({row[0] for row in document.tables[0].rows})
    assert len(ids) >= 100
    ask = bundled.similar if how == "similar" else bundled.matches
    for company_id in ids[::10]:
        page = ask(company_id, limit=5, filters={"country": "JP"})
        found = rows_of(document, company_id)
        assert [row["partner_id"] for row in found] == [r.company.id for r in page.results]
        assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
        for row, result in zip(found, page.results, strict=True):
            assert row["score"] == pytest.approx(rounded(result.score), abs=1.01e-4)


def test_the_words_that_decided_are_quoted_from_both_companies_with_their_language(
    bundled, document
):
    for row in document.tables[0].rows[::7]:
        names = [column.name for column in document.tables[0].columns]
        cells = dict(zip(names, row, strict=True))
        for side, company_id in (("source", row[0]), ("partner", cells["partner_id"])):
            company = bundled.get(company_id)
            words = cells[f"{side}_words"]
            texts = [company.description, company.offers or "", company.seeks or ""]
            texts += [", ".join(company.capabilities)]
            assert words
            assert any(words in text for text in texts)
            assert cells[f"{side}_words_language"] in {"id", "ja", "en", "und"}


def test_contacts_are_written_only_where_they_are_asked_for(view, document):
    def columns(made):
        return {column.name for table in made.tables for column in table.columns}

    reached = {"partner_website", "partner_contact", "website", "contact"}
    assert not reached & columns(document)
    assert reached <= columns(similarity_report(view, asked(top=1, contacts=True)))


def test_the_tables_behind_the_charts_count_the_same_pairs(document):
    partners, regions = document.tables[0], document.table("regions")
    assert sum(regions.column("pairs")) == len(partners.rows) == document.facts["listed-pairs"]
    good = sum(score >= 0.5 for score in partners.column("score"))
    assert sum(regions.column("good_pairs")) == good
    best = document.table("best-scores")
    assert sum(best.column("companies")) == len({row[0] for row in partners.rows})
    for chart in document.charts:
        assert document.table(chart.table).rows


def test_the_map_has_a_place_for_every_company(document):
    (chart,) = [chart for chart in document.charts if chart.name == "companies-map"]
    assert len(chart.points) == len(document.table("companies").rows)
    assert all(0 <= point.x <= 1 and 0 <= point.y <= 1 for point in chart.points)
    assert len({(point.x, point.y) for point in chart.points}) > 100


def test_the_same_request_gives_the_same_report(view, document, how):
    again = similarity_report(view, asked(how=how, top=5))
    assert again == document
    assert again.digest() == document.digest()


def test_what_it_was_made_of_makes_the_same_request(document, how):
    request = SimilarityRequest.of(json.loads(json.dumps(document.provenance.parameters)))
    assert request == asked(how=how, top=5)


def test_a_stop_loses_nothing_that_was_finished(view, tmp_path, monkeypatch):
    request = asked(top=3, memory=1 << 18)
    expected = similarity_report(view, request)

    class StopError(Exception):
        pass

    def stop(share):
        if share >= 0.2:
            raise StopError

    with pytest.raises(StopError):
        similarity_report(view, request, work=tmp_path, progress=stop)
    assert list(tmp_path.rglob("*.npz"))
    assert similarity_report(view, request, work=tmp_path) == expected
    assert not list(tmp_path.iterdir())


def test_a_selection_against_itself_leaves_each_company_out_of_its_own_partners(view):
    made = similarity_report(view, asked(("country=ID", "sector=10"), ("country=ID", "sector=10")))
    assert made.tables[0].rows
    assert all(source != partner for source, partner in _pairs(made))


def _pairs(document):
    table = document.tables[0]
    return zip(table.column("source_id"), table.column("partner_id"), strict=True)


def test_more_partners_than_there_are_gives_all_of_them(view):
    few = asked(("country=ID", "sector=10"), ("region=Aichi",), top=1_000)
    made = similarity_report(view, few)
    sources = {source for source, _ in _pairs(made)}
    partners = {partner for _, partner in _pairs(made)}
    assert len(made.tables[0].rows) == len(sources) * len(partners)


def kinds_of(document):
    return {column.name: column.kind for table in document.tables for column in table.columns}


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_a_mean_of_strengths_and_steps_of_them_are_in_percent(document, language):
    words = Wording(language)
    kinds = kinds_of(document)
    assert words.cell(0.5312, kinds["mean_score"]) == "53%"
    steps = document.table("best-scores")
    shown = [words.cell(low, kinds["from"]) for low in steps.column("from")]
    assert shown[:2] == ["0%", "5%"]
    assert words.cell(steps.column("to")[-1], kinds["to"]) == "100%"


def test_programs_read_plain_numbers_where_people_read_percent(document, tmp_path):
    write_report(document, tmp_path, "id", ["csv", "xlsx"])
    with (tmp_path / "similarity-best-scores.csv").open(encoding="utf-8-sig") as file:
        assert [row["to"] for row in csv.DictReader(file)][:2] == ["0.05", "0.1"]
    names = [table.name for table in document.tables]
    sheet = openpyxl.load_workbook(tmp_path / "similarity.xlsx").worksheets[
        names.index("best-scores")
    ]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (0.05, "0%")


def test_nearness_of_vectors_alone_is_no_strength(view):
    made = similarity_report(view, asked(how="vectors", top=2))
    assert kinds_of(made)["score"] == "number"
    assert {kinds_of(made)[name] for name in ("mean_score", "from", "to")} == {"number"}
    (chart,) = [chart for chart in made.charts if chart.name == "best-scores"]
    assert chart.kind == "number"
    assert "with-good-partner" not in made.facts


@pytest.mark.parametrize("top", [0, -1, similarity.MAX_TOP + 1])
def test_a_number_of_partners_that_is_none_is_refused(view, top):
    with pytest.raises(ReportError) as caught:
        similarity_report(view, asked(top=top))
    assert caught.value.code == "top-out-of-range"


def test_a_report_that_no_sheet_could_hold_is_refused_before_the_work(view, monkeypatch):
    monkeypatch.setattr(similarity, "MAX_LISTED", 100)
    with pytest.raises(ReportError) as caught:
        similarity_report(view, asked(top=5))
    assert caught.value.code == "report-too-long"


def test_one_company_cannot_be_compared_with_itself(bundled, view, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(next(iter(bundled)).id, "utf-8")
    with pytest.raises(ReportError) as caught:
        similarity_report(view, asked((f"ids={path}",), (f"ids={path}",)))
    assert caught.value.code == "only-itself"

"""Rows become companies: new, changed, unchanged or rejected, and every one is accounted for."""

import json

import pytest

from recommender import Catalog
from recommender.errors import FileError

HEADER = "id,name,description,country,website\n"
ROWS = "".join(f"C{n},PT {n},Pabrik nomor {n} di Tegal.,ID,satu.example\n" for n in range(150))


def counts(report):
    return report.saved, report.updated, report.unchanged, len(report.rejected)


def test_more_rows_than_a_batch_are_saved_in_order(load, catalog):
    assert counts(load("x.csv", HEADER + ROWS)) == (150, 0, 0, 0)
    assert [company.id for company in catalog] == [f"C{n}" for n in range(150)]


def test_a_known_id_is_replaced_and_the_others_are_left_alone(load, catalog):
    load("x.csv", HEADER + ROWS)
    before = {company.id: company.updated_at for company in catalog}
    changed = ROWS.replace("Pabrik nomor 7 ", "Bengkel nomor 7 ") + "NEW,PT Baru,Baru.,ID,\n"
    assert counts(load("y.csv", HEADER + changed)) == (1, 1, 149, 0)
    assert catalog.get("C7").description.startswith("Bengkel")
    after = {company.id: company.updated_at for company in catalog}
    assert {c for c in before if before[c] != after[c]} == {"C7"}


def test_only_changed_descriptions_are_embedded_again(tmp_path, counting):
    path = tmp_path / "x.csv"
    rows = "".join(f"C{n},PT {n},Pabrik nomor {n}.,ID,satu.example\n" for n in range(20))
    with Catalog.open(tmp_path / "c", embedder=counting) as catalog:

        def embedded(text):
            counting.texts.clear()
            path.write_text(HEADER + text, "utf-8")
            report = catalog.import_file(path)
            return counts(report), list(counting.texts)

        assert embedded(rows)[0] == (20, 0, 0, 0)
        assert embedded(rows) == ((0, 0, 20, 0), [])
        moved = rows.replace("7.,ID,satu.example", "7.,ID,dua.example")
        assert embedded(moved) == ((0, 2, 18, 0), [])
        changed = moved.replace("Pabrik nomor 3.", "Bengkel bubut.")
        # The words are those that no other company uses.
        assert embedded(changed) == ((0, 1, 19, 0), ["Bengkel bubut.", "bengkel", "bubut"])


def test_companies_without_id_get_one_from_name_and_country(load, catalog):
    text = "name,description,country\nPT Satu,Kami menjual ikan.,ID\n"
    load("x.csv", text)
    again = (
        text.replace("PT Satu", "ＰＴ  satu").replace("ikan", "udang").replace("ID", "Indonesia")
    )
    assert counts(load("y.csv", again)) == (0, 1, 0, 0)
    assert counts(load("z.csv", text.replace("ID", "JP"))) == (1, 0, 0, 0)
    assert len(catalog) == 2


def test_an_empty_id_cell_is_filled_like_a_missing_column(load, catalog):
    load("x.csv", "name,description,country\nPT Satu,Kami menjual ikan.,ID\n")
    report = load("y.csv", "id,name,description,country\n ,PT Satu,Kami menjual ikan.,ID\n")
    assert counts(report) == (0, 0, 1, 0)


def test_ids_keep_their_zeros(load, catalog):
    load("x.csv", HEADER + "0012,PT Satu,Kami menjual ikan.,ID,\n")
    assert catalog.get("0012").name == "PT Satu"


def test_the_second_row_with_an_id_is_rejected_and_names_the_first(load, places):
    text = "企業ID,会社名,事業内容,国\n1,甲,金型。,JP\n2,乙,鋳造。,JP\n1,丙,鍛造。,JP\n1,丁,鍛造。,JP\n"
    report = load("x.csv", text)
    assert (report.saved, places(report)) == (
        2,
        [(4, "企業ID", "duplicate-id"), (5, "企業ID", "duplicate-id")],
    )
    assert [r.problem.values["first"] for r in report.rejected] == [2, 2]


def test_an_id_is_not_taken_by_a_row_that_was_rejected(load, places):
    report = load("x.csv", HEADER + "1,PT A,,ID,\n1,PT B,Kami menjual ikan.,ID,\n")
    assert (report.saved, places(report)) == (1, [(2, "description", "empty")])


def test_the_same_name_and_country_without_id_is_blamed_on_the_name(load, places):
    text = "Nama,Deskripsi,Negara\nPT A,Ikan segar.,ID\nPT A,Udang beku.,ID\n"
    assert places(load("x.csv", text)) == [(3, "Nama", "duplicate-id")]


@pytest.mark.parametrize(
    ("row", "column"), [(",Ikan.,ID", "Nama"), ("PT A,,ID", "Deskripsi"), ("PT A,Ikan.,", "Negara")]
)
def test_what_a_row_without_id_lacks_is_named(load, places, row, column):
    report = load("x.csv", f"Nama,Deskripsi,Negara\n{row}\n")
    assert places(report) == [(2, column, "empty")]


def test_duplicates_are_found_across_batches(load, places):
    report = load("x.csv", HEADER + ROWS + ROWS[: ROWS.index("\n") + 1])
    assert (report.saved, places(report)) == (150, [(152, "id", "duplicate-id")])


def test_a_dry_run_saves_nothing_and_predicts_everything(load, catalog):
    load("x.csv", HEADER + ROWS)
    generation = catalog.generation
    changed = (
        ROWS.replace("nomor 7 ", "nomor VII ")
        + "N1,PT N,Baru.,ID,\nN2,PT N,Baru.,??,\nN1,x,y,ID,\n"
    )
    predicted = load("y.csv", HEADER + changed, dry_run=True)
    assert predicted.dry_run
    assert (len(catalog), catalog.generation) == (150, generation)
    real = load("y.csv", HEADER + changed)
    assert counts(predicted) == counts(real) == (1, 1, 149, 2)
    assert predicted.rejected == real.rejected
    assert predicted.read == real.read == 153


def test_unknown_columns_are_kept(load, catalog):
    text = "name,description,country,Jumlah Mesin,Catatan\nPT A,Ikan segar.,ID,12, \n"
    load("x.csv", text)
    assert next(iter(catalog)).extra == {"Jumlah Mesin": "12"}


def test_the_column_of_a_broken_extra_cell_is_named(load, places):
    text = f"name,description,country,Catatan\nPT A,Ikan segar.,ID,{'x' * 20_001}\nPT B,Ikan.,ID,a\0b\n"
    report = load("x.csv", text)
    assert places(report) == [(2, "Catatan", "too-long"), (3, "Catatan", "nul-character")]
    assert "Catatan" in report.rejected[0].reason


def test_a_default_fills_what_is_empty_and_nothing_else(load, catalog):
    text = "name,description,country,karyawan\nPT A,Ikan segar.,,\nPT B,Udang beku.,JP,5\n"
    load("x.csv", text, defaults={"country": "Indonesia", "employees": "1.200 orang"})
    found = [(company.country, company.employees) for company in catalog]
    assert found == [("ID", 1200), ("JP", 5)]


def test_a_default_stands_in_for_a_missing_column(load):
    assert load("x.csv", "name,description\nPT A,Ikan.\n", defaults={"country": "ID"}).saved == 1


def test_a_default_that_is_wrong_is_reported_with_its_field(load, places):
    report = load("x.csv", "name,description\nPT A,Ikan.\n", defaults={"country": "Atlantis"})
    assert places(report) == [(2, "country", "country-code")]


def test_a_mapping_goes_before_recognition(load, catalog):
    text = "name,Cerita,description,country\nPT A,Kami menjual ikan.,lama,ID\n"
    load("x.csv", text, mapping={"Cerita": "description"})
    company = next(iter(catalog))
    assert (company.description, company.extra) == ("Kami menjual ikan.", {"description": "lama"})


def test_a_mapping_holds_for_json_too_whatever_the_order_of_its_keys(load, catalog):
    line = {"name": "PT A", "description": "lama", "Cerita": "Kami menjual ikan.", "country": "ID"}
    load("x.jsonl", json.dumps(line), mapping={"Cerita": "description"})
    company = next(iter(catalog))
    assert (company.description, company.extra) == ("Kami menjual ikan.", {"description": "lama"})


CSV = "name,description,country\nPT A,Ikan segar.,ID\n"
JSON = '{"name": "PT A", "description": "Ikan segar.", "country": "ID"}\n'


@pytest.mark.parametrize(("name", "content"), [("x.csv", CSV), ("x.jsonl", JSON)])
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"mapping": {"Cerita": "description"}}, "mapped-column-missing"),
        ({"mapping": {"name": "nama"}}, "no-such-field"),
        ({"mapping": {"name": "extra"}}, "no-such-field"),
        ({"defaults": {"negara": "ID"}}, "no-such-field"),
    ],
)
def test_a_mapping_or_default_of_nothing_is_refused(load, catalog, name, content, options, code):
    with pytest.raises(FileError) as caught:
        load(name, content, **options)
    assert caught.value.code == code
    assert len(catalog) == 0


def test_a_missing_field_names_itself_and_the_columns_there_are(load):
    with pytest.raises(FileError, match=r"country.*name, description, website"):
        load("x.csv", "name,description,website\nPT A,Ikan.,\n")


def test_progress_goes_up_to_the_end(load):
    shares = []
    load("x.csv", HEADER + ROWS, progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) == 3
    assert shares[-1] == 1

import json
import shutil
import subprocess

import pytest

from embeddings import Messages
from recommender.judgement_files import COLUMNS

QUERY = "mencari pembuat cetakan untuk komponen plastik"


@pytest.fixture
def data(demo, tmp_path):
    """A copy of the demo's companies, to write into."""
    return shutil.copytree(demo, tmp_path / "data")


@pytest.fixture
def feedback(mitra, data):
    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
        return mitra("--data", data, "feedback", *arguments, **environment)

    return run


def listed(feedback):
    return json.loads(feedback("list", "--json").stdout)


@pytest.mark.slow
def test_a_judgement_is_added_listed_replaced_and_removed(feedback):
    added = feedback("add", QUERY, "JP-009", "--grade", 2, "--judge", "Sari", "--json")
    assert (added.returncode, added.stderr) == (0, "")
    document = json.loads(added.stdout)
    assert list(document) == [
        *("number", "kind", "query", "language", "company", "partner"),
        *("grade", "confirmed", "judge", "note", "judged_at"),
    ]
    assert (document["kind"], document["language"], document["number"]) == ("search", "id", 1)
    assert listed(feedback) == [document]
    again = feedback("add", QUERY.upper(), "JP-009", "-g", 3, "--judge", "Sari")
    assert (again.returncode, again.stdout) == (0, "")
    assert "Judgement 1 replaces" in again.stderr
    assert [(j["number"], j["grade"]) for j in listed(feedback)] == [(1, 3)]
    assert feedback("remove", 1).returncode == 0
    assert listed(feedback) == []
    assert "mitra feedback add" in feedback("list").stderr


def test_a_company_asks_with_for_and_kind(feedback):
    options = ("--for", "ID-001", "--kind", "match", "--confirmed", "--note", "ketemu di Nagoya")
    assert feedback("add", "JP-001", *options).returncode == 0
    (found,) = listed(feedback)
    assert (found["company"], found["query"], found["kind"]) == ("ID-001", None, "match")
    assert (found["grade"], found["confirmed"]) == (3, True)
    table = feedback("list", COLUMNS="120").stdout
    assert "ID-001" in table
    assert "ketemu di Nagoya" in table


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["add", "kopi", "JP-9999", "-g", "1"], "unknown-company"),
        (["add", "kopi", "JP-001"], "problem.no-grade"),
        (["add", "…", "JP-001", "-g", "1"], "problem.no-words"),
        (["add", "JP-001", "--for", "ID-001", "-g", "1"], "problem.no-kind"),
        (["remove", "7"], "unknown-judgement"),
        (["import", "none.csv"], "no-such-file"),
        (["export", "judged.pdf"], "unsupported-format"),
    ],
)
@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_what_is_wrong_is_said_with_its_remedy(feedback, language, arguments, code):
    done = feedback(*arguments, MITRA_LANG=language)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    message = Messages("recommender").text
    for part in ("message", "remedy"):
        beginning = Messages("recommender").keys(language)[f"{code}.{part}"].partition("{")[0]
        assert beginning in done.stderr
    assert message("cli.app.error", language) in done.stderr
    assert listed(feedback) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "JP-001"],
        ["add", "kopi", "JP-001", "--for", "ID-001"],
        ["add", "kopi", "JP-001", "--grade", "4"],
        ["remove", "one"],
        ["remove"],
    ],
)
def test_wrong_usage_ends_with_exit_code_2(feedback, arguments):
    done = feedback(*arguments)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.slow
def test_a_table_is_imported_its_bad_rows_are_reported_and_it_comes_out_again(feedback, tmp_path):
    path = tmp_path / "judged.csv"
    path.write_text(
        "query,company,kind,partner,grade,confirmed,judge,note\n"
        "測定器の校正,,,ID-002,2,,JETRO,=SUM(A1)\n"
        ",ID-001,similar,JP-777,1,,,\n"
        "kopi,,,JP-001,9,,,\n",
        "utf-8",
    )
    done = feedback("import", path, "--json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert (document["read"], document["saved"]) == (3, 2)
    (rejected,) = document["rejected"]
    assert (rejected["row"], rejected["column"], rejected["code"]) == (4, "grade", "grade")
    shown = feedback("import", path, COLUMNS="160")
    assert shown.returncode == 1
    assert "“9” is no grade." in shown.stdout
    assert "JP-777" in shown.stderr
    out = tmp_path / "out.csv"
    assert feedback("export", out).returncode == 0
    header, first, _ = out.read_text("utf-8-sig").splitlines()
    assert header == ",".join(COLUMNS)
    assert first.startswith("測定器の校正,,search,ID-002,2,no,JETRO,'=SUM(A1),ja,")
    again = feedback("import", out, "--json")
    assert (again.returncode, json.loads(again.stdout)["unchanged"]) == (0, 2)


@pytest.mark.parametrize("command", ["add", "list", "remove", "import", "export"])
def test_every_command_has_help(mitra, command):
    done = mitra("feedback", command, "--help")
    assert done.returncode == 0
    assert "See the help text" not in done.stdout

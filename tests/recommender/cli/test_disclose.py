"""`mitra disclose`: an organisation's companies, seen by whom it likes."""

import json

import pytest

from recommender import Catalog
from recommender.sight import PUBLIC, Viewer


@pytest.fixture
def shared(mitra, tmp_path):
    companies = tmp_path / "companies.csv"
    companies.write_text(
        "id,name,country,organisation,description\n"
        "K-1,PT Satu,ID,Kadin,Kami membuat baut.\n"
        "K-2,PT Dua,ID,Kadin,Kami membuat mur.\n",
        "utf-8",
    )
    folder = tmp_path / "data"
    assert mitra("--data", folder, "import", companies).returncode == 0

    def run(*arguments):
        return mitra("--data", folder, "disclose", *arguments)

    run.folder = folder
    return run


def seen(folder, viewer) -> set[str]:
    with Catalog.open(folder) as catalog:
        return {company.id for company in catalog.seen_by(viewer)}


def test_decisions_are_made_changed_in_part_and_listed(shared):
    assert json.loads(shared("--json").stdout) == {"organisations": []}
    done = shared("Kadin", "--companies", "partners", "--partner", "JETRO", "--json")
    expected = {
        "organisation": "Kadin",
        "companies": "partners",
        "contacts": "private",
        "partners": ["JETRO"],
    }
    assert json.loads(done.stdout) == {"organisations": [expected]}
    assert seen(shared.folder, PUBLIC) == set()
    assert seen(shared.folder, Viewer("JETRO")) == {"K-1", "K-2"}
    shared("--company", "K-1", "--companies", "public")
    assert seen(shared.folder, PUBLIC) == {"K-1"}
    shared("--company", "K-1")
    assert seen(shared.folder, PUBLIC) == set()
    changed = shared("kadin", "--contacts", "public", "--json")
    assert json.loads(changed.stdout)["organisations"][0]["companies"] == "partners"
    table = shared()
    assert "JETRO" in table.stdout
    assert "public" in table.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["Kadin", "--companies", "everybody"], 2, "public, partners, private"),
        (["--company", "K-9", "--companies", "public"], 1, "K-1"),
    ],
)
def test_what_cannot_be_decided_is_refused(shared, arguments, code, says):
    done = shared(*arguments)
    assert done.returncode == code
    assert says in " ".join(done.stderr.split())

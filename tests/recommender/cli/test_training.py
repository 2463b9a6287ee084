"""`mitra model train`, from a catalogue to a model that the catalogue uses."""

import re
from pathlib import Path

import numpy as np
import pytest

import embeddings.training
from embeddings import load_embedder
from embeddings.loading import DEFAULT_MODEL, MODELS

SHIPPED = Path(embeddings.training.__file__).parent / "adapt.toml"


@pytest.fixture
def short(tmp_path):
    """The shipped settings with three steps."""
    path = tmp_path / "short.toml"
    path.write_text(re.sub(r"steps = \d+", "steps = 3", SHIPPED.read_text("utf-8")), "utf-8")
    return path


@pytest.mark.slow
def test_a_catalogue_is_searched_with_the_model_that_was_adapted_to_it(
    mitra, demo, short, tmp_path
):
    matches = tmp_path / "matches.csv"
    matches.write_text("source_id,partner_id\nID-001,JP-001\nID-002,JP-002\n", "utf-8")
    model = tmp_path / "model"
    done = mitra(
        "--data", demo, "model", "train", "--output", model, "--matches", matches, "--config", short
    )
    assert done.returncode == 0, done.stderr
    assert str(model) in done.stderr.replace("\n", "")
    adapted, before = load_embedder(str(model)), load_embedder()
    assert adapted.fingerprint != before.fingerprint
    query = ["pemasok komponen otomotif"]
    cosine = adapted.encode(query, "query") @ before.encode(query, "query").T
    assert 0.9 < cosine.item() < 1
    again = mitra(
        "--data", demo, "model", "train", "--output", tmp_path / "again",
        "--matches", matches, "--config", short,
    )  # fmt: skip
    assert again.returncode == 0
    repeated = load_embedder(str(tmp_path / "again")).encode(query, "query")
    np.testing.assert_allclose(repeated, adapted.encode(query, "query"), atol=1e-3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--built-in", "none", "--matches", "x"], "cannot be combined"),
        ([], "--output"),
    ],
)
def test_wrong_usage_is_refused(mitra, demo, tmp_path, arguments, says):
    output = ["--output", tmp_path / "model"] if arguments else []
    done = mitra("--data", demo, "model", "train", *arguments, *output)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--start", "no-such-model"], "no trilingual model"),
        (["--matches", "none.csv"], "no file"),
        (["--config", "none.toml"], "settings in none.toml"),
        (["--built-in", "none"], "parallel.parquet"),
        (["--built-in", "none", "--start", "no-such-model"], "no trilingual model"),
        (["--built-in", "none", "--start", MODELS / DEFAULT_MODEL], "parallel.parquet"),
    ],
)
def test_what_cannot_be_read_is_named(mitra, demo, tmp_path, arguments, says):
    model = tmp_path / "model"
    done = mitra("--data", demo, "model", "train", *arguments, "--output", model)
    assert done.returncode == 1
    assert says in " ".join(done.stderr.split())
    assert not model.exists()


def test_a_small_catalogue_is_told_how_many_companies_it_needs(mitra, tmp_path):
    companies = tmp_path / "companies.csv"
    companies.write_text(
        "id,name,country,description\nID-1,PT Satu,ID,Kami menjahit seragam.\n", "utf-8"
    )
    folder = tmp_path / "new"
    assert mitra("--data", folder, "import", companies).returncode == 0
    done = mitra("--data", folder, "model", "train", "--output", tmp_path / "model")
    assert done.returncode == 1
    assert "needs at least 20" in " ".join(done.stderr.split())

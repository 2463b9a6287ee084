"""A stored model is told apart by its bytes, and a damaged one is refused with a remedy."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from embeddings import INTERFACE_LANGUAGES, ModelError
from embeddings.model_files import read_network, write_model
from embeddings.model_folder import ModelFolder
from embeddings.ngram_encoder import NgramEncoder
from embeddings.pieces import PieceTokenizer

FILES = ("config.json", "model.safetensors", "sentencepiece.model")


def in_numpy(path):
    return NgramEncoder(ModelFolder.open(path), "small").encode(["pabrik baja"], "query")


def in_torch(path):
    return read_network(ModelFolder.open(path))


RUNTIMES = pytest.mark.parametrize("load", [in_numpy, in_torch])


@pytest.fixture
def copy(tmp_path, stored):
    return shutil.copytree(stored, tmp_path / "copy")


def refused(load, path):
    with pytest.raises(ModelError) as caught:
        load(path)
    assert caught.value.code == "model-not-loadable"
    for language in INTERFACE_LANGUAGES:
        assert str(path) in caught.value.message(language)
        assert caught.value.remedy(language)
    return caught.value


def change_config(path, change):
    config = json.loads((path / "config.json").read_text("utf-8"))
    change(config)
    (path / "config.json").write_text(json.dumps(config), "utf-8")


def test_what_was_written_can_be_read(stored, make_network):
    folder = ModelFolder.open(stored)
    assert ModelFolder.is_one(stored)
    assert folder.layout == make_network().layout
    network = make_network().state_dict()
    for name, weights in read_network(folder).state_dict().items():
        if name != "table.weight":
            expected = network[name].numpy().astype(np.float16).astype(np.float32)
            np.testing.assert_array_equal(weights.numpy(), expected)


def test_what_is_said_about_the_model_stands_in_its_config(stored):
    assert json.loads((stored / "config.json").read_text("utf-8"))["name"] == "small"


def test_the_weights_and_the_vocabulary_are_complete_before_they_have_their_names(stored):
    assert not list(stored.glob("*.part"))


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(copy, missing):
    (copy / missing).unlink()
    assert missing in str(refused(in_numpy, copy))


@pytest.mark.parametrize("kept", [0, 4, 100, 0.5, -1])
@RUNTIMES
def test_cut_weights_are_refused(copy, load, kept):
    whole = (copy / "model.safetensors").read_bytes()
    size = int(len(whole) * kept) if isinstance(kept, float) else kept
    (copy / "model.safetensors").write_bytes(whole[:size])
    refused(load, copy)


@pytest.mark.parametrize("kept", [0, 1000, -1000])
def test_a_cut_vocabulary_is_refused(copy, kept):
    whole = (copy / "sentencepiece.model").read_bytes()
    (copy / "sentencepiece.model").write_bytes(whole[:kept])
    refused(in_numpy, copy)


def test_a_vocabulary_of_another_size_is_refused(copy, make_network):
    network = make_network()
    pieces = PieceTokenizer(copy / "sentencepiece.model").size
    fewer = type(network)(type(network.layout)(pieces - 100, 64, 16, 5, 24))
    write_model(copy, fewer, copy / "sentencepiece.model", {})
    refused(in_numpy, copy)


@pytest.mark.parametrize("size", ["pieces", "width", "channels", "rank", "hidden"])
@pytest.mark.parametrize("factor", [0.5, 2])
@RUNTIMES
def test_sizes_that_the_weights_do_not_have_are_refused(copy, load, size, factor):
    def change(config):
        config["layout"][size] = int(config["layout"][size] * factor)

    change_config(copy, change)
    refused(load, copy)


@pytest.mark.parametrize("name", ["table.step", "project.bias", "up.1.2.weight", "dense3.weight"])
@RUNTIMES
def test_missing_weights_are_refused(copy, load, name):
    weights = load_file(copy / "model.safetensors")
    del weights[name]
    save_file(weights, copy / "model.safetensors")
    assert name in str(refused(load, copy))


@RUNTIMES
def test_an_unknown_architecture_is_refused(copy, load):
    change_config(copy, lambda config: config.update(architecture="another-encoder"))
    assert not ModelFolder.is_one(copy)
    assert "another-encoder" in str(refused(load, copy))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"layout"', "{}", '{"layout": 5}', '{"layout": {}}', "\ufeff{}"]
)
def test_a_config_that_says_nothing_is_refused(copy, text):
    (copy / "config.json").write_text(text, "utf-8")
    refused(in_numpy, copy)
    assert not ModelFolder.is_one(copy)


def test_a_config_that_is_not_utf_8_is_refused(copy):
    (copy / "config.json").write_bytes(b"\xff\xfe{")
    refused(in_numpy, copy)


@pytest.mark.parametrize(
    "change",
    [
        lambda config: config["layout"].update(width="wide"),
        lambda config: config["layout"].update(rank=-1),
        lambda config: config["layout"].update(depth=3),
        lambda config: config["layout"].pop("pieces"),
    ],
    ids=["a word", "negative", "unknown", "missing"],
)
def test_a_size_that_is_none_is_refused(copy, change):
    change_config(copy, change)
    refused(in_numpy, copy)


def test_a_folder_of_another_model_is_none(tmp_path):
    assert not ModelFolder.is_one(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', "utf-8")
    assert not ModelFolder.is_one(tmp_path)


def fingerprint(path, dimension=None):
    return NgramEncoder(ModelFolder.open(path), "small", dimension).fingerprint


def test_the_same_files_elsewhere_have_the_same_fingerprint(copy, stored):
    assert fingerprint(copy) == fingerprint(stored)


@pytest.mark.parametrize("name", FILES)
def test_the_fingerprint_changes_with_each_file(copy, stored, name):
    whole = bytearray((copy / name).read_bytes())
    if name == "config.json":
        whole += b"\n"
    else:
        whole[-1] ^= 1
    (copy / name).write_bytes(whole)
    assert fingerprint(copy) != fingerprint(stored)


def test_the_fingerprint_does_not_change_with_what_no_vector_depends_on(copy, stored):
    (copy / "README.md").write_text("A model card.", "utf-8")
    (copy / "modules.json").unlink()
    assert fingerprint(copy) == fingerprint(stored)


def test_the_fingerprint_changes_with_the_dimension(stored):
    assert len({fingerprint(stored, dimension) for dimension in (16, 32, 64)}) == 3
    assert fingerprint(stored, 64) == fingerprint(stored)

"""A run's settings are read whole, and what is wrong in them is named with its place."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from embeddings import INTERFACE_LANGUAGES, ModelError
from embeddings.training.settings import EncoderSettings, StaticSettings, TrainingSettings

TEXT = """\
name = "mine"
seed = 5
steps = 900
warm_up = 60
rate = 3e-4
table_rate = 6e-4
scale = 20.0
dimensions = [512, 256, 128]
rank = 160
fewest_occurrences = 3
blend = 0.75

[running]
texts = 1000
collections = ["edict"]

[sizes]
translations = 256
sentences = 160
documents = 96
passages = 48
terms = 128

[weights]
translations = 0.7
sentences = 1.0
documents = 1.5
passages = 1.5
terms = 0.5
teacher = 20.0

[shares]
edict = 0.6
"""


SHIPPED = {"trilingual": EncoderSettings, "fast": StaticSettings, "adapt": TrainingSettings}


@pytest.fixture
def read(tmp_path):
    def read(text, kind=EncoderSettings):
        path = tmp_path / "mine.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return kind.read(path)

    return read


@pytest.fixture
def refused(tmp_path, read):
    def refused(text):
        with pytest.raises(ModelError) as caught:
            read(text)
        for language in INTERFACE_LANGUAGES:
            assert str(tmp_path / "mine.toml") in caught.value.message(language)
            assert caught.value.remedy(language)
        return caught.value.message("en")

    return refused


@pytest.mark.parametrize(("name", "kind"), SHIPPED.items())
def test_the_shipped_settings_say_what_their_file_says(name, kind, read):
    text = (files("embeddings.training") / f"{name}.toml").read_text("utf-8")
    settings = read(text, kind).model_dump(mode="json")
    assert settings == tomllib.loads(text)


def test_the_text_of_these_tests_is_right(read):
    assert read(TEXT).model_dump(mode="json") == tomllib.loads(TEXT)


@pytest.mark.parametrize(("name", "kind"), SHIPPED.items())
def test_the_shipped_vectors_get_shorter_from_their_whole_length_on(name, kind):
    path = Path(str(files("embeddings.training"))) / f"{name}.toml"
    dimensions = kind.read(path).dimensions
    assert list(dimensions) == sorted(set(dimensions), reverse=True)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("speed", "speed = 5"),
        ("sizes.words", "[sizes]\nwords = 5"),
        ("weights.x", "[weights]\nx = 1"),
    ],
)
def test_an_unknown_key_is_named_with_its_table(refused, place, line):
    table, _, setting = line.rpartition("\n")
    text = TEXT.replace(table, line) if table else f"{setting}\n{TEXT}"
    assert place in refused(text)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("steps = 900", 'steps = "many"', "steps"),
        ("steps = 900", 'steps = "900"', "steps"),
        ("steps = 900", "steps = true", "steps"),
        ("steps = 900", "steps = 900.5", "steps"),
        ("rate = 3e-4", "rate = [1]", "rate"),
        ("dimensions = [512, 256, 128]", "dimensions = 512", "dimensions"),
        ("dimensions = [512, 256, 128]", 'dimensions = [512, "half"]', "dimensions.1"),
        ("passages = 48", 'passages = "all"', "sizes.passages"),
        ("edict = 0.6", 'edict = "often"', "shares.edict"),
        ('["edict"]', "[5]", "running.collections.0"),
        ('name = "mine"', "name = 5", "name"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(refused, old, new, place):
    assert old in TEXT
    assert f"{place}:" in refused(TEXT.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("steps = 900", "steps = 0", "steps"),
        ("warm_up = 60", "warm_up = -1", "warm_up"),
        ("rate = 3e-4", "rate = 0.0", "rate"),
        ("rate = 3e-4", "rate = nan", "rate"),
        ("rate = 3e-4", "rate = inf", "rate"),
        ("scale = 20.0", "scale = -20.0", "scale"),
        ("dimensions = [512, 256, 128]", "dimensions = []", "dimensions"),
        ("dimensions = [512, 256, 128]", "dimensions = [512, 0]", "dimensions.1"),
        ("blend = 0.75", "blend = 1.5", "blend"),
        ("blend = 0.75", "blend = 0.0", "blend"),
        ("terms = 128", "terms = 0", "sizes.terms"),
        ("texts = 1000", "texts = 0", "running.texts"),
        ("teacher = 20.0", "teacher = -1.0", "weights.teacher"),
        ("edict = 0.6", "edict = -0.6", "shares.edict"),
    ],
)
def test_a_number_that_makes_no_sense_is_named_with_its_place(refused, old, new, place):
    assert old in TEXT
    assert f"{place}:" in refused(TEXT.replace(old, new, 1))


def test_every_missing_setting_is_named(refused):
    says = refused(TEXT.replace("steps = 900\n", "").replace("teacher = 20.0\n", ""))
    assert "steps:" in says
    assert "weights.teacher:" in says


def test_broken_toml_is_named_with_its_line(refused):
    lines = TEXT.splitlines()
    number = lines.index("steps = 900")
    lines[number] = "steps = = 900"
    assert f"line {number + 1}" in refused("\n".join(lines))


def test_a_key_that_stands_twice_is_refused(refused):
    refused(TEXT.replace("steps = 900", "steps = 900\nsteps = 800"))


def test_a_file_that_is_not_utf_8_is_refused(refused):
    refused('name = "キャラ"'.encode("cp932"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"none\.toml"):
        EncoderSettings.read(tmp_path / "none.toml")


def test_settings_do_not_change_once_they_are_read(read):
    with pytest.raises(ValueError, match="frozen"):
        read(TEXT).steps = 5

"""Replacing several files at once: all of the new ones, or all of the old ones."""

import pytest

from embeddings.durable_files import replace_files, text_writer


def contents(folder):
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def test_new_files_take_the_place_of_old_ones_and_leave_others_alone(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "other").write_text("stays")
    replace_files(tmp_path, {"a": text_writer("new"), "b": text_writer("日本")})
    assert contents(tmp_path) == {"a": "new", "b": "日本", "other": "stays"}


def test_a_folder_that_is_not_there_is_made(tmp_path):
    replace_files(tmp_path / "deep" / "er", {"a": text_writer("x")})
    assert contents(tmp_path / "deep" / "er") == {"a": "x"}


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_writer_that_fails_leaves_the_old_files(tmp_path, fault):
    def fails(path):
        path.write_text("half")
        raise fault

    (tmp_path / "a").write_text("old a")
    with pytest.raises(type(fault)):
        replace_files(tmp_path, {"a": text_writer("new a"), "b": fails})
    assert contents(tmp_path) == {"a": "old a"}


def test_a_file_may_be_made_from_the_one_that_it_replaces(tmp_path):
    (tmp_path / "a").write_text("one")
    replace_files(
        tmp_path, {"a": lambda part: part.write_text((tmp_path / "a").read_text() + " two")}
    )
    assert contents(tmp_path) == {"a": "one two"}

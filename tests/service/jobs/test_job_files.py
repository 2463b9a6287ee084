"""Only what a job has written as a result is found, under no other name, and nowhere else."""

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.jobs.job import Job
from service.jobs.job_files import JobFiles
from service.jobs.job_store import new_id

NAMES = (
    "../secret.txt",
    "..\\secret.txt",
    "/etc/passwd",
    "./similarity.csv",
    "similarity.csv/",
    "similarity.csv\0.html",
    "SIMILARITY.CSV",
    "similarity.csv ",
    "published/../similarity.csv",
    "CON",
    "",
    ".",
    "..",
    "plan.json",
    ".mitra-parts",
)


@pytest.fixture
def files(tmp_path):
    return JobFiles(tmp_path)


@pytest.fixture
def job(files, tmp_path):
    made = Job(
        *(new_id(), "similarity", {}, "en", "a", None, "done", 1.0, None, 4, 0),
        *(datetime.now(UTC), None, datetime.now(UTC), None),
        {"similarity.csv": 3, "published/timetable.html": 4},
    )
    folder = files.folder(made.id)
    (folder / "published").mkdir()
    (folder / "similarity.csv").write_text("a,b")
    (folder / "published" / "timetable.html").write_text("<h1>")
    (folder / "plan.json").write_text("{}")
    (tmp_path / "jobs" / "secret.txt").write_text("secret")
    return made


def test_results_are_found_by_their_names(files, job):
    assert files.find(job, "similarity.csv").read_text() == "a,b"
    assert files.find(job, "published/timetable.html").read_text() == "<h1>"


@pytest.mark.parametrize("name", NAMES)
def test_no_other_name_leads_anywhere(files, job, name):
    assert files.find(job, name) is None


def test_a_link_is_no_result(files, job, tmp_path):
    path = files.folder(job.id) / "similarity.csv"
    path.unlink()
    path.symlink_to(tmp_path / "jobs" / "secret.txt")
    assert files.find(job, "similarity.csv") is None
    folder = files.folder(job.id) / "published"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert files.find(job, "published/timetable.html") is None


def test_a_name_that_leads_out_is_no_result_although_the_job_lists_it(files, job):
    lying = replace(job, files={"../secret.txt": 6, "/etc/passwd": 1})
    for name in lying.files:
        assert files.find(lying, name) is None


def test_folders_of_no_job_are_removed_but_for_new_ones(files, job, tmp_path):
    old, new = files.folder(new_id()), files.folder(new_id())
    for folder in (old, files.folder(job.id)):
        os.utime(folder, (1, 1))
    files.remove_others({job.id})
    assert not old.exists()
    assert new.exists()
    assert (tmp_path / "jobs" / "secret.txt").exists()
    assert files.find(job, "similarity.csv")

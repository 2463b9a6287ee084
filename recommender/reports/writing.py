"""Writing a report to files: pages for people, a workbook, data for other programs, a manifest."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import get_args

from embeddings import InterfaceLanguage
from embeddings.durable_files import Writer
from recommender.artefacts import sha256
from recommender.errors import ReportError
from recommender.reports.choices import Format
from recommender.reports.data_files import write_csv, write_parquet
from recommender.reports.document import Document
from recommender.reports.file_set import place, staging
from recommender.reports.manifest import Manifest, load_manifest, manifest_of, manifest_path
from recommender.reports.page import write_page
from recommender.reports.sheets import write_sheets
from recommender.whole_files import in_words

FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report was written: its manifest, and all other files."""

    manifest: Path
    files: tuple[Path, ...]


def write_report(
    document: Document,
    folder: Path,
    language: InterfaceLanguage,
    formats: Sequence[Format] = FORMATS,
) -> ReportFiles:
    """Write a document in the given formats, and `<kind>.json`, which vouches for them.

    `<kind>.html` and `.xlsx` hold everything, in the reader's language; `<kind>.csv` and `.parquet`
    the first table, `<kind>-<table>.csv` and `.parquet` each further one. The same document in the
    same language gives the same bytes. The folder is made where it is missing; an earlier report of
    the kind in it is replaced as a whole.

    Raises ReportError where a file in the way is no part of an earlier report or has been changed
    since, or where a table is too long for a sheet; FileError where the disk or the folder refuses.
    Then everything is as it was.
    """
    manifest = manifest_of(document, language)
    writers = _writers(document, manifest, formats)
    if folder.exists() and not folder.is_dir():
        raise ReportError("not-a-report-folder", path=folder)
    own = manifest_path(folder, document.kind)
    with in_words(folder), staging(folder) as staged:
        earlier = _earlier(folder, document.kind, writers)
        for name, write in writers.items():
            write(staged / name)
        digests = {name: sha256(staged / name) for name in writers}
        whole = manifest.model_copy(update={"files": digests})
        (staged / own.name).write_text(whole.model_dump_json(indent=2) + "\n", "utf-8")
        place(staged, [*writers, own.name], earlier - writers.keys())
    return ReportFiles(own, tuple(folder / name for name in writers))


def _writers(
    document: Document, manifest: Manifest, formats: Sequence[Format]
) -> Mapping[str, Writer]:
    kind = document.kind
    writers: dict[str, Writer] = {}
    if "html" in formats:
        writers[f"{kind}.html"] = partial(write_page, document, manifest)
    if "xlsx" in formats:
        writers[f"{kind}.xlsx"] = partial(write_sheets, document, manifest)
    for number, table in enumerate(document.tables):
        stem = kind if number == 0 else f"{kind}-{table.name}"
        if "csv" in formats:
            writers[f"{stem}.csv"] = partial(write_csv, table)
        if "parquet" in formats:
            writers[f"{stem}.parquet"] = partial(write_parquet, table, manifest.about())
    return writers


def _earlier(folder: Path, kind: str, names: Collection[str]) -> set[str]:
    """The files of an earlier report of the kind, untouched since. Raises ReportError otherwise."""
    own = manifest_path(folder, kind)
    files = load_manifest(own, kind).files if os.path.lexists(own) else {}
    for name in {*names, *files}:
        path = folder / name
        if not os.path.lexists(path):
            continue
        if name not in files:
            raise ReportError("foreign-report-file", path=path)
        if not path.is_file() or sha256(path) != files[name]:
            raise ReportError("changed-report-file", path=path)
    return set(files)

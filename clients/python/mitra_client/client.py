"""The client: the operations of the service, and what is made of several of them."""

import json
import os
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from mitra_client import models
from mitra_client.errors import UNEXPECTED, UNREACHABLE, ProblemError
from mitra_client.operations import Operations
from mitra_client.server_events import ServerEvent
from mitra_client.transport import read, read_pieces

MEDIA_TYPES: Mapping[str, str] = {
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}
"""Files that the service imports, by their endings."""

MAX_BREAKS = 6
"""How often in a row following a job begins again after a break, at longer and longer pauses."""

_FIRST_PAUSE = 1.0


class MitraClient(Operations):
    """A service of Mitra. Every operation is a method; see also the ones below.

    ```python
    with MitraClient("https://mitra.example.or.id", key=key) as mitra:
        page = mitra.search(models.SearchRequest(query="pemasok komponen otomotif"))
    ```
    """

    def company_and_tag(self, company_id: str) -> tuple[models.Company, str]:
        """A company and its version, which `put_company` and `delete_company` take as `if_match`."""
        place = {"company_id": company_id}
        answer = self._whole(self._request("GET", "/v1/companies/{company_id}", place))
        return read(models.Company, answer), answer.headers.get("ETag", "")

    def import_file(
        self,
        path: str | Path,
        *,
        mapping: Mapping[str, str] | None = None,
        default: Mapping[str, str] | None = None,
        dry_run: bool = False,
    ) -> models.ImportAnswer:
        """Import the companies of a file; its ending says what it is.

        Sent again under the same Idempotency-Key where no answer came, so that it is done once. `mapping`: the
        field of a column; `default`: the value of a field that rows leave empty. Raises ProblemError,
        OSError, and ValueError for an ending that is unknown.
        """
        path = Path(path)
        content_type = MEDIA_TYPES.get(path.suffix.lower())
        if content_type is None:
            raise ValueError(f"{path.name}: none of {', '.join(MEDIA_TYPES)}")
        return self._import(path.read_bytes(), content_type, mapping, default, dry_run=dry_run)

    def import_records(
        self, records: Iterable[Mapping[str, Any]], *, dry_run: bool = False
    ) -> models.ImportAnswer:
        """Import companies one by one: each a mapping as in JSON, with `id`, `name`, `country` and so on.

        Sent again as a file is. Raises ProblemError.
        """
        lines = [json.dumps(dict(record), ensure_ascii=False, default=str) for record in records]
        content = "\n".join(lines).encode()
        return self._import(content, MEDIA_TYPES[".ndjson"], None, None, dry_run=dry_run)

    def changes(
        self, cursor: str | None = None, *, limit: int = 500
    ) -> Iterator[models.ChangesAnswer]:
        """The changes since a cursor, part by part; keep the cursor of the last part for the next time."""
        more = True
        while more:
            part = self.list_changes(cursor=cursor, limit=limit)
            yield part
            cursor, more = part.cursor, part.more

    def follow(self, job_id: str) -> Iterator[models.JobAnswer]:
        """A job each time that it has changed, until it is over; goes on after breaks.

        Raises ProblemError.
        """
        seen: str | None = None
        breaks = 0
        while True:
            try:
                for event in self.follow_job(job_id, last_event_id=seen):
                    seen, breaks = event.id, 0
                    yield _job(event)
                    if event.kind == "end":
                        return
            except ProblemError as problem:
                if problem.code != UNREACHABLE or breaks >= MAX_BREAKS:
                    raise
            # The stream of a service that is stopped ends without an end.
            breaks += 1
            if breaks > MAX_BREAKS:
                raise ProblemError(UNREACHABLE, "The service ended before the job did.")
            time.sleep(_FIRST_PAUSE * 2 ** (breaks - 1))

    def wait(self, job_id: str) -> models.JobAnswer:
        """A job when it is over: done, failed or cancelled. Raises ProblemError."""
        *_, last = self.follow(job_id)
        return last

    def save(self, job_id: str, file: str, path: str | Path) -> Path:
        """Download a file of a job to a path, or into a folder under its own name.

        Written under another name first: what is there is there as a whole. Raises ProblemError and OSError.
        """
        target = Path(path)
        if target.is_dir():
            target /= Path(file).name
        request = self._request(
            "GET", "/v1/reports/{job_id}/{file}", {"job_id": job_id, "file": file}
        )
        with self._streamed(request) as answer:
            descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            try:
                with os.fdopen(descriptor, "wb") as opened:
                    for piece in read_pieces(answer):
                        opened.write(piece)
                    opened.flush()
                    os.fsync(opened.fileno())
                Path(temporary).replace(target)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        return target

    def save_all(self, job: models.JobAnswer, folder: str | Path) -> Sequence[Path]:
        """Download all files of a job into a folder, with the folders that they lie in. Raises as `save`."""
        saved = []
        for file in job.files:
            named = PurePosixPath(file.name)
            if named.is_absolute() or ".." in named.parts:
                raise ValueError(f"{file.name!r} leads out of the folder")
            target = Path(folder) / named
            target.parent.mkdir(parents=True, exist_ok=True)
            saved.append(self.save(job.id, file.name, target))
        return saved

    def _import(
        self,
        content: bytes,
        content_type: str,
        mapping: Mapping[str, str] | None,
        default: Mapping[str, str] | None,
        *,
        dry_run: bool,
    ) -> models.ImportAnswer:
        return self.import_companies(
            content,
            content_type=content_type,
            mapping=[f"{column}={field}" for column, field in (mapping or {}).items()],
            default=[f"{field}={value}" for field, value in (default or {}).items()],
            dry_run=dry_run,
            idempotency_key=str(uuid.uuid4()),
        )


def _job(event: ServerEvent) -> models.JobAnswer:
    try:
        return models.JobAnswer.model_validate_json(event.data)
    except ValidationError as error:
        raise ProblemError(UNEXPECTED, "This is no answer of Mitra.") from error

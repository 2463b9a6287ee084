"""The process that does one job: `python -m service.jobs.child FOLDER JOB`.

A process of its own, because hours of computing beside the searches would slow them down, and because
it can be ended at any moment without harm. It is told nothing but which job: whose it is, and what that
key sees now, it looks up itself. On standard output it says how far it is, one JSON object a line, and
at last `files` or `failure`. When standard input ends, the service is gone, and it ends as well.
"""

import os
import sys
import threading
from pathlib import Path

_NICE = 10
"""How much the searches go before."""


def main(folder: Path, job_id: str) -> None:
    """Do a job and say what came of it."""
    threading.Thread(target=_end_with_the_service, daemon=True).start()
    # Whatever a library prints must not look like one of our lines.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    # Only now: this loads for seconds, and the service may end meanwhile.
    from service.jobs.doing import do_job

    do_job(folder, job_id, out)


def _end_with_the_service() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

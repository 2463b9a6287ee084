"""Logs: JSON lines for programs, columns for people; both on standard error.

Modules log with the standard library; here its records become lines. So those of other libraries pass
the same redaction.
"""

import logging
import sys
from typing import Literal, TypeAlias, get_args

import structlog
from structlog.typing import Processor

from service.errors import ServiceError
from service.observing.redaction import redact

LogFormat: TypeAlias = Literal["json", "console"]
FORMATS: tuple[LogFormat, ...] = get_args(LogFormat)


def start_logging(log_format: LogFormat, level: int = logging.INFO) -> None:
    """Write every log record of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(log_format))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def log_format_of(name: str | None) -> LogFormat:
    """The format of a name; without one, what suits whoever reads. Raises ServiceError."""
    if name is None:
        return "console" if sys.stderr.isatty() else "json"
    for known in FORMATS:
        if name == known:
            return known
    raise ServiceError("unknown-log-format", name=name, valid=", ".join(FORMATS))


def formatter(log_format: LogFormat) -> logging.Formatter:
    """What makes a line of a log record."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            redact,
            renderer,
        ],
    )

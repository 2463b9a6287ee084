"""Errors of the catalogue, each with a stable code and three languages."""

from embeddings import Messages, MitraError

MESSAGES = Messages("recommender")


class RecommenderError(MitraError):
    """Base of the errors that this package raises for bad input or bad surroundings."""

    messages = MESSAGES


class QueryError(RecommenderError):
    """A query or a limit that cannot be searched with."""


class FilterError(RecommenderError):
    """A filter with an unknown field or value; names the nearest valid ones."""


class UnknownCompanyError(RecommenderError):
    """An id that the catalogue does not hold."""


class UnknownJudgementError(RecommenderError):
    """A number that no judgement has."""


class MergeError(RecommenderError):
    """A merge that does not exist, or that cannot be undone."""


class EvaluationError(RecommenderError):
    """Judgements that nothing can be measured with."""


class CatalogError(RecommenderError):
    """A catalogue on disk that cannot be opened, read or written."""


class FileError(RecommenderError):
    """A file that cannot be read or written as a whole; nothing of it was saved."""


class ReportError(RecommenderError):
    """A report that cannot be made of what was asked for, or one on disk that cannot be read."""

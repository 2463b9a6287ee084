"""What people are told about an error: not everything that programs, or a command line, could do about it."""

from embeddings import MitraError
from service import problems
from service.pages.words import Words


def sentences(error: MitraError, words: Words) -> tuple[str, str]:
    """What is wrong, and what to do about it on a page."""
    problem = problems.of_mitra_error(error, words.language, "")
    if problem is None:
        return error.message(words.language), error.remedy(words.language)
    return in_own_words(error.code, problem.title, problem.detail, words)


def in_own_words(code: str, title: str, remedy: str, words: Words) -> tuple[str, str]:
    """The same, with the words that the pages have of their own for a code."""
    own_title = words.if_there(f"problem.{code}-title")
    return own_title or title, words.if_there(f"problem.{code}") or remedy

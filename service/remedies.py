"""What to do about a problem of the catalogue, for readers who have no command line.

The catalogue's own remedies name commands and their options. A client of HTTP has fields and paths instead,
and somebody before a page the page.
"""

from typing import Literal, TypeAlias

from embeddings import InterfaceLanguage, MitraError
from recommender.problems import Problem
from service.errors import MESSAGES

Reader: TypeAlias = Literal["http", "page"]


def remedy_for(
    problem: MitraError | Problem, language: InterfaceLanguage, reader: Reader = "http"
) -> str:
    """What a reader can do: in words for pages, else in those for HTTP, else in the problem's own."""
    known = MESSAGES.keys(language)
    for key in (f"{reader}.{problem.code}", f"http.{problem.code}"):
        if key in known:
            return MESSAGES.text(key, language, **problem.values)
    return problem.remedy(language)

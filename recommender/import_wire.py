"""The JSON of an import's report, which the command line prints and the service answers."""

from pydantic import BaseModel, Field

from embeddings import InterfaceLanguage
from recommender.importing import Rejection


class RejectionJson(BaseModel):
    """A row that was not saved: where it is, what is wrong, what to do."""

    row: int = Field(examples=[3])
    column: str | None = Field(examples=["country"])
    code: str = Field(examples=["country-code"])
    reason: str
    remedy: str

    @classmethod
    def of(
        cls, rejection: Rejection, language: InterfaceLanguage, remedy: str | None = None
    ) -> "RejectionJson":
        """Write a rejection as JSON, with a remedy for whoever reads it where there is one."""
        problem = rejection.problem
        return cls(
            row=rejection.row,
            column=rejection.column,
            code=problem.code,
            reason=problem.message(language),
            remedy=problem.remedy(language) if remedy is None else remedy,
        )

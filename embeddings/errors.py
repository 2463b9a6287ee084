"""Errors that a person can act on: a code, a sentence in their language, what to do next."""

from typing import ClassVar

from embeddings.messages import InterfaceLanguage, Messages


class MitraError(Exception):
    """Base of every error that bad input or the surroundings cause.

    `code` is stable and names an entry of the package's message files; `values` fill its
    placeholders. `str(error)` is the English sentence with its remedy.
    """

    messages: ClassVar[Messages]

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{self.message('en')} {self.remedy('en')}".strip())

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong, in one sentence."""
        return self.messages.text(f"{self.code}.message", language, **self.values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do next."""
        return self.messages.text(f"{self.code}.remedy", language, **self.values)


class ModelError(MitraError):
    """A model that cannot be loaded or used."""

    messages = Messages("embeddings")

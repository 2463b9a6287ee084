"""Errors that a person can act on: a code, a sentence in their language, what to do next."""

from typing import Any, ClassVar

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

    def __reduce__(self) -> tuple[Any, ...]:
        """Pass from process to process with everything but the traceback."""
        return _again, (type(self), self.args, vars(self), self.__cause__)

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong, in one sentence."""
        return self.messages.text(f"{self.code}.message", language, **self.values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do next."""
        return self.messages.text(f"{self.code}.remedy", language, **self.values)


def _again(
    kind: type[MitraError],
    arguments: tuple[Any, ...],
    attributes: dict[str, Any],
    cause: BaseException | None,
) -> MitraError:
    # Not made by its own `__init__`, which takes what is only known where it was raised.
    error = kind.__new__(kind, *arguments)
    vars(error).update(attributes)
    error.__cause__ = cause
    return error


class ModelError(MitraError):
    """A model that cannot be loaded or used."""

    messages = Messages("embeddings")

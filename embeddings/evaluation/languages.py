"""How often a language detector is right, wrong, or honestly unsure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from embeddings.language import Identification

Identify = Callable[[str], Identification]
LabelledText = tuple[str, Identification]
"""A text and what should be said of it; "unsure" where nobody could know."""


@dataclass(frozen=True)
class LanguageScore:
    """Counts over labelled texts; `right`, `wrong` and `unsure` add up to `texts`.

    Where "unsure" is the label, saying so is right and naming a language is wrong.
    """

    texts: int = 0
    right: int = 0
    wrong: int = 0
    unsure: int = 0

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 to 1; an unsure answer is not a right one."""
        return self.right / self.texts

    @property
    def error(self) -> float:
        """Share of wrong answers, 0 to 1."""
        return self.wrong / self.texts

    def __add__(self, other: "LanguageScore") -> "LanguageScore":
        return LanguageScore(
            self.texts + other.texts,
            self.right + other.right,
            self.wrong + other.wrong,
            self.unsure + other.unsure,
        )


def judge(labelled: Iterable[LabelledText], identify: Identify) -> LanguageScore:
    """Count the answers of `identify` over labelled texts."""
    texts = right = unsure = 0
    for text, label in labelled:
        answer = identify(text)
        texts += 1
        right += answer == label
        unsure += answer == "unsure" != label
    return LanguageScore(texts, right, texts - right - unsure, unsure)

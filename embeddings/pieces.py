"""Text into the numbers of its pieces: Google's sentencepiece with the model's own vocabulary."""

from collections.abc import Sequence
from pathlib import Path

from sentencepiece import SentencePieceProcessor


class PieceTokenizer:
    """Unigram segmentation (Kudo, "Subword Regularization", ACL 2018)."""

    def __init__(self, vocabulary: Path) -> None:
        """`vocabulary` is a sentencepiece model file. Raises OSError where it cannot be read."""
        try:
            self._processor = SentencePieceProcessor(model_file=str(vocabulary))
        except RuntimeError as error:
            raise OSError(f"{vocabulary.name} is no vocabulary of sentencepiece") from error
        self.size: int = self._processor.vocab_size()
        self.unknown: int = self._processor.unk_id()

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Numbers of the pieces of each text, between those that mark its beginning and end."""
        numbers: list[list[int]] = self._processor.encode(
            list(texts), out_type=int, add_bos=True, add_eos=True
        )
        return numbers

    def bare(self, texts: Sequence[str]) -> list[list[int]]:
        """As `encode`, without the marks at both ends."""
        numbers: list[list[int]] = self._processor.encode(list(texts), out_type=int)
        return numbers

    def piece(self, number: int) -> tuple[str, float]:
        """A piece as the vocabulary writes it, and its score (log probability)."""
        return self._processor.id_to_piece(number), self._processor.get_score(number)

    def text(self, number: int) -> str:
        """A piece as it stands in a text."""
        text: str = self._processor.decode([number])
        return text

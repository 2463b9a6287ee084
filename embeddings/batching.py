"""Cutting a list of texts into batches of bounded size."""

from collections.abc import Iterator, Sequence


def batches(lengths: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) of neighbouring texts whose `lengths` sum to at most `most`.

    A longer text is a batch of its own. Without texts there is no batch.
    """
    first = total = 0
    for number, length in enumerate(lengths):
        if number > first and total + length > most:
            yield first, number
            first, total = number, 0
        total += length
    if lengths:
        yield first, len(lengths)

"""Meetings put into slots so that no company has two at once: colouring the edges of a graph.

König (1916): the edges of a bipartite graph can be coloured with as many colours as its largest degree.
De Werra (1971): so that the colours are used equally often, up to one edge. So any choice of pairs in
which nobody has more meetings than there are slots, and not more in all than tables and slots allow, can
be held, as long as everybody is there all the time and nobody needs an interpreter.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeAlias

Edge: TypeAlias = tuple[int, int]
_Node: TypeAlias = tuple[int, int]


def colour(edges: Sequence[Edge], colours: int) -> list[int]:
    """Colours 0 to `colours` - 1 of edges (i, j), none twice at i or at j, about equally often.

    No colour is used more than ceil(len(edges) / colours) times. Raises ValueError where a node has
    more edges than there are colours.
    """
    degrees = Counter((side, edge[side]) for edge in edges for side in (0, 1))
    if degrees and max(degrees.values()) > colours:
        raise ValueError(f"{max(degrees.values())} edges at one node, {colours} colours")
    # at[node][colour] is the edge of that colour.
    at: dict[_Node, dict[int, int]] = defaultdict(dict)
    chosen = [-1] * len(edges)
    for number, (i, j) in enumerate(edges):
        one, other = (0, i), (1, j)
        free = next(c for c in range(colours) if c not in at[one])
        wanted = next(c for c in range(colours) if c not in at[other])
        if free in at[other]:
            # Kempe: exchange the two colours along the path from j; it cannot reach i.
            _exchange(edges, at, chosen, _path(edges, at, other, (free, wanted)), (free, wanted))
        _set(edges, at, chosen, number, free)
    _balance(edges, at, chosen, colours)
    return chosen


def _path(
    edges: Sequence[Edge], at: dict[_Node, dict[int, int]], node: _Node, pair: tuple[int, int]
) -> list[int]:
    """The edges of alternating colours from `node` on, beginning with the first of `pair`."""
    path: list[int] = []
    step = 0
    while (number := at[node].get(pair[step % 2])) is not None:
        path.append(number)
        side = 1 - node[0]
        node = (side, edges[number][side])
        step += 1
    return path


def _exchange(
    edges: Sequence[Edge],
    at: dict[_Node, dict[int, int]],
    chosen: list[int],
    path: Sequence[int],
    pair: tuple[int, int],
) -> None:
    """Give each edge of a path the other of two colours."""
    before = [chosen[number] for number in path]
    for number, colour_before in zip(path, before, strict=True):
        for side in (0, 1):
            del at[side, edges[number][side]][colour_before]
    for number, colour_before in zip(path, before, strict=True):
        _set(edges, at, chosen, number, pair[0] if colour_before == pair[1] else pair[1])


def _set(
    edges: Sequence[Edge],
    at: dict[_Node, dict[int, int]],
    chosen: list[int],
    number: int,
    to: int,
) -> None:
    for side in (0, 1):
        at[side, edges[number][side]][to] = number
    chosen[number] = to


def _balance(
    edges: Sequence[Edge], at: dict[_Node, dict[int, int]], chosen: list[int], colours: int
) -> None:
    """Move edges from the most used colour to the least used one until they differ by one at most.

    The edges of two colours form paths and circles; a path that begins and ends with the larger
    colour has one more of it, and there is one as long as the larger has two more.
    """
    counts = Counter(dict.fromkeys(range(colours), 0))
    counts.update(chosen)
    while True:
        large = max(range(colours), key=lambda c: (counts[c], -c))
        small = min(range(colours), key=lambda c: (counts[c], c))
        if counts[large] - counts[small] <= 1:
            return
        path = _odd_path(edges, at, chosen, large, small)
        _exchange(edges, at, chosen, path, (large, small))
        counts[large] -= 1
        counts[small] += 1


def _odd_path(
    edges: Sequence[Edge],
    at: dict[_Node, dict[int, int]],
    chosen: list[int],
    large: int,
    small: int,
) -> list[int]:
    for number, colour_now in enumerate(chosen):
        if colour_now != large:
            continue
        for side in (0, 1):
            start = (side, edges[number][side])
            if small in at[start]:
                continue
            path = _path(edges, at, start, (large, small))
            if len(path) % 2:
                return path
    raise AssertionError("a larger class has a path of its own")

"""Companies by what filters and facets look at, and by the sectors that they count to.

Derived from the database and from the vectors, and disposable, as those indexes are.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from recommender import artefacts, schema
from recommender.columns import Column
from recommender.company import Partnership
from recommender.isic.head import DivisionHead
from recommender.memberships import Memberships
from recommender.results import CompanySector, Facets, SectorCount, SectorsPage
from recommender.sectors import division, divisions
from recommender.vector_index import Ints, VectorIndex

COLUMNS = {"country": "country", "region": "region_code", "tier": "tier", "language": "language"}
"""The column of the database that each single-valued facet counts."""

KINDS = get_args(Partnership)
"""Kinds of partnership; the number of each is that of its bit."""

Bits = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class AttributeIndex:
    """Columns and sectors in the order of the vector index, and what inferred the sectors.

    `rows` (n,) ascending; `columns` by the names of `COLUMNS`; `kinds` (n,): the kinds of partnership
    that each is interested in, as bits, 0 where it names none.
    """

    generation: int
    fingerprint: str
    rows: Ints
    columns: dict[str, Column]
    sectors: Memberships
    kinds: Bits
    head: DivisionHead

    @classmethod
    def build(
        cls, connection: Connection, fingerprint: str, vectors: VectorIndex, head: DivisionHead
    ) -> "AttributeIndex":
        """Read the columns of every company, and infer the sectors of those that entered none."""
        table, codes = schema.companies.c, schema.company_sectors.c
        wanted = [table[column] for column in COLUMNS.values()]
        partnership = table.profile["partnership"]
        listed = connection.execute(select(*wanted, partnership).order_by(table.row)).all()
        entered: dict[int, list[str]] = {}
        for row, code in connection.execute(
            select(codes.row, codes.code).order_by(codes.row, codes.code)
        ):
            entered.setdefault(row, []).append(code)
        return cls(
            vectors.generation,
            fingerprint,
            vectors.rows,
            {
                name: Column.of([company[number] for company in listed])
                for number, name in enumerate(COLUMNS)
            },
            Memberships.of(vectors.rows.tolist(), entered, head.confidences(vectors.all_means())),
            np.array([_bits(company[-1] or ()) for company in listed], np.uint8),
            head,
        )

    @staticmethod
    def folder(parent: Path, generation: int, fingerprint: str) -> Path:
        """Where the artefact of a generation lies."""
        return artefacts.generation_folder(parent, "attributes", generation, fingerprint)

    def save(self, parent: Path) -> None:
        """Write the artefact, and remove those of other generations and models."""
        values = {name: column.values for name, column in self.columns.items()}
        artefacts.write_generation(
            self.folder(parent, self.generation, self.fingerprint),
            {
                "values.json": lambda path: path.write_text(json.dumps(values), "utf-8"),
                "numbers.npy": _array([column.numbers for column in self.columns.values()]),
                "rows.npy": _array(self.rows),
                "starts.npy": _array(self.sectors.starts),
                "codes.npy": _array(self.sectors.codes),
                "confidences.npy": _array(self.sectors.confidences),
                "inferred.npy": _array(self.sectors.inferred),
                "kinds.npy": _array(self.kinds),
                "weights.npy": _array(self.head.weights),
                "intercepts.npy": _array(self.head.intercepts),
            },
            {
                "generation": self.generation,
                "fingerprint": self.fingerprint,
                "companies": len(self.rows),
                "inferred": int(self.sectors.inferred.sum()),
            },
        )

    @classmethod
    def load(cls, parent: Path, generation: int, fingerprint: str) -> "AttributeIndex":
        """Read the artefact of a generation. Raises DamagedArtefactError where it is not whole."""
        folder = cls.folder(parent, generation, fingerprint)
        artefacts.check_generation(folder, generation, fingerprint)

        def array(name: str) -> Any:  # noqa: ANN401 - arrays of several types
            return np.load(folder / f"{name}.npy", allow_pickle=False)

        try:
            values = json.loads((folder / "values.json").read_text("utf-8"))
            columns = {
                name: Column(tuple(values[name]), numbers)
                for name, numbers in zip(COLUMNS, array("numbers"), strict=True)
            }
            sectors = Memberships(
                array("starts"), array("codes"), array("confidences"), array("inferred")
            )
            head = DivisionHead(array("weights"), array("intercepts"))
            return cls(
                generation, fingerprint, array("rows"), columns, sectors, array("kinds"), head
            )
        except (OSError, ValueError, KeyError) as error:
            raise artefacts.DamagedArtefactError(f"{folder}: {error}") from error

    def __len__(self) -> int:
        return len(self.rows)

    def sectors_of(self, row: int) -> tuple[CompanySector, ...]:
        """The sectors of the company at `row`."""
        return self.sectors.at(int(np.searchsorted(self.rows, row)))

    def share_a_kind(self, kinds: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which companies want one of these kinds of partnership too, shape (n,).

        Whoever names no kind is open to all.
        """
        wanted = _bits(kinds)
        shared: npt.NDArray[np.bool_] = (
            (self.kinds & wanted > 0) | (self.kinds == 0) | (wanted == 0)
        )
        return shared

    def facets(self, positions: Ints) -> Facets:
        """Count the values that the companies at `positions` have."""
        columns = {name: column.count(positions) for name, column in self.columns.items()}
        return Facets(sector=self.sectors.count(positions), **columns)

    def sectors_page(self, positions: Ints | None = None) -> SectorsPage:
        """Every division with the number of its companies, of those at `positions` or of all."""
        if positions is None:
            positions = np.arange(len(self))
        counted = {v.value: v.count for v in self.sectors.count(positions)}
        listed = (SectorCount(division(code), counted.get(code, 0)) for code in divisions())
        return SectorsPage(self.generation, len(positions), tuple(listed))


def _bits(kinds: Sequence[str]) -> int:
    return sum(1 << KINDS.index(kind) for kind in set(kinds))


def _array(values: object) -> Callable[[Path], None]:
    return lambda path: np.save(path, np.asarray(values))

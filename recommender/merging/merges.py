"""Applying decisions on duplicates, and taking them back: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import saving, stored_merges
from recommender.company import Company
from recommender.errors import MergeError
from recommender.importing.report import Rejection
from recommender.merging import disclosing, moving
from recommender.merging.planning import Plan, PlannedGroup, plan
from recommender.merging.review_reading import read_review
from recommender.store import Store
from recommender.stored_merges import Merge, MergedGroup


@dataclass(frozen=True, slots=True)
class MergedCompany:
    """A company that several have become, and the ids that it had beside its own."""

    company: Company
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What was done, or with `dry_run` would be.

    `number`: by which it is undone, None where nothing was done. `apart`: how many pairs were told
    apart; `later`: in how many groups something is undecided. `rejected`: rows that do not fit the
    catalogue; nothing of their groups was done.
    """

    number: int | None
    dry_run: bool
    merged: tuple[MergedCompany, ...]
    apart: int
    later: int
    rejected: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class UndoReport:
    """Which merge was undone: the companies that are back, and the ids that stay merged.

    Those have changed since; they are left out where that was asked for.
    """

    number: int
    restored: tuple[str, ...]
    changed: tuple[str, ...]


class Merges:
    """The merges of a catalogue, and what makes and undoes them; `Catalog.merges`."""

    def __init__(
        self, store: Store, embedder: Callable[[], Embedder], refresh: Callable[[], None]
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._refresh = refresh

    def __iter__(self) -> Iterator[Merge]:
        """Every merge, the last one first."""
        with self._store.reading() as connection:
            yield from stored_merges.read(connection)

    def kept_apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of ids, in alphabetical order, that somebody has told apart."""
        with self._store.reading() as connection:
            return stored_merges.kept_apart(connection)

    def apply(self, path: str | Path, *, dry_run: bool = False) -> MergeReport:
        """Do what a review file says. Raises FileError where it is none.

        A group with a row that does not fit the catalogue is left alone as a whole; the others are
        merged. With `dry_run` nothing is changed.
        """
        source = Path(path)
        review = read_review(source)
        with self._store.reading() as connection:
            planned = plan(self._store, connection, review, source)
            united = [group.united for group in planned.groups if group.united]
            stored = self._store.stored(connection, (company.id for company in united))
        if dry_run or not planned.does_something:
            return _report(None, planned, dry_run=dry_run)
        prepared = saving.prepare(united, self._embedder(), stored)
        with self._store.writing() as connection:
            # Somebody else may have written since we looked.
            planned = plan(self._store, connection, review, source).only(planned)
            number = self._apply(connection, planned, prepared, source.name)
        if number is not None and united:
            self._refresh()
        return _report(number, planned, dry_run=False)

    def undo(self, number: int | None = None, *, except_changed: bool = False) -> UndoReport:
        """Take a merge apart again, the last one that stands unless another is named.

        Every company is what it was, with its place in the order of entry, and pairs that were told
        apart in that merge are no longer. Judgements go back but for those that have changed since.
        Raises MergeError where there is no such merge, or a company of it has changed since; with
        `except_changed` such groups stay merged and the others are taken apart.
        """
        with self._store.reading() as connection:
            chosen = _chosen(connection, number)
            former = stored_merges.groups(connection, chosen)
            ids = [member.company.id for group in former for member in group.members]
            stored = self._store.stored(connection, ids)
        embedder = self._embedder()
        members = [member.company for group in former for member in group.members]
        prepared = saving.prepare(members, embedder, stored)
        restored: list[str] = []
        with self._store.writing() as connection:
            _chosen(connection, chosen)
            changed = [group for group in former if self._has_changed(connection, group)]
            if changed and not except_changed:
                listed = ", ".join(sorted(group.survivor for group in changed))
                raise MergeError("merged-since-changed", number=chosen, ids=listed)
            for group in former:
                if group not in changed:
                    self._restore(connection, group, prepared)
                    restored += [member.company.id for member in group.members]
            if not changed:
                stored_merges.forget_apart(connection, chosen)
            if restored:
                saving.finish(self._store, connection, embedder)
        if restored:
            self._refresh()
        return UndoReport(chosen, tuple(sorted(restored)), tuple(g.survivor for g in changed))

    def _apply(
        self, connection: Connection, planned: Plan, prepared: saving.Prepared, source: str
    ) -> int | None:
        """Do what was planned; returns the merge's number, None where nothing is left to do."""
        if not planned.does_something:
            return None
        number = stored_merges.begin(connection, source)
        for group in planned.groups:
            stored_merges.keep_apart(connection, number, group.apart)
            if group.united:
                self._merge(connection, number, group, group.united, prepared)
        if any(group.united for group in planned.groups):
            saving.finish(self._store, connection, self._embedder())
        return number

    def _merge(
        self,
        connection: Connection,
        number: int,
        group: PlannedGroup,
        united: Company,
        prepared: saving.Prepared,
    ) -> None:
        rows = {member.company.id: member.row for member in group.members}
        before = disclosing.decided(connection, rows.values())
        levels = disclosing.strictest(connection, rows.values())
        for gone in group.gone:
            self._store.delete(connection, rows[gone])
        saving.write(self._store, connection, prepared, united, rows[united.id])
        moved = moving.move(connection, group.gone, united.id)
        noted = stored_merges.add_group(connection, number, united, group.members, moved)
        disclosing.remember(connection, noted, before)
        disclosing.disclose(connection, rows[united.id], levels)

    def _has_changed(self, connection: Connection, group: MergedGroup) -> bool:
        """Whether the one company is another by now, or an old id is in use again."""
        ids = [member.company.id for member in group.members]
        present = self._store.stored(connection, ids)
        survivor = present.pop(group.survivor, None)
        return survivor is None or survivor.digest != group.digest or bool(present)

    def _restore(
        self, connection: Connection, group: MergedGroup, prepared: saving.Prepared
    ) -> None:
        for member in group.members:
            saving.write(self._store, connection, prepared, member.company, member.row)
        disclosing.restore(connection, group.number, [member.row for member in group.members])
        moving.move_back(connection, group.judgements)
        stored_merges.mark_undone(connection, group.number)


def _chosen(connection: Connection, number: int | None) -> int:
    """The number of a merge that stands."""
    standing = [merge.number for merge in stored_merges.read(connection) if not merge.undone]
    if number is None and standing:
        return standing[0]
    if number in standing:
        return number
    listed = ", ".join(map(str, standing)) or "–"
    if number is None:
        raise MergeError("no-merges")
    raise MergeError("unknown-merge", number=number, standing=listed)


def _report(number: int | None, planned: Plan, *, dry_run: bool) -> MergeReport:
    merged = (MergedCompany(g.united, g.gone) for g in planned.groups if g.united)
    return MergeReport(
        number,
        dry_run,
        tuple(merged),
        sum(len(group.apart) for group in planned.groups),
        sum(group.later for group in planned.groups),
        planned.rejected,
    )

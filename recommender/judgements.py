"""The judgements of a catalogue: added, listed, removed, and exchanged as files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from embeddings import Language
from recommender import stored_judgements
from recommender.errors import UnknownJudgementError
from recommender.importing import ImportReport
from recommender.judgement import Judgement
from recommender.judgement_files import read_file, write_file
from recommender.problems import Problem
from recommender.sight import OPERATOR, ForbiddenError, Sight, Viewer, visitors_of
from recommender.store import Store
from recommender.stored_judgements import Change, StoredJudgement


class Judgements:
    """What people said about partners; `Catalog.judgements`.

    Nothing here changes a company, so the indexes stay valid.
    """

    def __init__(self, store: Store, viewer: Viewer = OPERATOR) -> None:
        self._store = store
        self._viewer = viewer

    def __iter__(self) -> Iterator[StoredJudgement]:
        """Every judgement by number, all from one state of the catalogue.

        An organisation sees what was said in its name.
        """
        with self._store.reading() as connection:
            for stored in stored_judgements.read(connection):
                if self._viewer.everything or self._said(stored.judgement):
                    yield stored

    def add(self, judgement: Judgement) -> tuple[StoredJudgement, Change]:
        """Store a judgement; the same judge's earlier one about the same is replaced.

        What an organisation stores is said in its name. Raises UnknownCompanyError where the catalogue
        lacks a company that it names, and ForbiddenError where it is nobody who judges.
        """
        if not self._viewer.everything:
            if self._viewer.name is None:
                raise ForbiddenError(Problem("nobody-judges"))
            judgement = judgement.model_copy(update={"judge": self._viewer.name})
        with self._store.writing() as connection:
            sight = Sight.of(connection, self._viewer)
            for company_id in filter(None, (judgement.company, judgement.partner)):
                self._store.get(connection, company_id, sight)
            return stored_judgements.save(connection, judgement)

    def remove(self, *numbers: int) -> None:
        """Remove judgements, all or none. Raises UnknownJudgementError and ForbiddenError."""
        self._viewer.check_operator()
        with self._store.writing() as connection:
            missing = sorted(set(numbers) - stored_judgements.delete(connection, numbers))
            if missing:
                listed = ", ".join(map(str, missing))
                raise UnknownJudgementError("unknown-judgement", numbers=listed)

    def import_file(self, path: str | Path) -> ImportReport:
        """Store the judgements of a file, in one transaction, and report the rows that are none.

        Their companies need not be there yet. Raises FileError, CatalogError and ForbiddenError;
        nothing is stored then.
        """
        self._viewer.check_operator()
        report = ImportReport()
        judgements, report.rejected = read_file(Path(path))
        with self._store.writing() as connection:
            for judgement in judgements:
                _, change = stored_judgements.save(connection, judgement)
                report.saved += change == "saved"
                report.updated += change == "updated"
                report.unchanged += change == "unchanged"
        return report

    def export(self, path: str | Path) -> int:
        """Write every judgement to a CSV or TSV file that imports unchanged; returns how many."""
        return write_file(Path(path), [stored.judgement for stored in self])

    def languages(self, ids: Iterable[str]) -> dict[str, Language]:
        """In which language the companies of `ids` wrote; those that are not there are absent."""
        with self._store.reading() as connection:
            return stored_judgements.languages(connection, ids)

    def unknown(self) -> list[str]:
        """Ids that judgements name and the catalogue lacks, in alphabetical order."""
        named = {
            company_id
            for stored in self
            for company_id in (stored.judgement.company, stored.judgement.partner)
            if company_id
        }
        return sorted(named - self.languages(named).keys())

    def _said(self, judgement: Judgement) -> bool:
        own = self._viewer.organisation
        return own is not None and judgement.judge in {own, visitors_of(own)}

"""Pages of reports and of an event, made by Mitra of the bundled fictional companies.

The screenshots of the documentation show them, and tests open them in a browser.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from embeddings import Embedder, InterfaceLanguage
from recommender import Catalog
from recommender.bundled import bundled_files
from recommender.duplicates import Duplicates
from recommender.duplicates.report import duplicates_document
from recommender.events.event import Event
from recommender.events.plan import in_order
from recommender.events.plan_file import PlanFile
from recommender.events.planning import plan_event
from recommender.events.publishing.badges import badges
from recommender.events.publishing.timetables import timetable
from recommender.reports.document import Document
from recommender.reports.potential import PotentialRequest, potential_report
from recommender.reports.selecting import Chosen
from recommender.reports.writing import write_report

SAMPLES = Path(__file__).parent / "samples"
MADE = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
KINDS = ("potential", "duplicates", "timetable", "badges")

NAMES: Mapping[InterfaceLanguage, tuple[str, str, tuple[str, str]]] = {
    "en": (
        "Indonesia–Japan Business Meeting (fictional)",
        "Convention hall, Bekasi",
        ("Indonesian industry", "Japanese SMEs"),
    ),
    "id": (
        "Temu Bisnis Indonesia–Jepang (fiktif)",
        "Balai Sidang, Bekasi",
        ("Industri Indonesia", "UKM Jepang"),
    ),
    "ja": (
        "日本・インドネシア中小企業商談会（架空）",
        "ブカシ会議場",
        ("インドネシア企業", "日本の中小企業"),
    ),
}
"""What the event, its place and its two sides are called."""


@dataclass(frozen=True, slots=True)
class SamplePages:
    """What the pages are made of, which is the same in all languages."""

    potential: Document
    duplicates: Duplicates
    plan: PlanFile
    event: Event

    def write(self, folder: Path, language: InterfaceLanguage) -> None:
        """Write a page of each kind to `folder`, <kind>.html, for readers of a language."""
        name, place, side_names = NAMES[language]
        event = replace(self.event, name=name, place=place, side_names=side_names)
        for document in (
            self.potential,
            duplicates_document(self.duplicates, language),
            timetable(event, in_order(self.plan.meetings), self.plan, "hall"),
        ):
            write_report(replace(document, created_at=MADE), folder, language, ["html"])
        (folder / "badges.html").write_bytes(badges(event, language))


def sample_pages(
    folder: Path, embedder: Embedder | None = None, partners: str = "country=JP"
) -> SamplePages:
    """Compare the companies of Indonesia with `partners`, plan an event, find who was entered twice.

    The catalogue and the plan are made in `folder`.
    """
    settings = Path(shutil.copy(SAMPLES / "event.toml", folder))
    with Catalog.open(folder / "data", embedder=embedder) as catalog, bundled_files() as paths:
        for path in paths:
            catalog.import_file(path)
        sides = (Chosen.parse(["country=ID"]), Chosen.parse([partners]))
        with catalog.view() as view:
            potential = potential_report(view, PotentialRequest(*sides))
        draft = plan_event(catalog, settings, folder / "plan", "en", lambda _: None)
        catalog.import_file(SAMPLES / "entered-twice.jsonl")
        return SamplePages(potential, catalog.duplicates(), draft.stored, draft.event)

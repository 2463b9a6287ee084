"""Events that might be held: generated from a seed, or made by hand."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import openpyxl
import pytest

from recommender.events.event import Event, Guest, Interpreter, Slot
from recommender.events.gathering import Candidates
from recommender.events.lists import read_lists
from recommender.events.pairing import Limits
from recommender.events.planning import make_draft
from recommender.events.roster import Member, Roster
from recommender.events.settings_file import read_settings

START = datetime(2027, 2, 17, 9, tzinfo=ZoneInfo("Asia/Jakarta"))

SETTINGS = """
name = "Temu Bisnis (fictional)"
place = "Balai Sidang, Bekasi"
date = 2027-02-17
time_zone = "Asia/Jakarta"
tables = 3

[slots]
minutes = 25
gap = 5

[[sessions]]
name = "morning"
start = 09:00:00
end = 11:00:00
breaks = [{ start = 09:55:00, end = 10:05:00 }]

[[sessions]]
name = "afternoon"
start = 13:00:00
end = 14:00:00

[sides.a]
name = "Indonesian industry"
filters = { country = "ID" }
capacity = 4
meetings = { fewest = 1, most = 3 }

[sides.b]
name = "Japanese SMEs"
filters = { country = "JP" }
capacity = 4
meetings = { fewest = 1, most = 3 }

[[interpreters]]
name = "Rina"
languages = ["id", "ja"]

[[interpreters]]
name = "Sato"
languages = ["id", "ja"]
sessions = ["afternoon"]

[solver]
seconds = 10
seed = 1
"""


def slots(count: int) -> tuple[Slot, ...]:
    half = (count + 1) // 2
    starts = [START + timedelta(minutes=30 * number) for number in range(count)]
    return tuple(
        Slot(
            number,
            "morning" if number <= half else "afternoon",
            start,
            start + timedelta(minutes=25),
        )
        for number, start in enumerate(starts, start=1)
    )


@pytest.fixture(scope="session")
def limits() -> Limits:
    return Limits(10, seed=0)


@pytest.fixture(scope="session")
def event_like() -> Callable[..., Event]:
    """Make an event of a seed: skewed popularity, absences, refusals, languages, interpreters."""

    def make(  # noqa: PLR0913 - what a test is about
        seed: int = 0,
        *,
        sizes: tuple[int, int] = (8, 8),
        tables: int = 4,
        count: int = 6,
        fewest: int = 1,
        most: int = 4,
        helpers: int = 3,
        english: float = 0.7,
        absent: float = 0.2,
        refused: float = 0.05,
    ) -> Event:
        random = np.random.default_rng(seed)
        times = slots(count)

        def guest(mark: str, number: int, own: str) -> Guest:
            spoken = {own} | ({"en"} if random.random() < english else set())
            away = random.choice(count, 2, replace=False) + 1 if random.random() < absent else []
            identity = f"{mark}-{number:03d}"
            return Guest(
                identity,
                f"{identity} (fictional)",
                frozenset(spoken),
                fewest,
                most,
                frozenset(int(n) for n in away),
                "ID" if mark == "A" else "JP",
            )

        a = tuple(guest("A", number, "id") for number in range(sizes[0]))
        b = tuple(guest("B", number, "ja") for number in range(sizes[1]))
        popular = random.pareto(2, sizes[1]) + 0.3
        values = random.beta(1.2, 5, sizes) * np.sqrt(popular / popular.max()) * 2
        values = np.round(np.clip(values, 0, 1), 4)
        barred = np.argwhere(random.random(sizes) < refused)
        return Event(
            "Fictional event",
            "Hall",
            times,
            tables,
            a,
            b,
            values,
            values.copy(),
            tuple(
                Interpreter(
                    f"Interpreter {number}",
                    frozenset({"id", "ja"}),
                    frozenset(s.number for s in times if number % 3 < 2 or s.session == "morning"),
                )
                for number in range(helpers)
            ),
            frozenset((a[i].id, b[j].id) for i, j in barred[::2]),
            frozenset((a[i].id, b[j].id) for i, j in barred[1::2]),
            time_zone="Asia/Jakarta",
        )

    return make


@pytest.fixture
def settings_file(tmp_path: Path) -> Callable[..., Path]:
    """Write the settings of a fictional event, some of it replaced."""

    def write(*replaced: tuple[str, str], more: str = "", name: str = "event.toml") -> Path:
        text = SETTINGS
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(f"{text}\n{more}", "utf-8")
        return path

    return write


@pytest.fixture
def candidates() -> Candidates:
    """Six fictional companies a side, of two organisations, that match in a skewed way."""
    random = np.random.default_rng(11)
    strengths = np.round(random.beta(1.5, 3, (6, 6)), 4)
    return Candidates(
        Roster(
            tuple(Member(f"ID-{n}", f"PT Fiksi {n}", "ID", f"org-{n % 2}") for n in range(1, 7)),
            tuple(Member(f"JP-{n}", f"架空工業{n}株式会社", "JP", "org-0") for n in range(1, 7)),
            strengths,
        ),
        np.zeros(6),
        np.zeros(6),
        generation=3,
        fingerprint="fictional",
    )


@pytest.fixture
def drafted(settings_file, candidates, tmp_path) -> Callable[..., tuple[Path, Path]]:
    """Plan the fictional event into a folder; gives the settings' file and the folder."""

    def make(*replaced: tuple[str, str], more: str = "") -> tuple[Path, Path]:
        path = settings_file(*replaced, more=more)
        settings = read_settings(path)
        lists = read_lists(settings, path.parent)
        folder = tmp_path / "plan"
        make_draft(settings, lists, candidates, folder, "en", lambda _: None)
        return path, folder

    return make


@pytest.fixture
def edit() -> Callable[[Path, Callable[..., None]], None]:
    """Change the first sheet of a workbook as an organiser would."""

    def change(path: Path, how: Callable[..., None]) -> None:
        book = openpyxl.load_workbook(path)
        how(book.worksheets[0])
        book.save(path)

    return change

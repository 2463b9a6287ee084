"""Several models judged by everything that this package measures, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from embeddings.embedder import Embedder
from embeddings.evaluation.bitext import ParallelTexts, translation_accuracy
from embeddings.evaluation.resources import (
    Speed,
    Start,
    folder_bytes,
    measure_speed,
    measure_start,
    model_folder,
)
from embeddings.evaluation.retrieval import KnownItems, RetrievalScore, retrieval_scores
from embeddings.evaluation.topics import NEIGHBOURS, SHOTS, Topics, TopicScores, topic_scores

RowKind: TypeAlias = Literal[
    "dimension", "size", "seconds", "memory", "torch", "speed", "ratio",
    "translation", "few-shot", "transfer", "mrr", "recall",
]  # fmt: skip

ENGLISH: Mapping[RowKind, str] = {
    "dimension": "dimension",
    "size": "size on disk, MB",
    "seconds": "load and first text, s",
    "memory": "peak memory, MiB",
    "torch": "imports torch",
    "speed": "texts a second",
    "ratio": "speed, times the first model's",
    "translation": "{part}: translation is nearest, %",
    "few-shot": f"SIB-200 {{part}}: topic from {SHOTS} texts each, {NEIGHBOURS} neighbours, %",
    "transfer": f"SIB-200 {{part}}: topic across languages, {NEIGHBOURS} neighbours, %",
    "mrr": "{part}: MRR",
    "recall": "{part}: recall@10",
}
"""What each kind of row says; {part} names its data and languages."""


@dataclass(frozen=True, slots=True)
class Material:
    """What models are judged on; what is absent is not measured.

    timed: documents whose embedding is timed.
    """

    timed: Sequence[str]
    parallel: Sequence[ParallelTexts] = ()
    topics: Topics | None = None
    known_items: KnownItems | None = None


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Everything that was measured of one model.

    size: bytes, None where the model does not say where its files lie. translation: percent by
    "NTREX id-en". known_items: by set of queries and language.
    """

    name: str
    fingerprint: str
    dimension: int
    size: int | None
    start: Start
    speed: Speed
    translation: Mapping[str, float]
    topics: TopicScores | None
    known_items: Mapping[str, Mapping[str, RetrievalScore]]


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of all models: what it is, and a cell a model."""

    kind: RowKind
    part: str
    cells: tuple[str | bool, ...]


def compare(
    models: Mapping[str, Embedder],
    material: Material,
    progress: Callable[[float], None] = lambda _: None,
) -> list[ModelReport]:
    """Measure `models`, named as the reports shall call them; speed is relative to the first.

    progress: told the share that is done, 0 to 1.
    """
    steps = 1 + len(models) * (len(material.parallel) + 3)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done / steps)

    speeds = measure_speed(list(models.values()), material.timed)
    step()
    reports = []
    for (name, embedder), speed in zip(models.items(), speeds, strict=True):
        translation: dict[str, float] = {}
        for texts in material.parallel:
            accuracy = translation_accuracy(embedder, texts)
            translation |= {f"{texts.name} {pair}": found for pair, found in accuracy.items()}
            step()
        topics = topic_scores(embedder, material.topics) if material.topics else None
        step()
        known_items = (
            retrieval_scores(embedder, material.known_items) if material.known_items else {}
        )
        step()
        start = measure_start(embedder.name)
        step()
        folder = model_folder(embedder.name)
        reports.append(
            ModelReport(
                name=name,
                fingerprint=embedder.fingerprint,
                dimension=embedder.dimension,
                size=folder_bytes(folder) if folder else None,
                start=start,
                speed=speed,
                translation=translation,
                topics=topics,
                known_items=known_items,
            )
        )
    return reports


def rows(reports: Sequence[ModelReport]) -> list[Row]:
    """The comparison, measure by measure. All reports must come from one `compare`."""
    figures = [_figures(report) for report in reports]
    return [
        Row(kind, part, tuple(model[kind, part] for model in figures)) for kind, part in figures[0]
    ]


def markdown(reports: Sequence[ModelReport]) -> list[str]:
    """The comparison as the lines of a table in Markdown, one column a model."""
    lines = [
        "| | " + " | ".join(_escaped(report.name) for report in reports) + " |",
        "|---" * (len(reports) + 1) + "|",
    ]
    for row in rows(reports):
        cells = [("no", "yes")[c] if isinstance(c, bool) else c for c in row.cells]
        label = ENGLISH[row.kind].format(part=_escaped(row.part))
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return lines


def document(reports: Sequence[ModelReport]) -> list[dict[str, Any]]:
    """The comparison for JSON, one object a model, with all digits that mean something."""
    rounded: list[dict[str, Any]] = _rounded([asdict(report) for report in reports])
    return rounded


def _figures(report: ModelReport) -> dict[tuple[RowKind, str], str | bool]:
    found: dict[tuple[RowKind, str], str | bool] = {
        ("dimension", ""): str(report.dimension),
        ("size", ""): "–" if report.size is None else f"{report.size / 1e6:.1f}",
        ("seconds", ""): f"{report.start.seconds:.2f}",
        ("memory", ""): f"{report.start.peak_mebibytes:.0f}",
        ("torch", ""): report.start.imports_torch,
        ("speed", ""): f"{report.speed.texts_per_second:.0f}",
        ("ratio", ""): f"{report.speed.ratio:.2f}",
    }
    found |= {("translation", pair): f"{v:.1f}" for pair, v in report.translation.items()}
    if report.topics:
        found |= {("few-shot", part): f"{v:.1f}" for part, v in report.topics.few_shot.items()}
        found |= {("transfer", part): f"{v:.1f}" for part, v in report.topics.transfer.items()}
    for name, languages in report.known_items.items():
        scores = {f"{name} {language}": score for language, score in languages.items()}
        found |= {("mrr", part): f"{score.mrr:.3f}" for part, score in scores.items()}
        found |= {("recall", part): f"{score.recall_at_10:.3f}" for part, score in scores.items()}
    return found


def _escaped(name: str) -> str:
    return name.replace("|", r"\|")


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case bool():
            return value
        case float():
            return round(value, 4)
        case dict():
            return {key: _rounded(inner) for key, inner in value.items()}
        case list():
            return [_rounded(inner) for inner in value]
    return value

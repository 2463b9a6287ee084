"""How surely companies that were entered twice are found, and what the evidence counts.

    python benchmarks/duplicates.py [--data ../shared/data] [--fit] [--scale]

The real companies are cut into two halves, all listings of a company in the same half. 300 second
entries are planted in each half (`plantings.py`), and beside them branches, affiliates, namesakes
and companies with usual names, which are other companies. The weights of `recommender.duplicates.likelihood` are fitted on the one
half alone (`--fit` does it and prints them); the other half, among all real companies, is what the
figures are of.

The real companies have second entries of their own, other listings of the same company in another
wording, mostly without city and web address. All pairs of one name and country were looked at, and all
other pairs of real companies that are found; queries/duplicates-judged.csv holds where the name
deceives. They take part in fitting and are counted apart. Pairs that nobody has looked at count as
errors, and are listed.

Writes results/duplicates.json and .md. `--scale` measures nothing but the time for 100,000 companies
with made-up names, vectors and cities, and prints it.
"""

import argparse
import csv
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from plantings import Material, Planted, completed, duplicates, others, read_cities
from real_companies import HERE, read_queries, write_result
from sklearn.linear_model import LogisticRegression

from embeddings import Embedder, load_embedder
from embeddings.embedder import TextKind
from recommender import Catalog, Company
from recommender.duplicates.candidates import candidates
from recommender.duplicates.evidence import gather
from recommender.duplicates.facts import facts_of
from recommender.duplicates.finding import LEAST_PROBABILITY, Judged, judge
from recommender.duplicates.groups import Pair, cluster
from recommender.duplicates.likelihood import DuplicateWeights
from recommender.memberships import Memberships
from recommender.names import name_key
from recommender.stored_vectors import Entry
from recommender.tables import read_table
from recommender.vector_index import VectorIndex

SEED = 20261129
PLANTED = 300
OTHERS = 100
"""Of each kind."""

MANY = 100_000
PASSAGES = 4
DIMENSION = 256
"""Of the companies that only the time is measured with."""

THRESHOLDS = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


class Remembering:
    """The model; a text that it has embedded before is not computed again."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self._known: dict[str, np.ndarray] = {}
        self.name = real.name
        self.dimension = real.dimension
        self.fingerprint = real.fingerprint

    def encode(self, texts: Sequence[str], kind: TextKind) -> np.ndarray:
        """Vectors of texts, shape (n, d)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._real.encode(new, kind), strict=True))
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True)
class Case:
    """A catalogue's companies, which were planted, which company each id is, and whose figures count."""

    companies: Sequence[Company]
    planted: Sequence[Planted]
    truth: Mapping[str, str]
    half: set[str]


@dataclass(frozen=True)
class Found:
    """Every pair that was compared in a case, the ids by position, and how long it took."""

    ids: Sequence[str]
    judged: Judged
    seconds: float


def main() -> None:
    """Fit if asked for, measure, print and write."""
    arguments = _arguments()
    if arguments.scale:
        scale()
        return
    source = arguments.data / "companies-id-jp.parquet"
    if not source.is_file():
        sys.exit(f"{source} is missing: give the folder of the real companies with --data")
    embedder = Remembering(load_embedder())
    chance = random.Random(SEED)  # noqa: S311 - the same plantings every time, no secrets
    real = [completed(company, chance) for company in _read(source, embedder)]
    listings = _listings(real)
    halves = _halves(listings, chance)
    fitting, testing = (
        _case(real, listings, half, chance, alone=alone)
        for half, alone in zip(halves, (True, False), strict=True)
    )
    if arguments.fit:
        _print_weights(_fit(fitting, _found(fitting, embedder)))
        return
    found = _found(testing, embedder)
    write(testing, found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--fit", action="store_true", help="fit the weights and print them")
    parser.add_argument("--scale", action="store_true", help="measure the time for many companies")
    return parser.parse_args()


def scale() -> None:
    """Print how long 100,000 companies take: reading their facts, choosing pairs, comparing them."""
    chance = np.random.default_rng(SEED)
    syllables = [a + b for a in "bcdghjkmnprstwyz" for b in "aeiou"]
    words = ["".join(chance.choice(syllables, 3)) for _ in range(MANY // 2)]
    usual = ["Jaya", "Abadi", "Kogyo", "Sangyo", "Indonesia", "Holdings", "Electric", "Makmur"]
    cities = [row["city"] for row in read_table("cities")]
    start = time.perf_counter()
    facts = []
    for number in range(MANY):
        country = ("ID", "JP")[number % 2]
        name = f"{words[chance.integers(len(words))]} {usual[number % len(usual)]}".title()
        facts.append(
            facts_of(
                Company(
                    id=str(number),
                    name=f"PT {name}" if country == "ID" else f"{name} Co., Ltd.",
                    description="-",
                    country=country,
                    city=str(chance.choice(cities)),
                    website=f"{words[chance.integers(len(words))]}{number % 3}.com",
                )
            )
        )
    _print_seconds("facts of the companies", start)
    start = time.perf_counter()
    vectors = _random_vectors(chance)
    pairs = candidates(facts, vectors)
    _print_seconds(f"{len(pairs):,} candidates", start)
    start = time.perf_counter()
    sectors = Memberships.of(range(MANY), dict.fromkeys(range(MANY), ("29",)), np.zeros((MANY, 88)))
    gather(
        facts, pairs, SimpleNamespace(vectors=vectors, attributes=SimpleNamespace(sectors=sectors))
    )
    _print_seconds("comparing them", start)


def _random_vectors(chance: np.random.Generator) -> VectorIndex:
    passages = chance.normal(size=(MANY * PASSAGES, DIMENSION)).astype(np.float32)
    passages /= np.linalg.norm(passages, axis=1, keepdims=True)
    none = np.empty((0, DIMENSION), np.float16)
    entries = (
        Entry(row, own[0], own.astype(np.float16), none, ())
        for row, own in enumerate(np.split(passages, MANY))
    )
    return VectorIndex.build(1, "random", DIMENSION, entries)


def _print_seconds(what: str, start: float) -> None:
    print(f"{what}: {time.perf_counter() - start:.0f} seconds")


def _read(source: Path, embedder: Remembering) -> list[Company]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=embedder) as catalog,
    ):
        catalog.import_file(source)
        return list(catalog)


def _listings(real: Sequence[Company]) -> dict[str, list[Company]]:
    """The listings of each company: those of one name and country, but for what was judged by eye."""
    judged = _judged_by_eye()
    named: defaultdict[str, list[str]] = defaultdict(list)
    for company in real:
        named[f"{company.country} {name_key(company.name) or company.id}"].append(company.id)
    pairs = [pair for ids in named.values() for pair in combinations(sorted(ids), 2)]
    same = [pair for pair in pairs if judged.get(pair, True)]
    same += [pair for pair, yes in judged.items() if yes]
    first = {company.id: company.id for company in real}
    for one, two in same:
        kept, gone = first[one], first[two]
        first.update({own: kept for own, found in first.items() if found == gone})
    listings: defaultdict[str, list[Company]] = defaultdict(list)
    for company in real:
        listings[first[company.id]].append(company)
    return dict(listings)


def _halves(
    listings: Mapping[str, Sequence[Company]], chance: random.Random
) -> tuple[set[str], set[str]]:
    names = sorted(listings)
    first = set(chance.sample(names, len(names) // 2))
    return first, set(names) - first


def _case(
    real: Sequence[Company],
    listings: Mapping[str, Sequence[Company]],
    half: set[str],
    chance: random.Random,
    *,
    alone: bool,
) -> Case:
    """Plant among the companies of one half; with `alone` the other half is not there."""
    # Of several listings the one that says most is the original, the others are second entries.
    originals, spare = [], {}
    for name in sorted(half):
        ordered = sorted(listings[name], key=lambda c: (bool(c.city), len(c.description)))
        originals.append(ordered[-1])
        spare[ordered[-1].id] = [c.description for c in ordered[:-1]]
    material = Material(
        {own: texts for own, texts in spare.items() if texts},
        {query["company"]: query for query in _lines()},
        _divisions(real),
        read_cities(),
    )
    planted = [
        *duplicates(originals, PLANTED, material, chance),
        *others(originals, OTHERS, chance),
    ]
    truth = {company.id: name for name, listed in listings.items() for company in listed}
    # A listing whose description was given to a planted entry makes way for it.
    used = {own.original for own in planted if own.description_kind == "another listing's"}
    gone = {
        company.id
        for name in half
        for company in listings[name]
        if used & {c.id for c in listings[name]} and company.id not in used
    }
    kept = [
        company
        for company in real
        if company.id not in gone and (not alone or truth[company.id] in half)
    ]
    for own in planted:
        truth[own.company.id] = truth[own.original] if own.is_duplicate else own.company.id
    return Case([*kept, *(own.company for own in planted)], planted, truth, half)


def _lines() -> Iterator[dict[str, Any]]:
    for name in ("known-item", "known-item-development", "known-item-held-out"):
        yield from read_queries(name)


def _divisions(real: Sequence[Company]) -> dict[str, str]:
    """The first ISIC division that the industry label of companies stands for."""
    with (HERE / "queries" / "industry-divisions.csv").open(encoding="utf-8") as file:
        listed = {row["industry"]: row["divisions"].split() for row in csv.DictReader(file)}
    found = {company.id: listed.get(company.extra.get("industry", ""), []) for company in real}
    return {own: divisions[0] for own, divisions in found.items() if divisions}


def _found(case: Case, embedder: Remembering) -> Found:
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=embedder) as catalog,
    ):
        catalog.put(*case.companies)
        catalog.warm_up()
        start = time.perf_counter()
        with catalog.view() as view:
            companies = list(catalog)
            judged = judge(view, [facts_of(company) for company in companies])
        seconds = time.perf_counter() - start
    return Found([company.id for company in companies], judged, seconds)


def _labels(case: Case, found: Found) -> np.ndarray:
    """Of each pair whether it is one company, shape (n,)."""
    owners = [case.truth[own] for own in found.ids]
    return np.array([owners[one] == owners[two] for one, two in found.judged.pairs.tolist()])


def _judged_by_eye() -> dict[tuple[str, str], bool]:
    path = HERE / "queries" / "duplicates-judged.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {(row["one"], row["two"]): row["same"] == "yes" for row in rows}


def _fit(case: Case, found: Found) -> DuplicateWeights:
    model = LogisticRegression(C=10.0, max_iter=5_000)
    model.fit(found.judged.evidence.matrix().astype(np.float64), _labels(case, found))
    weights = [*model.coef_[0].tolist(), *model.intercept_.tolist()]
    return DuplicateWeights(*(round(weight, 2) for weight in weights))


def _print_weights(weights: DuplicateWeights) -> None:
    print("DUPLICATE = DuplicateWeights(")
    for field in fields(weights):
        print(f"    {field.name}={getattr(weights, field.name)},")
    print(")")


def measured(case: Case, found: Found, least: float) -> dict[str, Any]:
    """Precision and recall of the groups at a probability, and what was found."""
    planted = {own.company.id: own for own in case.planted}
    at = np.flatnonzero(found.judged.probabilities >= least).tolist()
    pairs = (
        Pair(*found.judged.pairs[n].tolist(), float(found.judged.probabilities[n]), n) for n in at
    )
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    met: set[str] = set()
    together: set[tuple[str, str]] = set()
    for made in cluster(pairs, least):
        members = [found.ids[place] for place in made.members]
        together |= set(combinations(sorted(members), 2))
        met |= {
            own
            for own in members
            if sum(case.truth[own] == case.truth[other] for other in members) > 1
        }
        for other in members[1:]:
            first, second = sorted((members[0], other))
            if case.truth[first] == case.truth[second]:
                counts["planted" if {first, second} & planted.keys() else "listings"] += 1
            else:
                counts["wrong"] += 1
                wrong.append((first, second))
    copies = [own.company.id for own in case.planted if own.is_duplicate]
    listings = _listing_pairs(case)
    right = counts["planted"]
    return {
        "least": least,
        "precision": right / max(1, right + counts["wrong"]),
        "recall": len(met & set(copies)) / len(copies),
        "right": right,
        "wrong": counts["wrong"],
        "listings found": len(listings & together) / max(1, len(listings)),
        "listings": len(listings),
        "wrong pairs": wrong,
        "missed": [own for own in copies if own not in met],
    }


def _listing_pairs(case: Case) -> set[tuple[str, str]]:
    """Pairs of real companies that are one, of those that were not used for fitting."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for company in case.companies:
        if case.truth[company.id] in case.half and not company.organisation:
            owners[case.truth[company.id]].append(company.id)
    return {pair for ids in owners.values() for pair in combinations(sorted(ids), 2)}


def candidate_recall(case: Case, found: Found) -> float:
    """The share of planted entries that were compared with an entry of the same company."""
    compared: set[str] = set()
    for one, two in found.judged.pairs.tolist():
        first, second = found.ids[one], found.ids[two]
        if case.truth[first] == case.truth[second]:
            compared |= {first, second}
    copies = [own.company.id for own in case.planted if own.is_duplicate]
    return sum(own in compared for own in copies) / len(copies)


def calibration(case: Case, found: Found) -> list[dict[str, float]]:
    """Of pairs of each probability, how many are one company."""
    labels = _labels(case, found)
    bins: list[dict[str, float]] = []
    for low, high in pairwise(BINS):
        inside = (found.judged.probabilities >= low) & (found.judged.probabilities < high)
        own = labels[inside]
        share = float(own.mean()) if len(own) else float("nan")
        bins.append({"from": low, "to": high, "pairs": len(own), "same": share})
    return bins


def by_kind(case: Case, missed: set[str], kind: str) -> list[tuple[str, int, int]]:
    """Of each kind of planted entries how many there are, and how many were found."""
    counted: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for own in case.planted:
        if own.is_duplicate:
            counted[getattr(own, kind)] += 1
            met[getattr(own, kind)] += own.company.id not in missed
    return [(name, count, met[name]) for name, count in sorted(counted.items())]


def write(case: Case, found: Found) -> None:
    """Write JSON and tables, and print them."""
    figures = [measured(case, found, least) for least in THRESHOLDS]
    own = next(row for row in figures if row["least"] == LEAST_PROBABILITY)
    missed = set(own["missed"])
    taken = Counter(pair[0].split("-")[0] for pair in map(_planted_first, own["wrong pairs"]))
    bins = calibration(case, found)
    compared = len(found.judged.pairs)
    result = {
        "figures": figures,
        "candidate recall": candidate_recall(case, found),
        "compared": compared,
        "companies": len(case.companies),
        "seconds": round(found.seconds, 1),
        "calibration": bins,
        "names": by_kind(case, missed, "name_kind"),
        "descriptions": by_kind(case, missed, "description_kind"),
    }
    wrong = ", ".join(f"{count} × {kind.lower()}" for kind, count in taken.most_common()) or "none"
    rows = [
        "# Companies entered twice",
        "",
        f"Made by `python benchmarks/duplicates.py`: {PLANTED} second entries planted among the",
        f"real companies, and {OTHERS} each of branches, affiliates, namesakes and companies with",
        "usual names; none of these companies was used for fitting.",
        "",
        f"{len(case.companies):,} companies, {compared:,} pairs compared",
        f"({compared / len(case.companies):.0f} a company) in {found.seconds:.0f} seconds.",
        f"{result['candidate recall']:.1%} of the planted entries were compared with their company.",
        "",
        "| probability | precision | recall | right | wrong | other listings found |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row['least']} | {row['precision']:.3f} | {row['recall']:.3f} | {row['right']} | "
            f"{row['wrong']} | {row['listings found']:.3f} of {row['listings']} |"
            for row in figures
        ),
        "",
        "*Right* and *wrong* are pairs within groups. *Other listings* are second entries that the real",
        "companies have of their own, in another wording; they are not among the right ones.",
        f"At {LEAST_PROBABILITY}, wrong are: {wrong}.",
        "",
        *_table("name", result["names"]),
        *_table("description", result["descriptions"]),
        "| probability | pairs | one company |",
        "|---|---|---|",
        *(f"| {b['from']} to {b['to']} | {b['pairs']:,} | {b['same']:.1%} |" for b in bins),
        "",
    ]
    write_result("duplicates", result, rows)


def _table(kind: str, rows: Sequence[tuple[str, int, int]]) -> list[str]:
    """How many entries of each kind were planted, and found."""
    return [
        f"| {kind} | planted | found |",
        "|---|---|---|",
        *(f"| {name} | {count} | {met / count:.1%} |" for name, count, met in rows),
        "",
    ]


def _planted_first(pair: tuple[str, str]) -> list[str]:
    """The pair, an entry that was made up before a real one, which is called so."""
    made_up = [
        own
        for own in pair
        if own.startswith(("PLANTED-", "BRANCH-", "AFFILIATE-", "NAMESAKE-", "USUAL-"))
    ]
    return made_up or ["real companies-"]


if __name__ == "__main__":
    main()

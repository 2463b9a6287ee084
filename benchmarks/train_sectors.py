"""Make the head that ships for the built-in model anew: recommender/isic/mitra-trilingual.npz.

    python benchmarks/train_sectors.py [--data ../shared/data]

Begins with the discriminant of our own examples in three languages, and moves it as the companies of
other countries demand (companies-world.parquet). Their industry labels stand for several divisions
each (queries/industry-divisions.csv), so the loss asks only that the division be one of these
(partial labels: Jin and Ghahramani, NIPS 2002); which one, the examples say. The companies of
Indonesia and Japan are not looked at. Takes ten minutes on two cores, nearly all of it embedding.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import polars as pl
import torch
from industries import admissible, company_vectors
from real_companies import companies_file

import recommender.isic
from embeddings import load_embedder
from recommender.isic.examples import examples, longer_examples
from recommender.isic.fitting import Labelled, calibrated, labelled, sharpened
from recommender.isic.head import DivisionHead
from recommender.isic.heads import MANIFEST, WEIGHTS
from recommender.sectors import divisions

WORLD = "companies-world.parquet"
SEED = 7
A_LABEL = 160
"""Companies of one label that are learned from: more of the frequent ones say nothing new."""
STAY = 3e-5
"""How strongly the weights are held to those of the examples."""
STEPS = 80
MODESTY = 0.5
"""From a start that is less sure than the calibrated one, the companies move the weights further."""
HELD_OUT = 10
"""Every tenth company is left out, and decides how sure the head is of itself."""
SHARPNESSES = np.geomspace(0.3, 3, 60)


def main() -> None:
    """Train, calibrate, write."""
    source = companies_file(__doc__.partition("\n")[0]).with_name(WORLD)
    embedder = load_embedder()
    table = sample(pl.read_parquet(source))
    vectors, allowed = company_vectors(table, embedder), admissible(table["industry"].to_list())
    held_out = np.arange(len(table)) % HELD_OUT == 0
    known = labelled([*examples(), *longer_examples()], embedder)
    head = moved(known, vectors[~held_out], allowed[~held_out])
    sharpness = best_sharpness(head, vectors[held_out], allowed[held_out])
    print(f"sharpness {sharpness:.2f}, chosen on {held_out.sum()} companies")
    save(sharpened(head, sharpness), embedder.fingerprint)


def sample(table: pl.DataFrame) -> pl.DataFrame:
    """Companies whose label has a mapping, up to A_LABEL of each, in an order of chance."""
    order = np.random.default_rng(SEED).permutation(len(table))
    shuffled = table.with_columns(
        pl.col("industry").fill_null(""), pl.col("description").str.strip_chars()
    )[order]
    mapped = pl.Series(admissible(shuffled["industry"].to_list()).any(axis=1))
    usable = shuffled.filter(mapped & (pl.col("description").str.len_chars() > 0))
    return usable.filter(pl.int_range(pl.len()).over("industry") < A_LABEL)


def moved(known: Labelled, vectors: np.ndarray, allowed: np.ndarray) -> DivisionHead:
    """Fit examples and companies, half the weight each, near the head of the examples."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    head = sharpened(calibrated(known), MODESTY)
    x = torch.tensor(np.concatenate([known.vectors, vectors]), dtype=torch.float64)
    labels = np.concatenate([np.eye(len(divisions()), dtype=bool)[known.numbers], allowed])
    barred = torch.where(torch.tensor(labels), 0.0, -torch.inf)
    share = np.concatenate(
        [known.weights / known.weights.sum(), np.full(len(vectors), 1 / len(vectors))]
    )
    share = torch.tensor(share / share.sum(), dtype=torch.float64)
    start = torch.tensor(head.weights, dtype=torch.float64)
    slopes = start.clone().requires_grad_()
    intercepts = torch.tensor(head.intercepts, dtype=torch.float64).requires_grad_()
    optimizer = torch.optim.LBFGS(
        [slopes, intercepts], max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        evidence = x @ slopes + intercepts
        missed = evidence.logsumexp(1) - (evidence + barred).logsumexp(1)
        total = share @ missed + STAY / 2 * ((slopes - start) ** 2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return DivisionHead(
        slopes.detach().numpy().astype(np.float32), intercepts.detach().numpy().astype(np.float32)
    )


def best_sharpness(head: DivisionHead, vectors: np.ndarray, allowed: np.ndarray) -> float:
    """The factor under which the head is as sure as its most certain divisions are admissible."""
    right = allowed[np.arange(len(vectors)), head.confidences(vectors).argmax(axis=1)]
    losses = []
    for sharpness in SHARPNESSES:
        sure = sharpened(head, float(sharpness)).confidences(vectors).max(axis=1).astype(np.float64)
        losses.append(-np.log(np.where(right, sure, 1 - sure) + 1e-9).mean())
    return float(SHARPNESSES[int(np.argmin(losses))])


def save(head: DivisionHead, fingerprint: str) -> None:
    """Write weights in float16, and the manifest that says whose they are."""
    folder = Path(recommender.isic.__file__).parent
    weights = folder / WEIGHTS
    np.savez_compressed(
        weights,
        weights=head.weights.astype(np.float16),
        intercepts=head.intercepts.astype(np.float32),
    )
    manifest = {
        "fingerprint": fingerprint,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "made_by": "python benchmarks/train_sectors.py",
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print(f"{weights}: {weights.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()

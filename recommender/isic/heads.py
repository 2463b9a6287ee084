"""The head that belongs to a model: the built-in one where there is one, or else a fitted one."""

import hashlib
import io
import json
from functools import cache
from importlib.resources import files

import numpy as np

from embeddings import Embedder
from recommender.isic.fitting import FITTING_VERSION, fit
from recommender.isic.head import DivisionHead

WEIGHTS = "mitra-trilingual.npz"
MANIFEST = "mitra-trilingual.json"


def head_name(embedder: Embedder) -> str:
    """Name of a model's head, known without making it: what it tells changes only with its name."""
    manifest = _manifest()
    if embedder.fingerprint == manifest["fingerprint"]:
        return f"divisions-{manifest['sha256'][:12]}"
    return f"divisions-fitted-{FITTING_VERSION}"


def head_of(embedder: Embedder) -> DivisionHead:
    """Read the built-in head of a model, or fit one, which takes seconds."""
    if embedder.fingerprint == _manifest()["fingerprint"]:
        return _built_in()
    return fit(embedder)


@cache
def _manifest() -> dict[str, str]:
    manifest: dict[str, str] = json.loads((files("recommender.isic") / MANIFEST).read_text("utf-8"))
    return manifest


@cache
def _built_in() -> DivisionHead:
    content = (files("recommender.isic") / WEIGHTS).read_bytes()
    if hashlib.sha256(content).hexdigest() != _manifest()["sha256"]:
        raise ValueError(f"{WEIGHTS} is not the file that {MANIFEST} describes")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return DivisionHead(
            arrays["weights"].astype(np.float32), arrays["intercepts"].astype(np.float32)
        )

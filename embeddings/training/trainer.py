"""The training loop: every source of pairs in one batch, one pass, one step."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from embeddings.ngram_network import NgramNetwork, PieceBatch, batch_of
from embeddings.packing import BLOCK, LEVELS
from embeddings.training.losses import contrastive, distillation
from embeddings.training.pairs import Pairs, PairSource
from embeddings.training.settings import TrainingSettings

BETAS = (0.9, 0.98)
LARGEST_GRADIENT = 1.0

STEPS_BETWEEN_TRIMS = 25
"""Kept memory becomes fragmented and grows by gigabytes in hundreds of steps."""

# As torch.cpu.get_capabilities names them, on x86-64 and on ARM.
_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")

# Parameters of mallopt(3).
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX = -1, -2, -4

Forward = Callable[[PieceBatch], Tensor]
"""Pieces to (n, dimension) vectors, differentiable."""
Progress = Callable[[int, int, dict[str, float]], None]
"""Called after every step with its number, the number of steps and the parts of the loss."""


@dataclass(frozen=True, slots=True)
class _Optimisers:
    """One for the rows of sparse tables, of which a step knows a tenth, and one for the rest."""

    dense: Sequence[nn.Parameter]
    optimisers: Sequence[tuple[torch.optim.Optimizer, float]]

    @classmethod
    def of(cls, network: nn.Module, settings: TrainingSettings) -> "_Optimisers":
        tables = [m.weight for m in network.modules() if isinstance(m, nn.Embedding)]
        known = {id(weight) for weight in tables}
        dense = [weight for weight in network.parameters() if id(weight) not in known]
        chosen: list[tuple[torch.optim.Optimizer, float]] = [
            (torch.optim.SparseAdam(tables, betas=BETAS), settings.table_rate)
        ]
        if dense:
            chosen.append((torch.optim.Adam(dense, betas=BETAS), settings.rate))
        return cls(dense, chosen)

    def set_rates(self, share: float) -> None:
        """Every learning rate becomes `share` of its own."""
        for optimiser, rate in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate * share

    def step(self, loss: Tensor) -> None:
        """Make `loss` smaller."""
        for optimiser, _ in self.optimisers:
            optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.dense, LARGEST_GRADIENT)
        for optimiser, _ in self.optimisers:
            optimiser.step()


def train(
    network: nn.Module,
    forward: Forward,
    sources: Sequence[PairSource],
    settings: TrainingSettings,
    progress: Progress,
) -> None:
    """Train `network` in place through `forward`, on an accelerator where there is one."""
    _keep_freed_memory()
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    optimisers = _Optimisers.of(network, settings)
    for step in range(settings.steps):
        warm = min(1.0, (step + 1) / settings.warm_up)
        optimisers.set_rates(warm * (1 - step / settings.steps))
        drawn = [(source, source.draw(random)) for source in sources]
        texts = [t for _, pairs in drawn for side in (pairs.left, pairs.right) for t in side]
        vectors = forward(batch_of(texts).to(device))
        split = torch.split(vectors, [len(pairs.left) + len(pairs.right) for _, pairs in drawn])
        parts: dict[str, Tensor] = {}
        for (source, pairs), rows in zip(drawn, split, strict=True):
            parts[source.name] = source.weight * _contrast(pairs, rows, settings)
            if pairs.targets is not None:
                targets = torch.from_numpy(pairs.targets).to(device)
                parts["teacher"] = settings.weights.teacher * distillation(rows, targets)
        optimisers.step(torch.stack(list(parts.values())).sum())
        if step % STEPS_BETWEEN_TRIMS == 0:
            _give_back_freed_memory()
        progress(step + 1, settings.steps, {name: part.item() for name, part in parts.items()})
    network.cpu().eval()


def rounding_forward(network: NgramNetwork) -> Forward:
    """The network with its table's rows rounded to four bits on the way in.

    Trained through the rounding (straight-through estimator: Bengio et al., 2013), a table loses
    nothing when it is packed.
    """

    def forward(batch: PieceBatch) -> Tensor:
        rows = network.table(batch.unique)
        rows = rows + (_rounded(rows.detach()) - rows.detach())
        # Half the bits for the products are twice the speed, and a hundredth of it where the
        # processor has to be asked for them number by number.
        half = _multiplies_bfloat16(rows.device)
        with torch.autocast(rows.device.type, dtype=torch.bfloat16, enabled=half):
            sums = network.sums(batch, rows)
        return network.head(sums.float(), batch.lengths)

    return forward


def _multiplies_bfloat16(device: torch.device) -> bool:
    """Whether `device` has instructions for products of bfloat16."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    known = torch.cpu.get_capabilities()
    return any(known.get(name, False) for name in _BFLOAT16)


def _keep_freed_memory() -> None:
    """Let the C library hold on to large blocks, where it is glibc.

    It otherwise maps and clears every large tensor anew, which takes as long as the arithmetic.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_MAX, 0)
        mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)
        mallopt(_M_TOP_PAD, 256 * 2**20)


def _give_back_freed_memory() -> None:
    """Return what lies unused between tensors to the system, where the C library is glibc."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _contrast(pairs: Pairs, rows: Tensor, settings: TrainingSettings) -> Tensor:
    left, right = torch.split(rows, [len(pairs.left), len(pairs.right)])
    numbers: dict[bytes, int] = {}
    keys = [numbers.setdefault(text.tobytes(), len(numbers)) for text in pairs.right]
    return contrastive(
        left,
        right,
        torch.from_numpy(pairs.owner).to(rows.device),
        torch.tensor(keys, device=rows.device),
        settings.scale,
        settings.dimensions,
    )


def _rounded(rows: Tensor) -> Tensor:
    """As `embeddings.packing` stores them."""
    blocks = rows.reshape(len(rows), -1, BLOCK)
    low = blocks.amin(dim=2, keepdim=True).half().float()
    step = ((blocks.amax(dim=2, keepdim=True) - low) / LEVELS).half().float()
    step = step.clamp_min(torch.finfo(torch.float16).tiny)
    rounded: Tensor = torch.round((blocks - low) / step) * step + low
    return rounded.flatten(1)

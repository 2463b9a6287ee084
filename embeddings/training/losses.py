"""What is made small: wrong neighbours among the pairs of a batch, and distance to a teacher."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional


def contrastive(
    left: Tensor,
    right: Tensor,
    owner: Tensor,
    right_keys: Tensor,
    scale: float,
    dimensions: Sequence[int],
) -> Tensor:
    """Each of the (n, d) left texts finds its right text among the (m, d) of the batch, and back.

    owner: (n,) the row in `right` that each left text belongs to. right_keys: (m,) equal for equal
    texts, which never count as wrong answers. The loss is the mean over the leading `dimensions` of
    InfoNCE (van den Oord et al., 2018) in both directions, so that the first components are a vector
    of their own (Kusupati et al., "Matryoshka Representation Learning", NeurIPS 2022).
    """
    keys = right_keys[owner]
    places = torch.arange(len(left), device=left.device)
    twins = keys[:, None] == right_keys[None, :]
    twins[places, owner] = False
    sisters = keys[:, None] == keys[None, :]
    sisters[places, places] = False
    losses = []
    for dimension in dimensions:
        a = functional.normalize(left[:, :dimension], dim=1)
        b = functional.normalize(right[:, :dimension], dim=1)
        scores = a @ b.T * scale
        forward = functional.cross_entropy(scores.masked_fill(twins, -torch.inf), owner)
        back = scores[:, owner].T.masked_fill(sisters, -torch.inf)
        losses.append((forward + functional.cross_entropy(back, places)) / 2)
    return torch.stack(losses).mean()


def distillation(vectors: Tensor, targets: Tensor) -> Tensor:
    """Mean cosine distance of (n, d) vectors to the teacher's."""
    return (1 - functional.cosine_similarity(vectors, targets)).mean()

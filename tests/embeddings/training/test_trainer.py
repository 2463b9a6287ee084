"""Training makes what it is told to make small, the same way every time."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from embeddings.ngram_network import batch_of
from embeddings.packing import BLOCK, LEVELS, pack
from embeddings.training.pairs import Pairs
from embeddings.training.settings import TrainingSettings
from embeddings.training.trainer import rounding_forward, train

COUNT = 12
FIRST_LEFT, FIRST_RIGHT = 20, 60
LEFT = [np.array([1, FIRST_LEFT + n, 2]) for n in range(COUNT)]
RIGHT = [np.array([1, FIRST_RIGHT + n, FIRST_RIGHT + COUNT, 2]) for n in range(COUNT)]


class Toy:
    """Twelve pairs of texts that have no piece in common, some of them at a time."""

    def __init__(self, name="toy", weight=1.0, size=8, targets=None):
        self.name, self.weight, self.size, self.targets = name, weight, size, targets
        self.drawn = []

    def draw(self, random):
        chosen = random.choice(COUNT, self.size, replace=False)
        self.drawn.append(chosen.tolist())
        targets = (
            None if self.targets is None else np.concatenate([t[chosen] for t in self.targets])
        )
        return Pairs(
            [LEFT[n] for n in chosen], [RIGHT[n] for n in chosen], np.arange(self.size), targets
        )


def toy_settings(**changes):
    values = {
        "name": "toy",
        "seed": 7,
        "steps": 60,
        "warm_up": 5,
        "rate": 3e-3,
        "table_rate": 1e-2,
        "scale": 20.0,
        "dimensions": (64, 16),
        "blend": 1.0,
        "sizes": dict.fromkeys(("translations", "sentences", "documents", "passages", "terms"), 8),
        "weights": dict.fromkeys(
            ("translations", "sentences", "documents", "passages", "terms", "teacher"), 1.0
        ),
        "shares": {},
    }
    return TrainingSettings.model_validate(values | changes)


def trained(network, *sources, **changes):
    """The parts of the loss at every step."""
    parts = []

    def progress(step, steps, loss):
        assert step == len(parts) + 1
        parts.append(loss)

    options = toy_settings(**changes)
    train(network, rounding_forward(network), sources or [Toy()], options, progress)
    assert len(parts) == options.steps
    return parts


@torch.no_grad()
def found(network, dimension=64):
    """For every left text the nearest right one."""
    left, right = (
        functional.normalize(network(batch_of(side))[:, :dimension]) for side in (LEFT, RIGHT)
    )
    return (left @ right.T).argmax(dim=1).tolist()


@pytest.mark.slow
def test_a_small_network_learns_pairs_that_share_no_piece(make_network):
    network = make_network()
    assert found(network) != list(range(COUNT))
    losses = [parts["toy"] for parts in trained(network)]
    assert sum(losses[-10:]) < 0.25 * sum(losses[:10])
    assert found(network) == found(network, 16) == list(range(COUNT))


def test_the_network_is_left_for_use_and_not_for_training(make_network):
    network = make_network()
    trained(network, steps=1)
    assert not network.training
    assert {weights.device.type for weights in network.parameters()} == {"cpu"}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_weights_and_another_one_does_not(make_network):
    one, same, other = (make_network() for _ in range(3))
    # What was drawn before must not matter.
    trained(one, steps=8)
    torch.rand(3)
    np.random.rand(3)  # noqa: NPY002
    trained(same, steps=8)
    trained(other, steps=8, seed=8)
    for name, weights in one.state_dict().items():
        assert torch.equal(weights, same.state_dict()[name]), name
    assert not torch.equal(one.project.weight, other.project.weight)


def test_every_weight_takes_part(make_network):
    network, before = make_network(), make_network().state_dict()
    trained(network, steps=3)
    for name, weights in network.state_dict().items():
        assert torch.isfinite(weights).all(), name
        assert not torch.equal(weights, before[name]), name


def test_only_the_rows_of_pieces_that_were_drawn_change(make_network):
    network, before = make_network(), make_network().table.weight
    source = Toy(size=3)
    trained(network, source, steps=2)
    drawn = {n for numbers in source.drawn for n in numbers}
    pieces = {int(piece) for n in drawn for side in (LEFT, RIGHT) for piece in side[n]}
    changed = (network.table.weight != before).any(dim=1).nonzero().flatten().tolist()
    assert set(changed) == pieces


@pytest.mark.slow
def test_the_rates_rise_and_then_fall_to_nothing(make_network):
    network = make_network()
    kept, moved = [network.project.weight.detach().clone()], []

    def progress(step, steps, loss):
        now = network.project.weight.detach().clone()
        moved.append((now - kept[-1]).abs().max().item())
        kept.append(now)

    train(network, rounding_forward(network), [Toy()], toy_settings(steps=40, warm_up=10), progress)
    # Adam moves a weight by about the rate itself: at first a tenth of it, at last a fortieth.
    assert moved[0] == pytest.approx(3e-3 / 10, rel=0.05)
    assert moved[-1] < 3e-3 / 20
    assert max(moved) == max(moved[5:25])


def test_a_source_counts_as_its_weight_says(make_network):
    [one] = trained(make_network(), Toy(), steps=1)
    [half] = trained(make_network(), Toy(weight=0.5), steps=1)
    assert half["toy"] == pytest.approx(one["toy"] / 2, rel=1e-5)


def test_several_sources_are_told_apart(make_network):
    [parts] = trained(make_network(), Toy("one"), Toy("two", size=3), steps=1)
    assert set(parts) == {"one", "two"}
    # Three texts are easier to tell apart than eight.
    assert parts["one"] != parts["two"]


def unit(shape, seed):
    vectors = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.slow
def test_a_teacher_draws_the_vectors_to_its_own(make_network):
    targets = (unit((COUNT, 64), 1), unit((COUNT, 64), 2))

    @torch.no_grad()
    def nearness(network):
        vectors = [network(batch_of(side)).numpy() for side in (LEFT, RIGHT)]
        return float(np.mean([(v * t).sum(axis=1) for v, t in zip(vectors, targets, strict=True)]))

    network = make_network()
    before = nearness(network)
    weights = dict.fromkeys(toy_settings().weights.model_dump(), 1.0) | {"teacher": 5.0}
    parts = trained(network, Toy(weight=0.0, targets=targets), weights=weights, steps=80)
    assert set(parts[0]) == {"toy", "teacher"}
    assert parts[0]["toy"] == 0
    assert parts[0]["teacher"] == pytest.approx(5 * (1 - before), abs=0.5)
    assert nearness(network) > before + 0.4


def test_rows_that_packing_makes_equal_are_equal_in_training(make_network):
    network = make_network()
    with torch.no_grad():
        # Two far extremes in every block; whatever tells the pieces apart is below half a step.
        fine = network.table.weight.clamp(-1, 1) * 0.9 / (2 * LEVELS)
        blocks = fine.unflatten(1, (-1, BLOCK))
        blocks[:, :, 0], blocks[:, :, 1] = -1.0, 1.0
        # Keep away from the border between two levels.
        blocks[:, :, 2:] += 1 / LEVELS
        network.table.weight.copy_(blocks.flatten(1))
        forward = rounding_forward(network)
        rounded = forward(batch_of(LEFT))
        exact = network(batch_of(LEFT))
    assert torch.equal(rounded, rounded[:1].expand_as(rounded))
    assert not torch.equal(exact, exact[:1].expand_as(exact))
    assert trained(network, steps=1)[0]["toy"] > 0


def test_what_training_sees_is_what_packing_keeps(make_network):
    network, packed = make_network(), make_network()
    with torch.no_grad():
        packed.table.weight.copy_(torch.from_numpy(pack(network.table.weight.numpy()).all_rows()))
        seen = rounding_forward(network)(batch_of(LEFT + RIGHT))
        kept = packed(batch_of(LEFT + RIGHT))
        unrounded = network(batch_of(LEFT + RIGHT))
    off = (1 - (seen * kept).sum(dim=1)).mean()
    # Sums in half the bits are off by little; a table that is not rounded is off by more.
    assert off < 0.25 * (1 - (unrounded * kept).sum(dim=1)).mean()


@pytest.mark.parametrize("name", ["avx512_bf16", "amx_bf16", "bf16"])
def test_half_the_bits_are_used_only_where_the_processor_multiplies_them(
    monkeypatch, make_network, name
):
    network, batch = make_network(), batch_of(LEFT + RIGHT)
    with torch.no_grad():
        rows = torch.from_numpy(pack(network.table.weight.numpy()).all_rows())[batch.unique]
        exact = network.head(network.sums(batch, rows), batch.lengths)
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {name: False})
        torch.testing.assert_close(rounding_forward(network)(batch), exact)
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {name: True})
        assert not torch.allclose(rounding_forward(network)(batch), exact, atol=1e-5)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.floats(-3, 2), st.floats(-3, 3))
def test_the_gradient_passes_through_the_rounding_as_if_there_were_none(seed, spread, middle):
    random = np.random.default_rng(seed)
    table = (10.0**spread * (middle + random.normal(size=(3, 2 * BLOCK)))).astype(np.float32)

    class Table(torch.nn.Module):
        """Stands in for a network: its vectors are the rows as training sees them."""

        def __init__(self):
            super().__init__()
            self.table = torch.nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=False)

        def sums(self, batch, rows):
            return rows

        def head(self, sums, lengths):
            return sums

    network = Table()
    rows = rounding_forward(network)(batch_of([[0, 1, 2]]))
    slopes = torch.from_numpy(random.normal(size=table.shape).astype(np.float32))
    (rows * slopes).sum().backward()
    torch.testing.assert_close(network.table.weight.grad, slopes)
    # Where float16 tips a number over the border of two levels it is off by a step.
    blocks = table.reshape(3, 2, BLOCK)
    step = np.ptp(blocks, axis=2, keepdims=True) / LEVELS
    off = np.abs(rows.detach().numpy() - pack(table).all_rows()).reshape(blocks.shape)
    room = 2.0**-11 * np.abs(blocks).max() + 0.02 * step
    assert (off <= step + room).all()
    assert np.mean(off <= room) > 0.9


def test_equal_right_texts_do_not_count_as_wrong(make_network):
    class Twins(Toy):
        def draw(self, random):
            return Pairs([LEFT[0], LEFT[1]], [RIGHT[0], RIGHT[0].copy()], np.arange(2))

    for parts in trained(make_network(), Twins(), steps=2):
        assert parts["toy"] == pytest.approx(0, abs=1e-6)


def test_a_loss_of_chance_is_the_logarithm_of_the_choices(make_network):
    class Alike(Toy):
        def draw(self, random):
            return Pairs([LEFT[0]] * 4, [RIGHT[n] for n in range(4)], np.arange(4))

    [parts] = trained(make_network(), Alike(), steps=1, scale=1e-6)
    assert parts["toy"] == pytest.approx(math.log(4), abs=1e-4)

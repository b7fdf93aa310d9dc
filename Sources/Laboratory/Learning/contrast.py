"""Supervised contrast (Khosla et al. 2020): takes of one sign draw near each other, all others away."""

import time
from collections import defaultdict

import jax
import jax.numpy as jnp
import numpy as np
import optax

from .clips import Clips
from .network import Network, Standard, embedded
from .postures import postures
from .variation import phases, varied

TEMPERATURE = 0.1
TAKES_EACH = 4
"""Takes of a sign in a batch, by as many signers as there are."""
MANY_SIGNERS = 6
"""A sign is drawn in proportion to its signers, up to this number, plus one."""


class Source:
    """Takes to draw batches from, so many signs at a time."""

    def __init__(self, clips: Clips, signs: int) -> None:
        takes: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for take, (label, signer) in enumerate(zip(clips.label, clips.signer, strict=True)):
            takes[label][signer].append(take)
        self.clips = clips
        self.signs = [
            [np.array(by) for by in signers.values()]
            for signers in takes.values()
            if sum(map(len, signers.values())) > 1
        ]
        weights = np.array([min(len(signers), MANY_SIGNERS) + 1.0 for signers in self.signs])
        self.weights = weights / weights.sum()
        self.drawn = min(signs, len(self.signs))

    def batch(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Points and masks as `Clips.at` has them, and the place of each take's sign."""
        picked, signs = [], []
        for sign in random.choice(len(self.signs), self.drawn, replace=False, p=self.weights):
            signers = self.signs[sign]
            takes = [random.choice(signers[place]) for place in random.permutation(len(signers))[:TAKES_EACH]]
            everyone = np.concatenate(signers)
            takes += [random.choice(everyone) for _ in range(TAKES_EACH - len(takes))]
            picked += takes
            signs += [sign] * TAKES_EACH
        picked = np.array(picked)
        return *self.clips.at(picked, phases(random, len(picked))), np.array(signs)


def _loss(network: Network, standard: Standard, inputs: jax.Array, signs: jax.Array, key: jax.Array) -> jax.Array:
    vectors = embedded(network, standard, inputs, key)
    own = jnp.eye(len(signs))
    likeness = vectors @ vectors.T / TEMPERATURE - 1e9 * own
    same = (signs[:, None] == signs[None]) * (1 - own)
    chance = likeness - jax.scipy.special.logsumexp(likeness, axis=1, keepdims=True)
    return -((same * chance).sum(1) / jnp.maximum(same.sum(1), 1)).mean()


def learned(network: Network, standard: Standard, source: Source, *, batches: int, rate: float, seed: int) -> Network:
    """The network after so many batches, from the rate of learning `rate` down to 0."""
    random, key = np.random.default_rng(seed), jax.random.key(seed)
    schedule = optax.warmup_cosine_decay_schedule(0.0, rate, min(20, batches // 2), batches)
    optimiser = optax.adamw(schedule, weight_decay=1e-3)

    @jax.jit
    def step(
        network: Network,
        state: optax.OptState,
        points: jax.Array,
        seen: jax.Array,
        signs: jax.Array,
        key: jax.Array,
    ) -> tuple[Network, optax.OptState, jax.Array]:
        inputs = postures(*varied(jax.random.fold_in(key, 1), points, seen))
        loss, gradient = jax.value_and_grad(_loss)(network, standard, inputs, signs, key)
        update, state = optimiser.update(gradient, state, network)
        return optax.apply_updates(network, update), state, loss

    state, began, loss = optimiser.init(network), time.monotonic(), float("nan")
    for number in range(batches):
        points, seen, signs = source.batch(random)
        network, state, loss = step(
            network, state, points.astype(np.float32), seen, signs, jax.random.fold_in(key, number)
        )
    print(f"  {batches} batches in {time.monotonic() - began:.0f} s, last loss {float(loss):.2f}", flush=True)
    return network

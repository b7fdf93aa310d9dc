"""The network. `CEmbedding` is its twin in the engine."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

CHANNELS, DIMENSION = 128, 128
FIRST_TAPS, STRIDE, TAPS = 5, 2, 3
DILATIONS = (1, 2, 1, 2)
LEAST_SQUARE = 1e-5
LARGEST_FEATURE = 4.0
INPUT_LOSS, POOLED_LOSS = 0.1, 0.2
"""Shares of the input's features and of the pooled channels that are left out while learning."""

Network = dict[str, jax.Array]
"""The weights of a network, by the names of `made`."""


class Standard(NamedTuple):
    """The mean and the deviation of each feature, by which the input of a network is standardised."""

    mean: np.ndarray
    deviation: np.ndarray


def made(key: jax.Array, features: int) -> Network:
    """Random weights (He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers")."""
    keys = iter(jax.random.split(key, 2 + len(DILATIONS)))

    def weights(*shape: int, gain: float) -> jax.Array:
        return jax.random.normal(next(keys), shape) * np.sqrt(gain / np.prod(shape[:-1]))

    layers = len(DILATIONS)
    return {
        "first": weights(FIRST_TAPS, features, CHANNELS, gain=2.0),
        "head": weights(3 * CHANNELS, DIMENSION, gain=2.0),
        "layers": jnp.stack([weights(TAPS, CHANNELS, CHANNELS, gain=1.0) for _ in DILATIONS]),
        "biases": jnp.zeros((layers + 1, CHANNELS)),
        "gains": jnp.ones((layers, CHANNELS)),
        "shifts": jnp.zeros((layers, CHANNELS)),
    }


def _convolved(frames: jax.Array, weights: jax.Array, dilation: int = 1, stride: int = 1) -> jax.Array:
    return jax.lax.conv_general_dilated(
        frames, weights, (stride,), "SAME", rhs_dilation=(dilation,), dimension_numbers=("NWC", "WIO", "NWC")
    )


def embedded(network: Network, standard: Standard, inputs: jax.Array, key: jax.Array | None = None) -> jax.Array:
    """`[takes, FRAMES, features]` to unit vectors `[takes, DIMENSION]`; with a key, as while learning."""
    inputs = jnp.clip((inputs - standard.mean) / standard.deviation, -LARGEST_FEATURE, LARGEST_FEATURE)
    if key is not None:
        kept = jax.random.bernoulli(key, 1 - INPUT_LOSS, (len(inputs), 1, inputs.shape[2]))
        inputs = inputs * kept / (1 - INPUT_LOSS)
    hidden = jax.nn.relu(_convolved(inputs, network["first"], stride=STRIDE) + network["biases"][0])
    for layer, dilation in enumerate(DILATIONS):
        normal = hidden / jnp.sqrt((hidden * hidden).mean(-1, keepdims=True) + LEAST_SQUARE)
        normal = normal * network["gains"][layer] + network["shifts"][layer]
        change = _convolved(normal, network["layers"][layer], dilation) + network["biases"][layer + 1]
        hidden = hidden + jax.nn.relu(change)
    third = hidden.shape[1] // 3
    pooled = jnp.concatenate([hidden.mean(1), hidden.max(1), hidden[:, third : 2 * third + 1].mean(1)], 1)
    if key is not None:
        kept = jax.random.bernoulli(jax.random.fold_in(key, 1), 1 - POOLED_LOSS, pooled.shape)
        pooled = pooled * kept / (1 - POOLED_LOSS)
    result = pooled @ network["head"]
    return result / jnp.linalg.norm(result, axis=1, keepdims=True)

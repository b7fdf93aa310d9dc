"""Compares the engine's embeddings with those of this package, whose postures and network are twins of the engine's.

    python -m Learning.comparison CLIPS networks.bin

`signify-laboratory clips --networks networks.bin --out CLIPS` writes the engine's.
"""

import argparse
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from . import weights
from .clips import Clips
from .network import Network, Standard, embedded
from .postures import postures

LARGEST_DIFFERENCE = 1e-4
"""Of two numbers of unit vectors: both add 32-bit floats, in different orders."""
AT_A_TIME = 512
"""Takes in memory."""


def vectors(networks: list[Network], standard: Standard, clips: Clips) -> np.ndarray:
    """The embedding of each take, as the engine joins it from those of all networks."""

    @jax.jit
    def joined(points: jax.Array, seen: jax.Array) -> jax.Array:
        inputs = postures(points, seen)
        parts = [embedded(network, standard, inputs) for network in networks]
        return jnp.concatenate(parts, 1) / np.sqrt(len(parts))

    takes = np.arange(len(clips.first))
    results = []
    for first in range(0, len(takes), AT_A_TIME):
        points, seen = clips.whole(takes[first : first + AT_A_TIME])
        results.append(np.asarray(joined(points.astype(np.float32), seen)))
    return np.concatenate(results)


def main() -> None:
    parser = argparse.ArgumentParser(prog="Learning.comparison", description=__doc__.split("\n\n")[0])
    parser.add_argument("clips", type=Path, help="takes with their embeddings, as signify-laboratory clips wrote them")
    parser.add_argument("networks", type=Path, help="the networks that made these embeddings")
    options = parser.parse_args()

    file = options.networks.read_bytes()
    own = vectors(*weights.read(file), Clips.read(options.clips))
    engines = np.fromfile(options.clips.with_suffix(".embeddings.f32"), "<f4")
    if engines.size != own.size:
        sys.exit(f"signify: {options.clips}.embeddings.f32 has {engines.size} numbers for {own.size}; write it again")
    difference = float(np.abs(engines.reshape(own.shape) - own).max())
    print(f"Networks {weights.name(file)}: the engine and JAX differ by {difference:.1e} at most, on {len(own)} takes")
    # So that a number that is none fails too.
    if not difference < LARGEST_DIFFERENCE:
        sys.exit(
            f"signify: from {LARGEST_DIFFERENCE:g} the vectors are of other networks, or the code of Learning and of"
            " Sources/Scoring/Embedding differs; write the vectors again, or compare the code"
        )


if __name__ == "__main__":
    main()

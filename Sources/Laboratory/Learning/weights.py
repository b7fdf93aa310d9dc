"""The file of networks that the engine runs; `EmbeddingNetwork+File.swift` reads it and says what stands where."""

import hashlib
import math
import struct

import jax.numpy as jnp
import numpy as np

from .clips import FRAMES
from .network import DILATIONS, STRIDE, Network, Standard

COLUMNS = 16
"""Columns of a block of weights, as EMBEDDING_COLUMNS in CEmbedding.h."""


def _blocks(matrix: np.ndarray) -> np.ndarray:
    """`[rows, columns]` as `[columns / COLUMNS][rows][COLUMNS]`."""
    rows, columns = matrix.shape
    return matrix.reshape(rows, columns // COLUMNS, COLUMNS).transpose(1, 0, 2).ravel()


def _matrix(blocks: np.ndarray, columns: int) -> np.ndarray:
    """`_blocks`, undone."""
    return blocks.reshape(columns // COLUMNS, -1, COLUMNS).transpose(1, 0, 2).reshape(-1, columns)


def file(networks: list[Network], standard: Standard) -> bytes:
    """The file's bytes."""
    first_taps, features, channels = networks[0]["first"].shape
    layers, taps = networks[0]["layers"].shape[:2]
    dimension = networks[0]["head"].shape[1]
    sizes = struct.pack(
        f"<{9 + layers}I", len(networks), FRAMES, features, channels, dimension, first_taps, STRIDE, taps, layers,
        *DILATIONS,
    )  # fmt: skip
    body = np.concatenate([standard.mean, 1 / standard.deviation]).astype("<f4").tobytes()
    for learned in networks:
        network = {name: np.asarray(values) for name, values in learned.items()}
        parts = [
            _blocks(network["first"].reshape(-1, channels)),
            *(network[name].ravel() for name in ("biases", "gains", "shifts")),
            *(_blocks(layer.reshape(-1, channels)) for layer in network["layers"]),
            _blocks(network["head"]),
        ]
        body += np.concatenate(parts).astype("<f2").tobytes()
    digest = hashlib.sha256(sizes + body).hexdigest()[:8]
    return b"signify\0" + digest.encode() + sizes + body


def name(file: bytes) -> str:
    """The name that a file gives its networks: the start of the SHA-256 of all that follows it."""
    return file[8:16].decode()


def read(file: bytes) -> tuple[list[Network], Standard]:
    """The networks of a file, with the weights that it holds: rounded to 16 bits."""
    count, _, features, channels, dimension, first_taps, _, taps, layers = struct.unpack_from("<9I", file, 16)
    place = 16 + 4 * (9 + layers)
    mean, scale = np.frombuffer(file, "<f4", 2 * features, place).reshape(2, features)
    shapes = {
        "first": (first_taps, features, channels),
        "biases": (layers + 1, channels),
        "gains": (layers, channels),
        "shifts": (layers, channels),
        "layers": (layers, taps, channels, channels),
        "head": (3 * channels, dimension),
    }
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])
    networks = []
    for values in np.split(np.frombuffer(file, "<f2", offset=place + 8 * features).astype("<f4"), count):
        parts = dict(zip(shapes, np.split(values, ends[:-1]), strict=True))
        parts["first"] = _matrix(parts["first"], channels)
        parts["layers"] = np.stack([_matrix(layer, channels) for layer in np.split(parts["layers"], layers)])
        parts["head"] = _matrix(parts["head"], dimension)
        networks.append({name: jnp.asarray(part.reshape(shapes[name])) for name, part in parts.items()})
    return networks, Standard(mean, 1 / scale)

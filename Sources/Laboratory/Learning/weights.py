"""The file of networks that the engine runs; `EmbeddingNetwork+File.swift` reads it and says what stands where."""

import hashlib
import struct

import numpy as np

from .clips import FRAMES
from .network import DILATIONS, STRIDE, Network, Standard

COLUMNS = 16
"""Columns of a block of weights, as EMBEDDING_COLUMNS in CEmbedding.h."""


def _blocks(matrix: np.ndarray) -> np.ndarray:
    """`[rows, columns]` as `[columns / COLUMNS][rows][COLUMNS]`."""
    rows, columns = matrix.shape
    return matrix.reshape(rows, columns // COLUMNS, COLUMNS).transpose(1, 0, 2).ravel()


def rounded(network: Network) -> Network:
    """The network with the weights that the file holds: 16-bit floats."""
    return {name: np.asarray(values).astype("<f2").astype("<f4") for name, values in network.items()}


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

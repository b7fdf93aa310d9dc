"""Variation of takes as people and cameras vary them, so that a network learns to see past it.

The sizes are standard deviations unless said otherwise. Stronger ones were tried on people kept out of the learning:
with twice the turn of the wrist, 0.05 of bones, 0.4 of depth, bent time and exchanged hands, networks judged worse
after as many batches (AUC across signers 0.917 against 0.926 on seven signers, two networks).
"""

import jax
import jax.numpy as jnp
import numpy as np

from .clips import FRAMES
from .postures import HANDS, PALMS

BODY = 44
"""The first point of the body; those before it are the hands'."""


def phases(random: np.random.Generator, takes: int) -> np.ndarray:
    """Moments of each take, `[takes, FRAMES]`: up to an eighth is cut at either end, and the tempo changes within."""
    start = random.uniform(0, 0.12, takes)[:, None]
    length = 1 - random.uniform(0.12, 0.24, takes)[:, None]
    bent = np.linspace(0, 1, FRAMES)[None] ** np.exp(random.normal(0, 0.25, takes))[:, None]
    return np.clip(start + length * bent, 0, 1)


def _turned(points: jax.Array, first: int, second: int, angles: jax.Array) -> jax.Array:
    """Points turned in the plane of two axes by an angle for each take."""
    angles = angles.reshape(-1, 1, 1)
    cosine, sine = jnp.cos(angles), jnp.sin(angles)
    a, b = points[..., first], points[..., second]
    return points.at[..., first].set(cosine * a - sine * b).at[..., second].set(sine * a + cosine * b)


def varied(key: jax.Array, points: jax.Array, seen: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Other cameras', people's and detectors' view of takes, in the shapes of `Clips.at`."""
    takes = points.shape[0]
    keys = iter(jax.random.split(key, 40))

    def normal(deviation: float, *shape: int) -> jax.Array:
        return deviation * jax.random.normal(next(keys), shape)

    def uniform(*shape: int) -> jax.Array:
        return jax.random.uniform(next(keys), shape)

    # The detector's depth is unreliable; people differ in bones, in how they hold the wrist and where they sign.
    depth = jnp.exp(normal(0.25, takes))
    hands, palms = [], []
    for hand, palm in zip(HANDS, PALMS, strict=True):
        part = points[:, :, hand : hand + 21]
        wrist = part[:, :, :1]
        size = jnp.linalg.norm(part[:, :, 9] - part[:, :, 0], axis=-1)[..., None, None]
        shape = (part - wrist) * jnp.stack([jnp.ones(takes), jnp.ones(takes), depth], -1)[:, None, None]
        shape = shape + size * (normal(0.03, takes, 1, 21, 3) + normal(0.02, takes, FRAMES, 21, 3))
        shape = shape * jnp.exp(normal(0.08, takes))[:, None, None, None]
        for first, second in ((0, 1), (0, 2), (1, 2)):
            shape = _turned(shape, first, second, normal(0.1, takes))
        shift = jnp.concatenate([normal(0.04, takes, 2), jnp.zeros((takes, 1))], -1)[:, None, None]
        hands.append(wrist + shape + shift)
        palms.append(points[:, :, palm : palm + 1] + shift)
    points = jnp.concatenate([*hands, *palms, points[:, :, BODY:]], 2)

    # The camera: yaw and pitch about a body whose hands are 0.4 shoulder widths before it, with the shoulders' width
    # still the unit; roll; size; the picture's proportions; the body's place.
    yaw, pitch = normal(0.2, takes), normal(0.1, takes)
    points = points.at[:, :, :BODY, 2].add(-0.4)
    points = _turned(points, 0, 2, yaw)
    points = points.at[..., 0].divide(jnp.cos(yaw)[:, None, None])
    points = _turned(points, 1, 2, pitch)
    points = _turned(points, 0, 1, normal(0.12, takes))
    size, width = jnp.exp(normal(0.1, takes)), jnp.exp(normal(0.12, takes))
    points = points * jnp.stack([size * width, size, size * width], -1)[:, None, None]
    points = points.at[:, :, :BODY, :2].add(normal(0.09, takes, 2)[:, None, None])

    # The detector loses a hand for a while in 18 % of takes, in a third of them with the arm; the other hand is never
    # seen in 10 %.
    moments = jnp.arange(FRAMES)[None]
    for hand, palm in zip(HANDS, PALMS, strict=True):
        length = 2 + 12 * uniform(takes)
        first = uniform(takes) * (FRAMES - length)
        lost = (uniform(takes) < 0.18)[:, None] & (moments >= first[:, None]) & (moments < (first + length)[:, None])
        if hand != HANDS[0]:
            lost = lost | (uniform(takes) < 0.1)[:, None]
        seen = seen.at[:, :, hand : hand + 21].set(seen[:, :, hand : hand + 21] & ~lost[..., None])
        seen = seen.at[:, :, palm].set(seen[:, :, palm] & ~(lost & (uniform(takes) < 0.3)[:, None]))
    return points, seen

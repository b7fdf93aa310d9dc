"""The input of the networks. `Postures.swift` is its twin in the engine; learning ends with a comparison of both."""

import jax
import jax.numpy as jnp

LARGEST = 5.0
TYPICAL_NOSE = (0.0, -0.68)
HANDS = (0, 21)
"""The first point of the dominant hand and of the other one."""
PALMS = (42, 43)
NOSE = 44
ELBOWS = (49, 51)


def _length(vectors: jax.Array) -> jax.Array:
    return jnp.linalg.norm(vectors, axis=-1, keepdims=True)


def _noses(points: jax.Array, seen: jax.Array) -> jax.Array:
    """The place of the nose at each moment, `[takes, FRAMES, 2]`; its median where it was not seen."""
    places, is_seen = points[:, :, NOSE, :2], seen[:, :, NOSE, None]
    usual = jnp.nanmedian(jnp.where(is_seen, places, jnp.nan), axis=1, keepdims=True)
    return jnp.where(is_seen, places, jnp.where(jnp.isnan(usual), jnp.array(TYPICAL_NOSE), usual))


def _hand(
    points: jax.Array, is_seen: jax.Array, palms: jax.Array, palm_is_seen: jax.Array, noses: jax.Array
) -> jax.Array:
    """A hand's features, `[takes, FRAMES, 80]`."""
    wrist = points[:, :, :1]
    along = points[:, :, 9] - points[:, :, 0]
    size = jnp.maximum(_length(along), 1e-6)
    along = along / size
    across = points[:, :, 5] - points[:, :, 17]
    across = across - (across * along).sum(-1, keepdims=True) * along
    across = across / jnp.maximum(_length(across), 1e-9)
    out = jnp.cross(along, across)
    places = (points - wrist) / size[..., None]
    local = jnp.stack([(places * axis[:, :, None]).sum(-1) for axis in (along, across, out)], -1)
    shape = jnp.concatenate([local.reshape(*local.shape[:2], 63), along, out, across], -1) * is_seen
    at_wrist = jnp.where(is_seen, points[:, :, 0, :2], palms)
    at_tip = jnp.where(is_seen, points[:, :, 8, :2], palms)
    location = jnp.concatenate([at_wrist - noses, at_wrist, at_tip - noses], -1) * palm_is_seen
    return jnp.concatenate([shape, location, is_seen, palm_is_seen], -1)


def postures(points: jax.Array, seen: jax.Array) -> jax.Array:
    """`[takes, FRAMES, POINTS, 3]` and `[takes, FRAMES, POINTS]` to `[takes, FRAMES, features]`."""
    noses = _noses(points, seen)
    hands = [
        _hand(
            points[:, :, hand : hand + 21],
            seen[:, :, hand, None].astype(points.dtype),
            points[:, :, palm, :2],
            seen[:, :, palm, None].astype(points.dtype),
            noses,
        )
        for hand, palm in zip(HANDS, PALMS, strict=True)
    ]
    elbows = points[:, :, slice(*ELBOWS), :2].reshape(*points.shape[:2], 4) * seen[:, :, ELBOWS[0], None]
    return jnp.clip(jnp.concatenate([*hands, elbows], -1), -LARGEST, LARGEST)

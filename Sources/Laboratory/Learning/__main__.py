"""Learns the networks of sign embeddings from clips in signing space, and writes the file that the engine runs.

    python -m Learning CLIPS --random CLIPS --out networks.bin [--folds FOLDER]

Each network first learns from random signs of the synthetic signer, whose signs and people no recording has, and then
from both. Networks of other seeds learn otherwise; the engine joins their vectors.
"""

import argparse
import json
import os
from importlib import metadata
from pathlib import Path

import jax
import numpy as np

# Philox is four times as fast as the default on a processor without a graphics card.
jax.config.update("jax_default_prng_impl", "unsafe_rbg")

from . import weights  # noqa: E402
from .clips import Clips  # noqa: E402
from .contrast import Source, learned  # noqa: E402
from .network import made  # noqa: E402
from .postures import postures  # noqa: E402

RANDOM_SIGNS, REAL_SIGNS = 24, 48
"""Signs of each kind in a batch of the second part; the first has as many random ones as both."""


def arguments():
    parser = argparse.ArgumentParser(prog="Learning", description=__doc__.split("\n\n")[0])
    parser.add_argument("clips", type=Path, help="recorded takes, as signify-laboratory clips wrote them")
    parser.add_argument("--random", type=Path, required=True, help="takes of random signs, the same way")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--folds", type=Path, help="a folder for the networks that leave out one fold each, which they judge"
    )
    parser.add_argument("--networks", type=int, default=2, help="networks to learn (default: %(default)s)")
    parser.add_argument(
        "--steps", type=int, nargs=2, default=(400, 150), help="batches of both parts (default: 400 150)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the first network; the next has the next one")
    parser.add_argument("--begun", type=Path, help="a folder that keeps the networks after their first part")
    return parser.parse_args()


def first_part(options, seed: int, random: Clips, standard) -> dict:
    """A network that knows the random signs: it depends on no recording, so folds share it."""
    kept = options.begun / f"{seed}-{options.steps[0]}.npz" if options.begun else None
    if kept and kept.exists():
        return dict(np.load(kept))
    network = learned(
        made(jax.random.key(seed), len(standard[0])), standard, [Source(random, RANDOM_SIGNS + REAL_SIGNS)],
        steps=options.steps[0], rate=2e-3, seed=seed,
    )  # fmt: skip
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, **network)
    return network


def networks_of(options, clips: Clips, random: Clips, standard) -> list[dict]:
    """Networks that know the random signs and the takes."""
    networks = []
    for seed in range(options.seed, options.seed + options.networks):
        network = first_part(options, seed, random, standard)
        sources = [Source(clips, REAL_SIGNS), Source(random, RANDOM_SIGNS)]
        networks.append(learned(network, standard, sources, steps=options.steps[1], rate=1e-3, seed=seed))
    return networks


def main():
    options = arguments()
    clips, random = Clips.read(options.clips), Clips.read(options.random)
    # Features are standardised by the random signs, which no fold leaves out.
    input = np.asarray(postures(*random.whole(4096)))
    flat = input.reshape(-1, input.shape[-1])
    standard = (flat.mean(0), flat.std(0) + 0.05)

    file = weights.file(networks_of(options, clips, random, standard), standard)
    write(options.out, file)
    write(options.out.with_suffix(".json"), provenance(options, file, clips, random))
    for fold in sorted(set(clips.fold.tolist())) if options.folds else []:
        path = options.folds / f"{fold}.bin"
        if not path.exists():
            write(path, weights.file(networks_of(options, clips.without(fold), random, standard), standard))


def provenance(options, file: bytes, clips: Clips, random: Clips) -> bytes:
    """What the networks were learned from and how, as JSON."""

    def counted(clips: Clips) -> dict:
        sets = np.array([signer.split("/")[0] for signer in clips.signer])
        return {
            str(name): {
                "takes": int((sets == name).sum()),
                "signers": len(set(clips.signer[sets == name])),
                "labels": len(set(clips.label[sets == name])),
            }
            for name in np.unique(sets)
        }

    document = {
        "name": weights.name(file),
        "networks": options.networks,
        "seed": options.seed,
        "batches": options.steps,
        "takes": counted(clips) | counted(random),
        "versions": {package: metadata.version(package) for package in ("jax", "numpy", "optax")},
    }
    return (json.dumps(document, indent=2) + "\n").encode()


def write(path: Path, content: bytes):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)
    print(f"Wrote {path}", flush=True)


if __name__ == "__main__":
    main()

"""Learns the networks of sign embeddings from clips in signing space, and writes the file that the engine runs.

    python -m Learning CLIPS --random CLIPS --out networks.bin [--folds FOLDER]

There are two. One knows the random signs of the synthetic signer alone, whose signs and people no recording has: it
tells new signs apart best. The other goes on to learn the recorded ones, and knows these best. The engine joins their
vectors.
"""

import argparse
import json
import os
from importlib import metadata
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from . import weights
from .clips import Clips
from .contrast import Source, learned
from .network import Network, Standard, made
from .postures import postures

RANDOM_SIGNS, RECORDED_SIGNS = 72, 64
"""Signs in a batch."""
RATE = 2e-3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Learning", description=__doc__.split("\n\n")[0])
    parser.add_argument("clips", type=Path, help="recorded takes, as signify-laboratory clips wrote them")
    parser.add_argument("--random", type=Path, required=True, help="takes of random signs, the same way")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--folds", type=Path, help="a folder for the networks that leave out one fold each, which they judge"
    )
    parser.add_argument(
        "--batches", type=int, nargs=2, default=(400, 200), help="of random and of recorded signs (default: 400 200)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the first network; the second has the next one")
    parser.add_argument("--begun", type=Path, help="a folder that keeps what was learned from random signs")
    return parser.parse_args()


def of_random_signs(options: argparse.Namespace, seed: int, random: Clips, standard: Standard) -> Network:
    """A network that knows the random signs. It depends on no recording, so folds share it."""
    kept = options.begun / f"{seed}-{options.batches[0]}.npz" if options.begun else None
    if kept and kept.exists():
        return {name: jnp.asarray(values) for name, values in np.load(kept).items()}
    network = made(jax.random.key(seed), len(standard.mean))
    network = learned(network, standard, Source(random, RANDOM_SIGNS), batches=options.batches[0], rate=RATE, seed=seed)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, **network)
    return network


def networks_of(options: argparse.Namespace, clips: Clips, random: Clips, standard: Standard) -> list[Network]:
    """Both networks."""
    first, second = (of_random_signs(options, seed, random, standard) for seed in (options.seed, options.seed + 1))
    source = Source(clips, RECORDED_SIGNS)
    return [
        first,
        learned(second, standard, source, batches=options.batches[1], rate=RATE, seed=options.seed + 1),
    ]


def main() -> None:
    # The default generator takes longer than the network: a batch of variations draws some five million numbers.
    jax.config.update("jax_default_prng_impl", "unsafe_rbg")
    options = arguments()
    clips, random = Clips.read(options.clips), Clips.read(options.random)
    # Features are standardised by the random signs, which no fold leaves out.
    inputs = np.asarray(postures(*random.whole(random.spread(4096))))
    flat = inputs.reshape(-1, inputs.shape[-1])
    standard = Standard(flat.mean(0), flat.std(0) + 0.05)

    file = weights.file(networks_of(options, clips, random, standard), standard)
    write(options.out, file)
    write(options.out.with_suffix(".json"), provenance(options, file, clips, random))
    for fold in sorted(set(clips.fold.tolist())) if options.folds else []:
        path = options.folds / f"{fold}.bin"
        if not path.exists():
            write(path, weights.file(networks_of(options, clips.without(fold), random, standard), standard))


def provenance(options: argparse.Namespace, file: bytes, clips: Clips, random: Clips) -> bytes:
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
        "seed": options.seed,
        "batches": options.batches,
        "takes": counted(clips) | counted(random),
        "versions": {package: metadata.version(package) for package in ("jax", "numpy", "optax")},
    }
    return (json.dumps(document, indent=2) + "\n").encode()


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)
    print(f"Wrote {path}", flush=True)


if __name__ == "__main__":
    main()

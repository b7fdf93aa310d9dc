"""`make bench-peers`: measures, prints the tables and, with --write, puts them into docs/performance.md.

python -m peers --engine BenchmarkRunner --native runner --floor read-and-store --score signify-score --data FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

# Before numpy is there: one thread each, and numpy's OpenBLAS with the kernels that it chooses for itself.
for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(name, None)
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import torch  # noqa: E402

from . import aims, machine, report  # noqa: E402
from .aligning import Aligning  # noqa: E402
from .data import Data  # noqa: E402
from .reading import Reading  # noqa: E402
from .runners import Runner  # noqa: E402
from .whole import Whole  # noqa: E402
from .word import Word  # noqa: E402


def place(document: str, kind: str) -> tuple[str, str]:
    """What stands before and after the tables of a kind of machine, with their two marks."""
    begin, end = (f"<!-- make bench-peers, {kind}: {edge} -->" for edge in ("begin", "end"))
    if begin not in document or end not in document:
        raise SystemExit(
            f"the document has no place for a machine with {kind}: put the line {begin} into it, and its end"
        )
    before, rest = document.split(begin, 1)
    return before + begin, end + rest.split(end, 1)[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="peers", description="Measure the engine beside its peers.")
    parser.add_argument("--engine", type=Path, required=True, help="the engine's runner")
    parser.add_argument("--native", type=Path, required=True, help="the peers in C++")
    parser.add_argument(
        "--floor", type=Path, required=True, help="what reads a file and stores bytes, and does nothing else"
    )
    parser.add_argument("--score", type=Path, required=True, help="signify-score")
    parser.add_argument("--data", type=Path, required=True, help="a folder for the data")
    parser.add_argument("--seconds", type=float, default=15, help="for each comparison, at least five rounds")
    parser.add_argument("--only", nargs="*", help="only these comparisons")
    parser.add_argument(
        "--write", type=Path, help="the document to put the tables into, at the place of this kind of machine"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    kind = machine.kind()
    if arguments.write:
        place(arguments.write.read_text(), kind)

    cores = os.sched_getaffinity(0)
    data = Data(arguments.data.resolve())
    data.write(arguments.engine)
    # The last core: the first gets most of a machine's interrupts. Programs started from here stay on it too.
    os.sched_setaffinity(0, {max(cores)})
    with (
        Runner([arguments.engine, "peers", data.folder]) as engine,
        Runner([arguments.native, data.json, data.pose]) as native,
    ):
        aligning, reading = Aligning(data, engine, native), Reading(data, engine, native)
        works = {
            "pair": aligning.pair,
            "library": aligning.every_distance,
            "matrix": aligning.half_matrix,
            "stream": aligning.stream,
            "json": reading.every_part,
            "hands": reading.hands_and_pose,
            "pose": reading.pose,
            "whole": lambda: Whole(data, native, arguments.score, arguments.floor).comparison(),
            "word": lambda: Word(data, engine).comparison(),
        }
        found = {}
        for key, prepare in works.items():
            if not arguments.only or key in arguments.only:
                found[key] = timed(key, prepare, arguments.seconds)
        if len(cores) > 1 and (not arguments.only or "threads" in arguments.only):
            os.sched_setaffinity(0, cores)
            with (
                Runner([arguments.engine, "peers", data.folder]) as both,
                Runner([arguments.native, data.json, data.pose]) as control,
            ):
                found["threads"] = timed("threads", lambda: aligning.threads(both, control), arguments.seconds)
        lines = [
            *machine.lines(engine.greeting, native.greeting),
            "",
            *aims.rows(found),
            "",
            *report.tables(list(found.values())),
        ]
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if arguments.write:
        before, after = place(arguments.write.read_text(), kind)
        arguments.write.write_text(f"{before}\n\n{text}\n{after}")


def timed(key, prepare, seconds):  # noqa: ANN001, ANN201
    start = time.monotonic()
    comparison = prepare()
    ready = time.monotonic()
    comparison.measure(seconds)
    rounds = len(comparison.standings[0].ratios)
    print(
        f"{key}: prepared in {ready - start:.0f} s, {rounds} rounds in {time.monotonic() - ready:.0f} s",
        file=sys.stderr,
        flush=True,
    )
    return comparison


if __name__ == "__main__":
    main()

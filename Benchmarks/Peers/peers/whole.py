"""The whole program: from a file to a stored score, beside Python that only parses the file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import orjson

from . import typed
from .comparison import Comparison
from .data import Data
from .runners import Ended, Runner
from .turns import Contestant, Spent

# The sign of the recording.
SIGN = "FRIEND"
FLOOR = "reading and storing alone"
TYPED = "msgspec, typed + numpy, in a warm interpreter"
PARSE = "import sys, orjson; orjson.loads(open(sys.argv[1], 'rb').read())"


class Whole:
    """`signify-score` on the recording with its full face, with a store that is there already."""

    def __init__(self, data: Data, native: Runner, program: Path, floor: Path) -> None:
        self.data, self.native, self.program, self.floor = data, native, program, floor
        self.seeded = data.folder / "signify" / "signify.sqlite"
        self.store = data.folder / "store.sqlite"
        self.output = data.folder / "output"
        self.peaks: dict[str, int] = {}
        # The program's own store is filled on its first use.
        shutil.rmtree(self.seeded.parent, ignore_errors=True)
        native.spawn(
            ["env", f"XDG_DATA_HOME={data.folder}", program, data.json, "--ref", SIGN, "--dry-run"], self.output
        )
        with sqlite3.connect(self.seeded) as store:
            store.execute("pragma wal_checkpoint(truncate)")

    def fresh_store(self) -> Path:
        """A store as it was seeded, and on the disk: what was not yet would be written by whoever flushes it next."""
        for suffix in ("-wal", "-shm"):
            Path(f"{self.store}{suffix}").unlink(missing_ok=True)
        with self.seeded.open("rb") as seeded, self.store.open("wb") as store:
            shutil.copyfileobj(seeded, store)
            store.flush()
            os.fsync(store.fileno())
        return self.store

    def score(self) -> Ended:
        """One run."""
        return self.native.spawn(
            [self.program, self.data.json, "--ref", SIGN, "--db", self.fresh_store(), "--json"], self.output
        )

    def read_and_store(self) -> Ended:
        """One run of what does nothing else."""
        return self.native.spawn([self.floor, self.data.json, self.data.exact_pose, self.fresh_store()], self.output)

    def contestant(self, name: str, computes: str, start: Callable[[], Ended]) -> Contestant:
        def run(count: int) -> Spent:
            runs = [start() for _ in range(count)]
            self.peaks[name] = max([self.peaks.get(name, 0)] + [ended.peak for ended in runs])
            return Spent(sum(ended.cpu for ended in runs) / count, sum(ended.wall for ended in runs) / count)

        return Contestant(name, computes, run)

    def comparison(self) -> Comparison:
        """Processor time of everything that the processes do."""
        self.score()
        feedback = orjson.loads(self.output.read_bytes())
        with sqlite3.connect(self.store) as store:
            stored = store.execute("select count(*) from practice_sessions where score is not null").fetchone()[0]
        if not 0 <= feedback["score"] <= 100 or stored != 1:
            raise SystemExit(f"{self.program} stored {stored} scores")
        size = self.data.json.stat().st_size
        comparison = Comparison(
            f"a file of {size / 1e6:.1f} MB to a stored score, the whole process",
            self.contestant("signify-score", "start, parse, score, feedback, store", self.score),
        )
        comparison.bytes = size
        comparison.peaks = self.peaks
        comparison.python(
            "orjson in a warm interpreter",
            "read and parse the file",
            lambda: len(orjson.loads(self.data.json.read_bytes())["frames"]),
            len(self.data.landmarks),
        )
        comparison.python(
            TYPED,
            "read and parse the file, landmarks, float32",
            lambda: typed.landmarks(self.data.json.read_bytes(), typed.Recording),
            self.data.landmarks,
            tolerance=0,
        )
        comparison.add(
            self.contestant(
                "msgspec, typed + numpy, the whole process",
                "start Python, read and parse the file, landmarks, float32",
                lambda: self.native.spawn([sys.executable, typed.__file__, self.data.json], self.output),
            )
        )
        comparison.add(
            self.contestant(
                "orjson, the whole process",
                "start Python, read and parse the file",
                lambda: self.native.spawn([sys.executable, "-c", PARSE, self.data.json], self.output),
            )
        )
        comparison.add(
            self.contestant(FLOOR, "read the file, store as many bytes as its landmarks", self.read_and_store)
        )
        return comparison

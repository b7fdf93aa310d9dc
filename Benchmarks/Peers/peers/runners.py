"""The two programs beside this one: the engine's runner and the peers in C++. They take commands a line at a time."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from .turns import Contestant, Spent


class Ended(NamedTuple):
    """How a program that was started ended: nanoseconds, and its peak memory in bytes."""

    cpu: float
    wall: float
    peak: int


class Runner:
    """A program that is told what to run, and how often."""

    def __init__(self, arguments: list[str | Path]) -> None:
        self.process = subprocess.Popen(
            [str(argument) for argument in arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.greeting = self.line()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()

    def line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args} ended without an answer, status {self.process.wait()}")
        return line.strip()

    def ask(self, command: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        reply = self.line()
        if reply.startswith(("unknown", "failed")):
            raise SystemExit(f"{command}: {reply}")
        return reply

    def run(self, work: str, count: int) -> Spent:
        cpu, wall = self.ask(f"run {work} {count}").split()
        return Spent(float(cpu), float(wall))

    def contestant(self, name: str, computes: str, work: str) -> Contestant:
        return Contestant(name, computes, lambda count: self.run(work, count))

    def answer(self, work: str, folder: Path, kind: type[np.float32 | np.float64]) -> NDArray[np.float64]:
        """What the work computes."""
        path = folder / "answer"
        self.ask(f"answer {work} {path}")
        return np.fromfile(path, dtype=kind).astype(np.float64)

    def spawn(self, arguments: list[str | Path], output: Path) -> Ended:
        """Runs a program to its end. It has to succeed."""
        reply = self.ask(f"spawn {output} " + "\t".join(str(argument) for argument in arguments))
        status, cpu, wall, peak = (int(word) for word in reply.split())
        if status != 0:
            raise SystemExit(f"{arguments[0]} ended with status {status}: {output.read_text()[:500]}")
        return Ended(cpu, wall, peak * 1024)

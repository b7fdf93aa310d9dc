"""What the engine is to reach, and what it does."""

from __future__ import annotations

from collections.abc import Iterator

from .aligning import TORCH
from .comparison import Comparison
from .report import factor, fastest, peak, quartiles, ratio, time
from .whole import FLOOR, TYPED


def rows(found: dict[str, Comparison]) -> Iterator[str]:
    """The table of aims; each figure is a median over the rounds, with its quartiles."""
    yield "| work | against | aim | measured |"
    yield "|---|---|---|---|"

    def line(work: str, against: str, aim: str, values: list[float], unit: str = " ×") -> str:
        low, middle, high = (factor(each) for each in quartiles(values))
        return f"| {work} | {against} | {aim} | {middle}{unit} ({low}–{high}) |"

    def user(key: str, work: str, aim: str) -> str:
        peer = fastest(found[key], lambda name: name in found[key].users)
        return line(work, peer.contestant.name, f"≥ {aim} ×", peer.ratios)

    def torch(key: str, work: str, aim: str) -> str:
        peer = fastest(found[key], lambda name: name.startswith(TORCH))
        return line(work, peer.contestant.name, f"≥ {aim} ×", peer.ratios)

    def share(key: str, work: str, aim: str) -> str:
        low, middle, high = (f"{100 * each:.0f}" for each in peak(found[key]) or (0, 0, 0))
        return f"| {work} | multiply-add peak | ≥ {aim} % | {middle} % ({low}–{high}) |"

    def inverse(values: list[float]) -> list[float]:
        return [1 / value for value in values]

    if "pair" in found:
        yield user("pair", "one pair", "1.7")
        yield torch("pair", "one pair", "2.5")
        yield share("pair", "one pair", "50")
    if "library" in found:
        work = "1,000 references, every distance"
        yield user("library", work, "1.7")
        yield torch("library", work, "3")
        yield share("library", work, "60")
    if "threads" in found:
        threads = found["threads"]
        yield line("1,000 references, 2 threads", "1 thread", "≥ 1.8 ×", ratio(threads, "signify, 1 thread"))
        one, two = ratio(threads, "control, 1 thread"), ratio(threads, "control, 2 threads")
        gains = [alone / both for alone, both in zip(one, two, strict=True)]
        yield line("what the machine gave a control just then", "1 thread", "2 × if a core was free", gains)
    if "matrix" in found:
        yield user("matrix", "half matrix 300 × 300", "1.7")
    if "stream" in found:
        yield user("stream", "a stream of 3,000 frames", "1.6")
    if "json" in found:
        yield line("JSON, every part", "simdjson On-Demand", "≥ 1.5 ×", ratio(found["json"], "simdjson On-Demand"))
    if "hands" in found:
        yield line("JSON, hands and pose", "simdjson On-Demand", "≥ 2.5 ×", ratio(found["hands"], "simdjson On-Demand"))
    if "pose" in found:
        yield line(".pose to landmarks, time", "memcpy", "≤ 3 ×", inverse(ratio(found["pose"], "memcpy")))
    if "whole" in found:
        whole = found["whole"]
        yield line("whole process, time", FLOOR, "≤ 1.7 ×", inverse(ratio(whole, FLOOR)))
        yield line("whole process", TYPED, "≥ 1 ×", ratio(whole, TYPED))
        memory = whole.peaks["signify-score"]
        limit = 2.5 * whole.bytes + 30e6
        yield f"| whole process, memory | 2.5 × file + 30 MB | ≤ {limit / 1e6:.1f} MB | {memory / 1e6:.1f} MB |"
    if "word" in found and found["word"].standing:
        low, middle, high = (time(each) for each in quartiles(found["word"].standing.times))
        yield f"| scoring one word with feedback, parsed | one core | ≤ 0.6 ms | {middle} ({low}–{high}) |"

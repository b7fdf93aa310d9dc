"""`make bench-check` can fail: Benchmarks/check-ratios with a runner whose times are given."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).parents[3] / "Benchmarks" / "check-ratios"
# Answers as BenchmarkRunner does; a work's times are a list, and each turn of a check takes the next of them.
RUNNER = """#!{python}
import json, sys
times = json.loads({times!r})
print("ready", flush=True)
seen = dict.fromkeys(times, 0)
for line in sys.stdin:
    command, work, count = line.split()
    if work not in times:
        print("unknown", line.strip(), flush=True)
        continue
    # The first run of each check is of one.
    first = count == "1" and not seen.get("-" + work)
    seen["-" + work] = count == "1"
    seen[work] += first
    spent = times[work][min(max(seen[work], 1), len(times[work])) - 1]
    print(spent, spent, flush=True)
"""


class CheckRatios(unittest.TestCase):
    def check(self, bounds: str, times: dict[str, list[int]]) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as folder:
            runner, table = Path(folder) / "runner", Path(folder) / "ratios.tsv"
            runner.write_text(RUNNER.format(python=sys.executable, times=json.dumps(times)))
            runner.chmod(0o755)
            table.write_text(bounds)
            return subprocess.run(
                [sys.executable, CHECK, "check", runner, table], capture_output=True, text=True, timeout=60, check=False
            )

    def test_passes_within_the_bounds(self) -> None:
        ended = self.check("# a remark\n\nany slow fast 1.8 2.2\n", {"slow": [20_000], "fast": [10_000]})
        assert "1 passed, 0 failed" in ended.stdout, ended.stderr
        assert ended.returncode == 0

    def test_fails_where_the_fast_path_became_slow(self) -> None:
        ended = self.check("any slow fast 1.8 2.2\n", {"slow": [20_000], "fast": [15_000]})
        assert ended.returncode == 1
        # Tried twice, and named.
        assert ended.stdout.count("slow / fast  OUT OF BOUNDS") == 2
        assert "0 passed, 1 failed" in ended.stdout

    def test_fails_where_the_slow_path_became_slower(self) -> None:
        ended = self.check("any slow fast 1.8 2.2\n", {"slow": [30_000], "fast": [10_000]})
        assert ended.returncode == 1

    def test_has_no_bound_where_there_is_a_dash(self) -> None:
        ended = self.check("any slow fast 1.8 -\n", {"slow": [90_000], "fast": [10_000]})
        assert ended.returncode == 0

    def test_judges_the_other_ratios_too(self) -> None:
        times = {"slow": [20_000], "fast": [10_000], "other": [10_000]}
        ended = self.check("any other fast 1.8 -\nany slow fast 1.8 -\n", times)
        assert ended.returncode == 1
        assert "1 passed, 1 failed" in ended.stdout

    def test_tries_a_miss_once_more(self) -> None:
        ended = self.check("any slow fast 1.8 2.2\n", {"slow": [90_000, 20_000], "fast": [10_000]})
        assert ended.stdout.count("OUT OF BOUNDS") == 1, ended.stdout
        assert ended.returncode == 0

    def test_ends_at_a_work_that_the_runner_does_not_know(self) -> None:
        ended = self.check("any gone fast 1.8 2.2\n", {"fast": [10_000]})
        assert ended.returncode == 1
        assert "unknown" in ended.stderr

    def test_needs_bounds(self) -> None:
        ended = self.check("other-1-2 slow fast 1.8 2.2\n", {"slow": [20_000], "fast": [10_000]})
        assert ended.returncode != 0


if __name__ == "__main__":
    unittest.main()

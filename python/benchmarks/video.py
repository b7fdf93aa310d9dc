"""Measures films: pictures a second, and the parts of the way from a clip to its score.

    python python/benchmarks/video.py FILM

The film is cut to two seconds of 640 x 360 first. Figures are the best of three: other work only adds.
"""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import httpx
from fastapi import FastAPI
from films import clip
from service import serving

from signify_engine import Store
from signify_engine.fastapi import Films, local_learner, router
from signify_engine.video import Pool, opened

T = TypeVar("T")


def best(call: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """The shortest time of a call, and its last result."""
    shortest = float("inf")
    for _ in range(times):
        start = time.monotonic()
        result = call()
        shortest = min(shortest, time.monotonic() - start)
    return shortest, result


@contextlib.contextmanager
def server(folder: Path) -> Iterator[httpx.Client]:
    with Store.open(folder / "practice.sqlite", create=True, fill=True) as store:
        app = FastAPI()
        films = Films(folder=folder / "films", processes=1)
        app.include_router(router(store, current_user=local_learner, films=films), prefix="/v1")
        with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=120) as client:
            yield client


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = clip(folder / "clip.mp4", Path(sys.argv[1]), 60)
        start = time.monotonic()
        with Pool(processes=1) as pool:
            pool.warm()
            print(f"start of a reading process          {time.monotonic() - start:6.2f} s")
            seconds, reading = best(lambda: pool.submit(opened(film), "clip").result())
            frames = len(reading.times)
            print(f"landmarks of {frames} frames at 640 x 360  {seconds:6.2f} s, {frames / seconds:.1f} frames/s")
        attempt = reading.attempt("clip")
        with Store.open(folder / "parts.sqlite", create=True, fill=True) as store:
            library = store.library()
            seconds, _ = best(lambda: store.practice(attempt, "HELLO", library=library))
            print(f"score and store                     {seconds:6.3f} s")
        data = film.read_bytes()
        kind = {"Content-Type": "video/mp4"}

        def ask(client: httpx.Client, **headers: str) -> Any:
            answer = client.post("/v1/attempts", params={"ref": "HELLO"}, content=data, headers={**kind, **headers})
            answer.raise_for_status()
            return answer

        with server(folder) as client:
            ask(client, Prefer="wait=60")
            seconds, _ = best(lambda: ask(client, Prefer="wait=60"))
            print(f"upload of {len(data) // 1000} kB to score over HTTP    {seconds:6.2f} s")
            start = time.monotonic()
            place = ask(client).headers["location"]
            print(f"upload alone                        {time.monotonic() - start:6.3f} s")
            client.get(place, headers={"Prefer": "wait=60"})
        print(f"processors {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

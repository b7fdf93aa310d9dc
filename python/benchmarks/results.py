"""Measures the time from handing in to the result at the client, with a worker beside the server, on loopback.

    SIGNIFY_DB_CONF="fsync=on synchronous_commit=on full_page_writes=on" \\
        scripts/database/server run python python/benchmarks/results.py [wait|get|events] [RATE] [SECONDS]

Learners hand in 2 s of HELLO as `.pose` at RATE attempts a second (50) for SECONDS (20), whatever becomes of those
before. Each way once, or the one named:

    wait      POST with `Prefer: wait=30`, which has the result
    get       POST, then GET with `Prefer: wait=30`
    events    POST, then the stream of events

Needs PostgreSQL and `make command`: the worker is .build/command/signify-worker.
"""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import httpx
import jwt
from fastapi import FastAPI

from signify_engine import Attempt, Store
from signify_engine.fastapi import bearer_user, router

SECRET = "the secret of a benchmark, which is of thirty-two bytes or more"
ROOT = Path(__file__).resolve().parents[2]
LEARNERS = 100
LESSON = "word-hello"
WAYS = ("wait", "get", "events")


def create_app() -> FastAPI:
    app = FastAPI()
    store = Store.open(os.environ["SIGNIFY_DATABASE_URL"])
    app.include_router(router(store, current_user=bearer_user(secret=SECRET)), prefix="/v1")
    return app


def token(user: UUID) -> str:
    return jwt.encode({"sub": str(user), "aud": "authenticated", "exp": time.time() + 3600}, SECRET, "HS256")


@contextlib.contextmanager
def running(command: list[str], **options: object) -> "contextlib._GeneratorContextManager[subprocess.Popen[bytes]]":  # type: ignore[misc]
    process = subprocess.Popen(command, **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def one(client: httpx.AsyncClient, way: str, learner: UUID, recording: bytes) -> float:
    headers = {"Authorization": f"Bearer {token(learner)}"}
    waiting = {**headers, "Prefer": "wait=30"}
    parameters = {"defer": "true", "lesson": LESSON}
    began = time.perf_counter()
    first = headers if way != "wait" else waiting
    response = await client.post("/v1/attempts", params=parameters, content=recording, headers=first)
    response.raise_for_status()
    attempt = response.json()["id"]
    if way == "events":
        async with client.stream("GET", "/v1/attempts/events", params={"ids": attempt}, headers=headers) as stream:
            stream.raise_for_status()
            come = [time.perf_counter() async for line in stream.aiter_lines() if line == "event: result"]
        if not come:
            raise SystemExit("a stream ended without the result")
        return come[0] - began
    if way == "get":
        response = await client.get(f"/v1/attempts/{attempt}", headers=waiting)
        response.raise_for_status()
    if response.json()["status"] != "scored":
        raise SystemExit(f"an attempt is {response.json()['status']} after 30 s")
    return time.perf_counter() - began


async def measure(address: str, way: str, learners: list[UUID], rate: float, seconds: float) -> None:
    recording = Attempt.of(ROOT / "Fixtures" / "attempts" / "hello.json").to_pose()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        # The first requests open connections, and the worker prepares its statements.
        for learner in learners[:10]:
            await one(client, way, learner, recording)
        count = round(rate * seconds)
        began = time.perf_counter()
        tasks = []
        for number in range(count):
            await asyncio.sleep(max(began + number / rate - time.perf_counter(), 0))
            learner = learners[number % len(learners)]
            tasks.append(asyncio.create_task(one(client, way, learner, recording)))
        handed_in = time.perf_counter() - began
        times = sorted(await asyncio.gather(*tasks))
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{way}: {count} attempts at {count / handed_in:.1f} a second: "
        f"median {statistics.median(times):.3f} s, p95 {cuts[94]:.3f} s, p99 {cuts[98]:.3f} s, "
        f"longest {times[-1]:.3f} s",
        flush=True,
    )


def main(way: str = "", rate: str = "50", seconds: str = "20") -> None:
    url = os.environ["SIGNIFY_DATABASE_URL"]
    with Store.open(url, fill=True) as store:
        learners = [store.add_learner(f"Learner {number}") for number in range(LEARNERS)]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = [sys.executable, "-m", "uvicorn", "--app-dir", str(Path(__file__).parent), "--factory"]
    server += ["results:create_app", "--port", str(port), "--log-level", "critical", "--loop", "uvloop"]
    worker = [str(ROOT / ".build" / "command" / "signify-worker"), "--db", url, "--metrics-port", "0"]
    address = f"http://127.0.0.1:{port}"
    with running(server), running(worker, stderr=subprocess.DEVNULL) as scoring:
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{address}/v1/health").status_code == 200:
                    break
            time.sleep(0.1)
        else:
            raise SystemExit("the server did not start")
        for each in [way] if way else WAYS:
            asyncio.run(measure(address, each, learners, float(rate), float(seconds)))
        if scoring.poll() is not None:
            raise SystemExit("the worker ended")


if __name__ == "__main__":
    main(*sys.argv[1:])

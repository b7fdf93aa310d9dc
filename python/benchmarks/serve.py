"""Measures the HTTP server on loopback, in bounded time: stalled uploads, a failing key server, requests a second.

    python python/benchmarks/serve.py uploads [COUNT]
    python python/benchmarks/serve.py keys
    python python/benchmarks/serve.py rate

It runs uvicorn in a process of its own, on a store of its own. `psutil` reads that process's memory.
"""

import asyncio
import collections
import contextlib
import http.client
import json
import os
import random
import selectors
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import jwt
import psutil
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI

from signify_engine import Store
from signify_engine.fastapi import bearer_user, router

SECRET = "the secret of a benchmark, which is of thirty-two bytes or more"
RECORDING = Path(__file__).resolve().parents[2] / "Fixtures" / "attempts" / "hello.json"


def create_app() -> FastAPI:
    store = Store.open("practice.sqlite", create=True, fill=True)
    keys = os.environ.get("BENCHMARK_KEYS")
    user = bearer_user(jwks_url=keys) if keys else bearer_user(secret=SECRET)
    app = FastAPI()
    app.include_router(router(store, current_user=user), prefix="/v1")
    return app


def token(user: UUID, key: Any = SECRET, algorithm: str = "HS256", **headers: str) -> str:
    claims = {"sub": str(user), "aud": "authenticated", "exp": time.time() + 3600}
    return jwt.encode(claims, key, algorithm, headers)


class Server:
    """A running uvicorn and the learners of its store."""

    def __init__(self, *words: str, learners: int = 1, **environment: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        with Store.open(Path(self.folder.name) / "practice.sqlite", create=True, fill=True) as store:
            self.learners = [store.add_learner(f"Learner {number}") for number in range(learners)]
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "uvicorn", "--app-dir", str(Path(__file__).parent), "--factory"]
        command += ["serve:create_app", "--port", str(self.port), "--log-level", "critical"]
        command += ["--timeout-graceful-shutdown", "5", *words]
        settings = {**os.environ, **environment}
        self.process = subprocess.Popen(command, cwd=self.folder.name, env=settings, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with contextlib.suppress(OSError):
                if self.ask("/v1/health", "")[0] == 200:
                    return
            time.sleep(0.1)
        raise SystemExit("the server did not start")

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(
        self, path: str, bearer: str, body: bytes | None = None, connection: http.client.HTTPConnection | None = None
    ) -> tuple[int, float]:
        """The status, and the time in seconds."""
        start = time.monotonic()
        connection = connection or self.connection()
        connection.request("POST" if body else "GET", path, body, {"Authorization": f"Bearer {bearer}"})
        response = connection.getresponse()
        response.read()
        return response.status, time.monotonic() - start

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.folder.cleanup()


@contextlib.contextmanager
def serving(*words: str, **options: Any) -> Iterator[Server]:
    server = Server(*words, **options)
    try:
        yield server
    finally:
        server.end()


def _stall(server: Server, count: int, tick: Callable[[float], None]) -> tuple[collections.Counter[str], float, int]:
    """Sends uploads of 20 MB up to their last 1,000 bytes; returns the answers, the longest wait for one, and the rest.

    `tick` is called with the seconds that have passed, again and again.
    """
    size, start, longest = 20_000_000, time.monotonic(), 0.0
    body = memoryview(bytes(size - 1000))
    left: dict[socket.socket, memoryview] = {}
    begun: dict[socket.socket, float] = {}
    answers: collections.Counter[str] = collections.Counter()
    selector = selectors.DefaultSelector()
    for number in range(count):
        line = socket.create_connection(("127.0.0.1", server.port))
        bearer = token(server.learners[number // 8])
        head = f"POST /v1/attempts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {bearer}\r\ncontent-length: {size}"
        line.sendall(f"{head}\r\n\r\n".encode())
        line.setblocking(False)
        selector.register(line, selectors.EVENT_READ | selectors.EVENT_WRITE)
        left[line], begun[line] = body, time.monotonic()
    while left and (passed := time.monotonic() - start) < 60:
        tick(passed)
        for key, events in selector.select(0.05):
            line = cast("socket.socket", key.fileobj)
            try:
                if events & selectors.EVENT_READ:
                    answer = line.recv(4096)
                    answers[answer.split()[1].decode() if answer else "cut"] += 1
                    raise ConnectionError
                left[line] = left[line][line.send(left[line][:262_144]) :]
                if not left[line]:
                    selector.modify(line, selectors.EVENT_READ)
            except BlockingIOError:
                continue
            except OSError:
                selector.unregister(line)
                line.close()
                del left[line]
                longest = max(longest, time.monotonic() - begun[line])
    return answers, longest, len(left)


def stalled_uploads(count: int, *, stop: bool) -> None:
    """Stalled uploads, and an honest one each second meanwhile."""
    with serving(learners=count // 8 + 2) as server:
        good = server.learners.pop()
        memory = psutil.Process(server.process.pid).memory_info
        before = most = memory().rss
        over = threading.Event()
        honest: list[float] = []
        stopped = None

        def practise() -> None:
            while not over.wait(1):
                with contextlib.suppress(OSError, http.client.HTTPException):
                    status, seconds = server.ask("/v1/attempts?ref=HELLO", token(good), RECORDING.read_bytes())
                    honest.append(seconds if status == 201 else float("nan"))

        def tick(passed: float) -> None:
            nonlocal most, stopped
            if stop and stopped is None and passed > 6:
                server.process.send_signal(signal.SIGTERM)
                stopped = time.monotonic()
            with contextlib.suppress(psutil.Error):
                most = max(most, memory().rss)

        thread = threading.Thread(target=practise)
        thread.start()
        answers, longest, rest = _stall(server, count, tick)
        over.set()
        thread.join()
        if stopped is not None:
            server.process.wait(30)
            print(f"SIGTERM: the process ended within {time.monotonic() - stopped:.0f} s")
    print(
        f"{count} stalled uploads of 20 MB: memory {before / 1e6:.0f} MB before, {most / 1e6:.0f} MB at most; "
        f"answers {dict(answers)}, each after {longest:.0f} s at most, {rest} without one; "
        f"{len(honest)} honest uploads in {min(honest):.2f} to {max(honest):.2f} s"
    )


FLOOD_SECONDS = 12


async def _flood(port: int, tokens: list[str]) -> str:
    """A hundred requests a second, each with a connection and a bad token of its own."""
    answers: collections.Counter[str] = collections.Counter()

    async def ask(bearer: str) -> None:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            head = f"GET /v1/progress HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {bearer}"
            writer.write(f"{head}\r\n\r\n".encode())
            answers[(await reader.readline()).split()[1].decode()] += 1
            writer.close()
        except (OSError, IndexError) as error:
            answers[type(error).__name__] += 1

    start, tasks = time.monotonic(), set[asyncio.Task[None]]()
    for count in range(FLOOD_SECONDS * 100):
        await asyncio.sleep(max(0.0, start + count / 100 - time.monotonic()))
        task = asyncio.create_task(ask(random.choice(tokens)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    waiting = len(tasks)
    for task in tasks:
        task.cancel()
    return f"{FLOOD_SECONDS * 100} bad tokens, {dict(answers)}, {waiting} unanswered"


def failing_keys(fault: str) -> None:
    """A known key while 100 bad tokens a second come, half with made-up keys and half unsigned."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    document = json.dumps({"keys": [{**public, "kid": "one", "alg": "ES256", "use": "sig"}]}).encode()
    fetches = 0
    is_failing, over = threading.Event(), threading.Event()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal fetches
            fetches += 1
            if is_failing.is_set() and fault == "hangs":
                over.wait(60)
            with contextlib.suppress(OSError):
                self.send_response(500 if is_failing.is_set() else 200)
                self.end_headers()
                self.wfile.write(document)

        def log_message(self, *_: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as keys:
        threading.Thread(target=keys.serve_forever, daemon=True).start()
        with serving(BENCHMARK_KEYS=f"http://127.0.0.1:{keys.server_port}") as server:
            (ada,) = server.learners
            good = token(ada, key, "ES256", kid="one")
            connection = server.connection()
            assert server.ask("/v1/progress", good, connection=connection)[0] == 200
            is_failing.set()
            bad = [token(ada, key, "ES256", kid=f"made up {number}") for number in range(400)]
            bad += [token(ada, "", "none", kid=f"unsigned {number}") for number in range(400)]
            command = [sys.executable, __file__, "flood", str(server.port)]
            flood = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert flood.stdin is not None
            flood.stdin.write(json.dumps(bad))
            flood.stdin.close()
            flood.stdin = None
            times = []
            while flood.poll() is None:
                status, seconds = server.ask("/v1/progress", good, connection=connection)
                assert status == 200
                times.append(seconds * 1000)
                time.sleep(0.05)
            said, _ = flood.communicate()
            over.set()
        keys.shutdown()
    times.sort()
    print(
        f"the key server {fault}: {said.strip()}, {fetches} fetches; a known key: {len(times)} answers, "
        f"median {statistics.median(times):.0f} ms, at most {times[-1]:.0f} ms"
    )


def rate(processes: int, loop: str) -> None:
    """Requests a second over one kept-alive connection."""
    with serving("--workers", str(processes), "--loop", loop) as server:
        connection, bearer = server.connection(), token(server.learners[0])
        said = []
        for path in ("/v1/progress", "/v1/health"):
            count, end = 0, time.monotonic() + 4
            while time.monotonic() < end:
                assert server.ask(path, bearer, connection=connection)[0] == 200
                count += 1
            said.append(f"{path} {count / 4:.0f}")
    print(f"{processes} process(es), {loop}: requests a second {', '.join(said)}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["uploads", *number]:
            for stop in (False, True):
                stalled_uploads(int(number[0]) if number else 200, stop=stop)
        case ["keys"]:
            for fault in ("hangs", "fails"):
                failing_keys(fault)
        case ["rate"]:
            for processes in (1, 2):
                for loop in ("asyncio", "uvloop"):
                    rate(processes, loop)
        case ["flood", port]:
            print(asyncio.run(_flood(int(port), json.load(sys.stdin))))
        case _:
            raise SystemExit(__doc__)

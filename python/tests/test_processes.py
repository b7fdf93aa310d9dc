"""The server in processes of its own, as docs/deployment.md runs it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from service import token

APP = """
import os, socket, stat

async def app(scope, receive, send):
    assert scope["type"] in ("http", "lifespan")
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    own = []
    for name in os.listdir("/proc/self/fd"):
        try:
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            connection = socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue
        with connection:
            if connection.family in (socket.AF_INET, socket.AF_INET6):
                try:
                    connection.getpeername()
                except OSError:
                    continue
                own.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    body = f"{os.getpid()} {own}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})
"""

HANGING = """
from fastapi import FastAPI
from signify_engine import Store
from signify_engine.fastapi import bearer_user, router

def create_app():
    app = FastAPI()
    store = Store.open("practice.sqlite", create=True, fill=True)
    app.include_router(router(store, current_user=bearer_user(secret="x" * 32)))
    return app
"""


@contextlib.contextmanager
def uvicorn(folder: Path, program: str, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Runs uvicorn on a program; yields it and its address."""
    (folder / "served.py").write_text(program)
    command = [sys.executable, "-m", "uvicorn", "--host", "127.0.0.1", "--port", "0", *words]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if found := re.search(r"running on http://(\S+)", line):
                    break
            else:
                pytest.fail("the server ended while starting")
            yield process, found[1]
        finally:
            process.terminate()
            process.communicate(timeout=60)


def test_workers_answer_without_delay(tmp_path: Path) -> None:
    """Each connection of a worker has TCP_NODELAY: without it an answer waits until the one before is acknowledged.

    uvicorn's parent makes the listening socket without a protocol number, by which asyncio tells TCP; uvloop does not
    need it, and is part of the extra.
    """
    with uvicorn(tmp_path, APP, "--workers", "2", "served:app") as (_, address):
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(httpx.TransportError):
                said = httpx.get(f"http://{address}", timeout=60).text
                break
            assert time.monotonic() < until, "no worker answers"
    assert re.fullmatch(r"\d+ \[1(, 1)*\]", said), said


def test_a_server_ends_while_uploads_hang(tmp_path: Path) -> None:
    words = ("--timeout-graceful-shutdown", "1", "--factory", "served:create_app")
    with uvicorn(tmp_path, HANGING, *words) as (process, address), contextlib.ExitStack() as opened:
        host, port = address.split(":")
        for number in range(5):
            line = opened.enter_context(socket.create_connection((host, int(port)), timeout=60))
            bearer = token(f"00000000-0000-4000-8000-00000000000{number}", secret="x" * 32)
            lines = ["POST /attempts HTTP/1.1", "host: x", f"authorization: Bearer {bearer}", "content-length: 900000"]
            line.sendall("\r\n".join([*lines, "", " " * 1000]).encode())
        assert httpx.get(f"http://{address}/alive").status_code == 200
        os.kill(process.pid, signal.SIGTERM)
        process.communicate(timeout=60)
        assert process.returncode is not None

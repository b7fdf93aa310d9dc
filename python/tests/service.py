"""The router in a real server on loopback, over SQLite or PostgreSQL."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest
import uvicorn
from fastapi import FastAPI

import signify_engine
from signify_engine.fastapi import Limits, bearer_user, router

SECRET = "a secret that only this test knows, of more than 32 bytes"
LIMIT = 2_000_000

#: The role of those who may enrol signs.
EDITOR = "content_editor"

#: Seconds that nothing takes on a busy machine: a test that is not about time must not meet a limit of time.
PATIENCE = 300.0

#: The tables that an upload writes to.
TABLES = ("practice_sessions", "media_assets", "media_blobs")


def token(
    user: UUID | str,
    *,
    secret: Any = SECRET,
    algorithm: str = "HS256",
    headers: dict[str, Any] | None = None,
    **claims: Any,
) -> str:
    """A learner's token with Supabase's claims."""
    now = datetime.now(UTC)
    standard = {"sub": str(user), "aud": "authenticated", "role": "authenticated", "exp": now + timedelta(minutes=5)}
    merged = {name: value for name, value in {**standard, **claims}.items() if value is not None}
    return jwt.encode(merged, secret, algorithm, headers)


@dataclass
class Service:
    """A running server, its store and two learners."""

    address: str
    store: signify_engine.Store
    location: str
    ada: UUID
    ben: UUID

    def client(self, user: UUID | None = None, *, role: str = "authenticated", **options: Any) -> httpx.Client:
        headers = options.pop("headers", {})
        if user is not None:
            headers = {"Authorization": f"Bearer {token(user, role=role)}"}
        return httpx.Client(base_url=f"http://{self.address}", headers=headers, timeout=60, **options)

    def query(self, sql: str) -> str:
        """The rows of a query, read without the engine; on PostgreSQL any statements, as its owner."""
        if "://" in self.location:
            command = ["psql", "-XqAt", "-F", ",", "-v", "ON_ERROR_STOP=1", "-c", sql, self.location]
        else:
            # In another process: here, a second SQLite on the file would drop the engine's locks.
            program = (
                "import sqlite3, sys\n"
                "for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row, sep=',')"
            )
            command = [sys.executable, "-I", "-S", "-c", program, self.location, sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def rows(self) -> dict[str, int]:
        """The row count of each table."""
        counts = self.query("select " + ", ".join(f"(select count(*) from {table})" for table in TABLES))
        return dict(zip(TABLES, map(int, counts.split(",")), strict=True))


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serves an app on a free loopback port; yields its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server ended while starting"
                thread.join(0.01)
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


ENGINES = ["sqlite", "postgresql"]


def postgresql() -> str:
    """The URL of the PostgreSQL server under test; without one the test is skipped."""
    if "SIGNIFY_DATABASE_URL" not in os.environ:
        pytest.skip("no SIGNIFY_DATABASE_URL")
    try:
        signify_engine.Store.open("postgresql://nobody@127.0.0.1:1/none")
    except signify_engine.SignifyError as error:
        if "not in this build" in error.line:
            pytest.skip(error.line)
    return os.environ["SIGNIFY_DATABASE_URL"]


@contextlib.contextmanager
def service(engine: str, folder: Path, **options: Any) -> Iterator[Service]:
    """Serves the router over a store of this database engine, with these of its limits changed."""
    location = str(folder / "practice.sqlite") if engine == "sqlite" else postgresql()
    with signify_engine.Store.open(location, create=engine == "sqlite", fill=True) as store:
        app = FastAPI()
        # As is one that is not about quotas.
        plenty = dict.fromkeys(("attempts", "requests"), 1_000_000)
        patient = dict.fromkeys(("silence", "grace", "memory_wait", "call_wait", "live_send"), PATIENCE)
        limits = Limits(**{"upload": LIMIT, "live_message": 50_000, "live_silence": 20, **patient, **plenty, **options})
        paths = router(
            store,
            current_user=bearer_user(secret=SECRET),
            current_editor=bearer_user(secret=SECRET, role=EDITOR),
            limits=limits,
        )
        app.include_router(paths, prefix="/v1")
        with serving(app) as address:
            yield Service(address, store, location, store.add_learner("Ada"), store.add_learner("Ben"))

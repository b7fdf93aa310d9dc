"""What every answer has, what a refusal says, and what the log keeps of it."""

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from service import ENGINES, SECRET, Service, service, serving, token
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import signify_engine
from signify_engine import CannotWrite, Denied, InternalError, LimitReached, Store, Unavailable
from signify_engine.fastapi import bearer_user, local_learner, router

LOG = "signify_engine.fastapi"


@pytest.fixture(scope="module", params=ENGINES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(request.param, tmp_path_factory.mktemp("store")) as running:
        yield running


sqlite = pytest.mark.parametrize("api", ["sqlite"], indirect=True)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, LOG)
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in log.records if record.name == LOG]


# Requests and their IDs


@sqlite
@pytest.mark.parametrize("given", ["a", "6b1f5c3e-0d53-4f0e-9a44-0f6f6a0c7d11", "x" * 128, "A.b_c-9"])
def test_a_request_keeps_its_id(given: str, api: Service, log: pytest.LogCaptureFixture) -> None:
    with api.client(api.ada) as ada:
        for path in ("/v1/history", "/v1/alive", "/v1/health", f"/v1/attempts/{uuid4()}"):
            assert ada.get(path, headers={"X-Request-ID": given}).headers.get_list("x-request-id") == [given]
    assert [message.split()[0] for _, message in lines(log)] == [given]


@sqlite
@pytest.mark.parametrize(
    "given", [None, "", "x" * 129, "a b", "a/b", "ä".encode().decode("latin-1"), "<script>", "a,b"]
)
def test_a_request_without_a_plausible_id_gets_one(given: str | None, api: Service) -> None:
    headers = {} if given is None else {"X-Request-ID": given.encode("latin-1")}
    with api.client(api.ada) as ada:
        made = [ada.get("/v1/history", headers=headers).headers["x-request-id"] for _ in range(2)]  # type: ignore[arg-type]
    assert len(set(made)) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9._-]{1,128}", name) for name in made)


TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"


@sqlite
@pytest.mark.parametrize(
    ("traceparent", "given", "kept"),
    [
        (f"00-{TRACE}-{SPAN}-01", None, TRACE),
        (f"01-{TRACE}-{SPAN}-00-more", None, TRACE),
        (f"00-{TRACE}-{SPAN}-01", "two words", TRACE),
        (f"00-{TRACE}-{SPAN}-01", "mine", "mine"),
        (f"ff-{TRACE}-{SPAN}-01", None, None),
        (f"00-{'0' * 32}-{SPAN}-01", None, None),
        (f"00-{TRACE}-{'0' * 16}-01", None, None),
        (f"00-{TRACE.upper()}-{SPAN}-01", None, None),
        (f"00-{TRACE}-{SPAN}", None, None),
    ],
)
def test_a_trace_names_its_requests(traceparent: str, given: str | None, kept: str | None, api: Service) -> None:
    headers = {"traceparent": traceparent, **({} if given is None else {"X-Request-ID": given})}
    with api.client(api.ada) as ada:
        answered = ada.get("/v1/history", headers=headers).headers["x-request-id"]
    assert answered == kept if kept else TRACE not in answered


@pytest.mark.parametrize("parameters", [{"ref": "HELLO"}, {"defer": "true"}])
def test_an_attempt_keeps_the_id_of_its_request(
    parameters: dict[str, str], api: Service, hello: bytes, log: pytest.LogCaptureFixture
) -> None:
    name = f"test-{uuid4()}"
    with api.client(api.ada) as ada:
        response = ada.post("/v1/attempts", params=parameters, content=hello, headers={"X-Request-ID": name})
    assert response.headers["x-request-id"] == name
    attempt = response.json()["id"]
    assert ("INFO", f"{name} POST /v1/attempts {response.status_code} kept {attempt}") in lines(log)
    query = f"select request_id from practice_sessions where id = '{attempt}'"
    assert api.query(query) == name


@sqlite
def test_a_refusal_is_one_line_in_the_log(api: Service, hello: bytes, log: pytest.LogCaptureFixture) -> None:
    stranger = uuid4()
    with api.client(api.ada) as ada, api.client(stranger) as nobody, api.client() as anybody:
        answers = [
            ada.get(f"/v1/attempts/{uuid4()}"),
            ada.get("/v1/attempts/no-uuid%0Aforged%1b[31m"),
            ada.get("/v1/history", params={"limit": 0}),
            ada.post("/v1/attempts", params={"ref": "HELO\nforged"}, content=hello),
            ada.post("/v1/attempts", content=b"[]", headers={"Content-Encoding": "br"}),
            ada.delete("/v1/history"),
            anybody.get("/v1/progress"),
            nobody.post("/v1/attempts", params={"ref": "HELLO"}, content=hello),
        ]
    said = lines(log)
    assert len(said) == len(answers)
    paths = ["/v1/attempts/{attempt_id}"] * 2 + ["/v1/history", "/v1/attempts", "/v1/attempts", "/v1/history"]
    paths += ["/v1/progress", "/v1/attempts"]
    for answer, path, (level, message) in zip(answers, paths, said, strict=True):
        problem = answer.json()
        head = (
            f"{answer.headers['x-request-id']} {answer.request.method} {path} {problem['status']} {problem['code']}: "
        )
        assert level == "INFO"
        assert message.startswith(head), message
        assert message.isprintable()
        assert str(api.ada) not in message
        assert str(stranger) not in message.lower()
    assert answers[5].headers["allow"] == "GET, HEAD"


@sqlite
def test_a_refused_socket_is_in_the_log(api: Service, log: pytest.LogCaptureFixture) -> None:
    headers = {"Authorization": f"Bearer {token(api.ada)}", "X-Request-ID": "mine"}
    with connect(f"ws://{api.address}/v1/live?ref=HELO", additional_headers=headers) as refused:
        assert refused.response is not None
        assert refused.response.headers["x-request-id"] == "mine"
        refused.recv(timeout=30)
    with pytest.raises(InvalidStatus):
        connect(f"ws://{api.address}/v1/live", additional_headers={"X-Request-ID": "other"})
    first, second = (message for _, message in lines(log))
    assert first.startswith("mine WS /v1/live 404 not_found: ")
    assert second.startswith("other WS /v1/live 401 not_signed_in: ")


# Faults of the server


@pytest.mark.parametrize(
    ("error", "status", "code", "retry", "level"),
    [
        (Unavailable("secret place: unreachable"), 503, "unavailable", "5", "ERROR"),
        (CannotWrite("secret place: the disk is full"), 503, "cannot_write", "5", "ERROR"),
        (LimitReached("1000 attempts a day; try again tomorrow"), 429, "limit", "60", "INFO"),
        (Denied("secret place: no right"), 500, "denied", None, "ERROR"),
        (InternalError("secret place: damaged"), 500, "internal", None, "ERROR"),
        (RuntimeError("secret place: a defect"), 500, "internal", None, "ERROR"),
    ],
)
@sqlite
def test_a_fault_is_told_apart_without_its_place(
    error: Exception,
    status: int,
    code: str,
    retry: str | None,
    level: str,
    api: Service,
    hello: bytes,
    monkeypatch: pytest.MonkeyPatch,
    log: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(Store, "practice", fail)
    with api.client(api.ada) as ada:
        response = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello)
    problem = response.json()
    assert (response.status_code, problem["code"], response.headers.get("retry-after")) == (status, code, retry)
    assert "secret" not in response.text
    ((said, message),) = lines(log)
    assert said == level
    assert response.headers["x-request-id"] in message
    assert isinstance(error, RuntimeError) or str(error) in message
    if isinstance(error, RuntimeError):
        assert "a defect" in log.text


def test_an_apps_own_errors_are_the_apps(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    class Closed(Exception):
        pass

    def user() -> UUID:
        raise Closed

    app = FastAPI()

    @app.exception_handler(Closed)
    async def closed(*_: Any) -> Any:
        from fastapi.responses import PlainTextResponse

        return PlainTextResponse("closed", 418)

    with Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        app.include_router(router(store, current_user=user))
        with serving(app) as address:
            assert httpx.get(f"http://{address}/history").status_code == 418
    assert lines(log) == []


# Health


@sqlite
def test_head_is_answered_as_get(api: Service, hello: bytes) -> None:
    with api.client(api.ada) as ada, api.client() as anybody:
        kept = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).headers["location"]
        for path in (kept, "/v1/history", "/v1/progress", "/v1/health", "/v1/alive"):
            got, head = ada.get(path), ada.head(path)
            assert (head.status_code, head.content) == (200, b"")
            assert head.headers["content-length"] == got.headers["content-length"]
            assert head.headers["content-type"] == got.headers["content-type"]
            assert "x-request-id" in head.headers
        refused = anybody.head("/v1/history")
        assert (refused.status_code, refused.content) == (401, b"")
        assert ada.head("/v1/attempts").status_code == 405
        schema = anybody.get("/openapi.json").json()
    assert not [path for path, operations in schema["paths"].items() if "head" in operations]


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("begin immediate")
print("locked", flush=True)
sys.stdin.read()
"""


def test_health_says_what_the_store_says(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    with service("sqlite", tmp_path) as api, api.client() as anybody:
        assert anybody.get("/v1/health").status_code == 200
        command = [sys.executable, "-I", "-S", "-c", LOCK, api.location]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            response = anybody.get("/v1/health")
            assert anybody.get("/v1/alive").json() == {"status": "ok"}
            other.communicate()
        assert (response.status_code, response.json()["code"]) == (503, "unavailable")
        assert "the practice store" in response.json()["detail"]
        assert str(tmp_path) not in response.text
        assert anybody.get("/v1/health").status_code == 200
    ((level, message),) = lines(log)
    assert level == "ERROR"
    assert str(tmp_path) in message, "the log has the engine's own line"


@pytest.mark.parametrize("api", ["postgresql"], indirect=True)
def test_health_of_a_server_that_takes_no_changes(api: Service) -> None:
    """As after a failover, or on a full disk."""

    def alter(value: str) -> None:
        for command in (f"alter database postgres {value}", TERMINATE):
            subprocess.run(["psql", "-XqAt", "-c", command, api.location], check=True, capture_output=True)

    with api.client() as anybody, api.client(api.ada) as ada:
        assert anybody.get("/v1/health").status_code == 200
        alter("set default_transaction_read_only = on")
        try:
            response = anybody.get("/v1/health")
            assert ada.get("/v1/history").status_code == 200
        finally:
            subprocess.run(
                ["psql", "-XqAt", "-c", "set default_transaction_read_only = off", "-c", RESET, api.location],
                check=True,
            )
            subprocess.run(["psql", "-XqAt", "-c", TERMINATE, api.location], check=True, capture_output=True)
        assert (response.status_code, response.json()["code"]) == (503, "unavailable")
        assert anybody.get("/v1/alive").status_code == 200
        assert anybody.get("/v1/health").status_code == 200


RESET = "alter database postgres reset default_transaction_read_only"
TERMINATE = (
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres' and pid <> pg_backend_pid() "
    "and backend_type = 'client backend'"
)


FORKED = """
import asyncio, logging, os, sys
import httpx
from fastapi import FastAPI
from signify_engine import Store
from signify_engine.fastapi import router, local_learner

logging.basicConfig(format="%(message)s")
app = FastAPI()
store = Store.open(sys.argv[1], create=True, fill=True)
app.include_router(router(store, current_user=local_learner))

async def ask():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for path in ("/health", "/progress", "/alive"):
            response = await client.get(path)
            print(response.status_code, response.json().get("code"), flush=True)
        response = await client.post("/attempts?ref=HELLO", content=b"[]")
        print(response.status_code, response.json().get("code"), flush=True)

child = os.fork()
if not child:
    asyncio.run(ask())
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_server_says_so(tmp_path: Path) -> None:
    """As `gunicorn --preload` makes one."""
    command = [sys.executable, "-W", "ignore", "-c", FORKED, str(tmp_path / "practice.sqlite")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.splitlines() == ["503 forked", "503 forked", "200 None", "503 forked"]
    said = run.stderr.splitlines()
    assert len(said) == 3
    assert all("forked" in line and "--preload" in line for line in said)


# Encodings


@pytest.mark.parametrize(
    ("encodings", "taken"),
    [
        (["identity"], True),
        (["IDENTITY , identity"], True),
        ([""], True),
        (["identity", "identity"], True),
        (["br"], False),
        (["identity, br"], False),
        (["br, identity"], False),
        (["identity", "br"], False),
        (["zstd"], False),
        (["deflate"], False),
        (["compress"], False),
        (["aws-chunked"], False),
        (["gzip;q=1"], False),
        (["x" * 4000], False),
    ],
)
@sqlite
def test_plain_bytes_are_taken_only_as_plain(encodings: list[str], taken: bool, api: Service, hello: bytes) -> None:
    headers = [("Content-Encoding", encoding) for encoding in encodings]
    headers.append(("Authorization", f"Bearer {token(api.ada)}"))
    response = httpx.post(f"http://{api.address}/v1/attempts?ref=HELLO", content=hello, headers=headers, timeout=60)
    if taken:
        assert response.status_code == 201, response.text
        return
    assert (response.status_code, response.json()["code"]) == (415, "unsupported")
    assert response.headers["accept-encoding"] == "gzip"
    assert len(response.text) < 500


@pytest.mark.parametrize(
    ("encodings", "status"),
    [
        (["gzip"], 201),
        (["identity, GZIP"], 201),
        (["gzip", "identity"], 201),
        (["gzip, gzip"], 415),
        (["gzip", "gzip"], 415),
        (["gzip, br"], 415),
    ],
)
@sqlite
def test_gzip_is_one_of_a_list(encodings: list[str], status: int, api: Service, hello: bytes) -> None:
    import gzip

    headers = [("Content-Encoding", encoding) for encoding in encodings]
    headers.append(("Authorization", f"Bearer {token(api.ada)}"))
    response = httpx.post(
        f"http://{api.address}/v1/attempts?ref=HELLO", content=gzip.compress(hello), headers=headers, timeout=60
    )
    assert response.status_code == status, response.text


# The store's rules at every door


def starts() -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "year 1": "0001-01-01T00:00:00Z",
        "year 2030": "2030-01-01T00:00:00Z",
        "year 9999": "9999-12-31T23:59:59Z",
        "32 days ago": (now - timedelta(days=32)).isoformat(),
        "6 minutes ahead": (now + timedelta(minutes=6)).isoformat(),
    }


def hand_in(client: httpx.Client, hello: bytes, door: str, *, deferred: bool, **fields: str) -> httpx.Response:
    fields = {**fields, "defer": "true"} if deferred else {**fields, "ref": "HELLO"}
    if door == "query":
        return client.post("/v1/attempts", params=fields, content=hello)
    return client.post("/v1/attempts", data=fields, files={"file": ("hello.json", hello)})


DOORS = [(door, deferred) for door in ("query", "form") for deferred in (False, True)]


@pytest.mark.parametrize("start", starts())
@pytest.mark.parametrize(("door", "deferred"), DOORS)
def test_an_attempt_of_another_time_is_refused(
    door: str, deferred: bool, start: str, api: Service, hello: bytes
) -> None:
    before = api.rows()
    with api.client(api.ada) as ada:
        response = hand_in(ada, hello, door, deferred=deferred, started_at=starts()[start])
    assert (response.status_code, response.json()["code"]) == (422, "bad_input"), response.text
    assert api.rows() == before


@pytest.mark.parametrize("days", [0, 30])
@pytest.mark.parametrize(("door", "deferred"), DOORS)
def test_an_attempt_of_late_is_taken(door: str, deferred: bool, days: int, api: Service, hello: bytes) -> None:
    start = datetime.now(UTC) - timedelta(days=days)
    with api.client(api.ada) as ada:
        response = hand_in(ada, hello, door, deferred=deferred, started_at=start.isoformat())
    assert response.status_code == (202 if deferred else 201), response.text


@pytest.mark.parametrize(("door", "deferred"), DOORS)
def test_a_hidden_lesson_is_no_lesson(door: str, deferred: bool, api: Service, hello: bytes) -> None:
    code = f"word-hidden-{uuid4()}"
    api.store.save_lesson(code, "Hidden", "word")
    change = f"update lessons set is_active = false where lesson_code = '{code}'"
    if "://" in api.location:
        subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", change, api.location], check=True)
    else:
        program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
        subprocess.run([sys.executable, "-I", "-S", "-c", program, api.location, change], check=True)
    before = api.rows()
    with api.client(api.ada) as ada:
        response = hand_in(ada, hello, door, deferred=deferred, lesson=code)
    assert (response.status_code, response.json()["code"]) == (422, "not_found"), response.text
    assert api.rows() == before


def test_the_same_recording_again_is_no_practice(api: Service, hello: bytes) -> None:
    """Five uploads of one recording earn the points of one."""
    once, often = (api.store.add_learner(name) for name in ("Once", "Often"))
    points = []
    for learner, count in ((once, 1), (often, 5)):
        with api.client(learner) as client:
            for _ in range(count):
                assert client.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).status_code == 201
            progress = client.get("/v1/progress").json()
            assert progress["scored_sessions"] == count
            points.append(progress["xp"])
    assert points[0] == points[1] > 0


# The local learner


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Host": "localhost"}, True),
        ({"Host": "localhost:8000"}, True),
        ({"Host": "LOCALHOST:8000"}, True),
        ({"Host": "127.0.0.1:8000"}, True),
        ({"Host": "127.8.9.1"}, True),
        ({"Host": "[::1]:8000"}, True),
        ({"Host": "localhost:8000", "Origin": "http://localhost:3000"}, True),
        ({"Host": "localhost:8000", "Origin": "https://[::1]"}, True),
        ({"Host": "evil.example"}, False),
        ({"Host": "localhost.evil.example"}, False),
        ({"Host": "127.0.0.1.evil.example"}, False),
        ({"Host": "192.168.0.7:8000"}, False),
        ({"Host": "0.0.0.0:8000"}, False),
        ({"Host": "[::]"}, False),
        ({"Host": ""}, False),
        ({"Host": "localhost:8000:1"}, False),
        ({"Host": "evil.example@localhost"}, False),
        ({"Host": "localhost", "Origin": "https://evil.example"}, False),
        ({"Host": "localhost", "Origin": "null"}, False),
        ({"Host": "localhost", "Origin": ""}, False),
        ({"Host": "localhost", "Origin": "http://localhost@evil.example"}, False),
        ({"Host": "localhost", "Origin": "http://localhost.evil.example"}, False),
        ({"Host": "localhost", "Origin": "file://localhost"}, False),
        ({"Host": "localhost", "Origin": "http://[::1"}, False),
    ],
)
def test_the_local_learner_is_of_this_machine(headers: dict[str, str], taken: bool, local: str) -> None:
    response = httpx.get(f"http://{local}/history", headers=headers)
    sockets = {name: value for name, value in headers.items() if name != "Host"}
    if taken:
        assert response.status_code == 200, response.text
        with connect(f"ws://{local}/live", additional_headers=sockets):
            return
    assert (response.status_code, response.json()["code"]) == (403, "not_local")
    assert "bearer_user" in response.json()["detail"]
    if sockets:
        with pytest.raises(InvalidStatus):
            connect(f"ws://{local}/live", additional_headers=sockets)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ExitStack() as stack:
        path = tmp_path_factory.mktemp("local") / "practice.sqlite"
        store = stack.enter_context(Store.open(path, create=True, fill=True))
        app = FastAPI()
        app.include_router(router(store, current_user=local_learner))
        yield stack.enter_context(serving(app))


def test_a_router_needs_signs(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "practice.sqlite", create=True) as store,
        pytest.raises(signify_engine.SignifyError, match="no .*signs") as caught,
    ):
        router(store, current_user=bearer_user(secret=SECRET))
    assert "\n" not in caught.value.line

"""Uploads that stall, drip, come in crowds or are refused by their headers."""

import asyncio
import contextlib
import json
import logging
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from service import LIMIT, Service, service, token

import signify_engine
from signify_engine.fastapi import Limits
from signify_engine.fastapi._admission import Calls, Place, Uploads
from signify_engine.fastapi._problems import Refusal

BOUND = 60


@pytest.fixture
def api(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    with service("sqlite", tmp_path, **getattr(request, "param", {})) as running:
        yield running


def limited(**options: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("api", [options], indirect=True, ids=[",".join(options)])


class Line:
    """A connection whose bytes the test sends, and whose answer it reads."""

    def __init__(self, api: Service, user: UUID | None = None, *, path: str = "ref=HELLO", **headers: str) -> None:
        host, port = api.address.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=BOUND)
        if user is not None:
            headers = {"authorization": f"Bearer {token(user)}", **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([f"POST /v1/attempts?{path} HTTP/1.1", "host: localhost", *lines, "", ""]).encode())

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> tuple[int, dict[str, str], dict[str, Any]]:
        """The status, the headers and the problem; the connection must be closed after it if it says so."""
        with self.socket, self.socket.makefile("rb") as file:
            status = int(file.readline().split()[1])
            headers = {}
            while (line := file.readline().strip()) and b":" in line:
                name, _, value = line.decode().partition(":")
                headers[name.lower()] = value.strip()
            body = file.read(int(headers.get("content-length", "0")))
            if headers.get("connection") == "close":
                assert file.read() == b""
        return status, headers, json.loads(body)


def until(what: Any) -> None:
    end = time.monotonic() + BOUND
    while not what():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.01)


@limited(silence=0.5)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_stops_is_cut(chunked: bool, api: Service) -> None:
    framing = {"transfer_encoding": "chunked"} if chunked else {"content_length": "1000000"}
    line = Line(api, api.ada, **framing)
    line.send(b"5\r\n[    \r\n" if chunked else b"[")
    status, headers, problem = line.answer()
    assert (status, problem["code"], headers["connection"]) == (408, "too_slow", "close")


@limited(grace=1, silence=0.7)
def test_a_body_that_drips_is_cut(api: Service) -> None:
    """Also one that has sent much ahead."""
    lines = [Line(api, api.ada, content_length="1000000"), Line(api, api.ben, content_length="1000000")]
    lines[0].send(b" " * 900_000)
    stop = threading.Event()

    def drip() -> None:
        with contextlib.suppress(OSError):
            while not stop.wait(0.05):
                for line in lines:
                    line.send(b" ")

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        for line in lines:
            assert line.socket.recv(12) == b"HTTP/1.1 408"
    finally:
        stop.set()
        dripping.join()
        for line in lines:
            line.socket.close()


@limited(grace=0.5, rate=1)
def test_a_slow_but_steady_body_is_taken(api: Service, hello: bytes) -> None:
    """Longer than the grace in all."""
    line = Line(api, api.ada, content_length=str(len(hello)))
    size = len(hello) // 10 + 1
    for start in range(0, len(hello), size):
        line.send(hello[start : start + size])
        time.sleep(0.1)
    status, _, result = line.answer()
    assert (status, result["status"]) == (201, "scored")


@limited(uploads_each=2, uploads=3)
def test_not_too_many_at_once(api: Service, hello: bytes) -> None:
    with contextlib.ExitStack() as opened:
        for user in (api.ada, api.ada, api.ben):
            line = Line(api, user, content_length=str(len(hello)))
            opened.enter_context(line.socket)
            line.send(hello[:100])

        def answer(user: UUID) -> httpx.Response:
            with api.client(user) as client:
                return client.post("/v1/attempts", params={"ref": "HELLO"}, content=hello)

        until(lambda: answer(api.ada).status_code == 429)
        refused = answer(api.ada)
        assert (refused.json()["code"], refused.headers["retry-after"]) == ("busy", "5")
        # Nobody has stalled for long enough to be pushed out.
        crowded = answer(api.store.add_learner("Cleo"))
        assert crowded.status_code in (201, 503)
        with api.client(api.ada) as client:
            assert client.get("/v1/progress").status_code == 200


@limited(uploads=3, stall=0.2)
def test_a_full_house_loses_who_stalled_the_longest(api: Service, hello: bytes) -> None:
    lines = [
        Line(api, api.store.add_learner(f"Learner {number}"), content_length=str(len(hello))) for number in range(3)
    ]
    for line in lines:
        line.send(hello[:100])
        # Longer than a busy machine takes to read them in another order.
        time.sleep(0.4)
    time.sleep(0.3)
    with api.client(api.ada) as ada:
        assert ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).status_code == 201
    status, headers, problem = lines[0].answer()
    assert (status, problem["code"], headers["retry-after"]) == (503, "busy", "5")
    for line in lines[1:]:
        line.send(hello[100:])
        assert line.answer()[0] == 201


@limited(memory=LIMIT, stall=0.3)
def test_stalled_uploads_do_not_keep_the_memory(api: Service, hello: bytes) -> None:
    stalled = [Line(api, api.store.add_learner(f"Learner {number}"), content_length=str(LIMIT)) for number in range(4)]
    for line in stalled:
        with contextlib.suppress(TimeoutError):
            line.socket.settimeout(1)
            line.send(b" " * (LIMIT - 1000))
        line.socket.settimeout(BOUND)
    with api.client(api.ada) as ada:
        assert ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).status_code == 201
    for line in stalled:
        line.socket.close()


@limited(memory=LIMIT, memory_wait=0.3, stall=50)
def test_an_upload_waits_for_memory_within_bounds(api: Service) -> None:
    first = Line(api, api.ada, content_length=str(LIMIT))
    first.send(b" " * (LIMIT - 1000))
    time.sleep(1)
    second = Line(api, api.ben, content_length=str(LIMIT))
    second.send(b" " * LIMIT)
    status, headers, problem = second.answer()
    assert (status, problem["code"]) == (503, "busy")
    assert "retry-after" in headers
    first.send(b" " * 1000)
    assert first.answer()[0] == 422


def headers_that_are_refused() -> dict[str, tuple[dict[str, str], int, str]]:
    return {
        "too-large": ({"content_length": str(LIMIT + 1)}, 413, "too_large"),
        "br": ({"content_length": "1000", "content_encoding": "br"}, 415, "unsupported"),
        "mixed": ({"content_length": "1000", "content_type": "multipart/mixed; boundary=b"}, 415, "unsupported"),
        "no-boundary": ({"content_length": "1000", "content_type": "multipart/form-data"}, 400, "bad_form"),
        "nobody": ({"content_length": "1000", "authorization": "Bearer nonsense"}, 401, "not_signed_in"),
    }


@pytest.mark.parametrize("name", [*headers_that_are_refused(), "score"])
def test_what_the_headers_show_is_refused_before_the_body(name: str, api: Service) -> None:
    """Without a "100 Continue", which would ask for the body."""
    query = "score=100" if name == "score" else "ref=HELLO"
    fallback = ({"content_length": "1000"}, 400, "wrong_use")
    headers, status, code = headers_that_are_refused().get(name, fallback)
    line = Line(api, api.ada, path=query, expect="100-continue", **headers)
    answered, said, problem = line.answer()
    assert (answered, problem["code"], said["connection"]) == (status, code, "close")


@limited(uploads_each=1)
def test_a_crowded_learner_is_refused_before_the_body(api: Service) -> None:
    first = Line(api, api.ada, content_length="1000")
    first.send(b"[")

    def refused() -> bool:
        line = Line(api, api.ada, content_length="1000", expect="100-continue")
        if line.socket.recv(12) == b"HTTP/1.1 429":
            line.socket.close()
            return True
        line.socket.close()
        return False

    until(refused)
    first.socket.close()


def test_a_body_is_asked_for_where_it_is_wanted(api: Service, hello: bytes) -> None:
    line = Line(api, api.ada, content_length=str(len(hello)), expect="100-continue")
    wanted = b"HTTP/1.1 100 Continue\r\n\r\n"
    assert line.socket.recv(len(wanted), socket.MSG_WAITALL) == wanted
    line.send(hello)
    assert line.answer()[0] == 201


def test_a_form_needs_no_disk(api: Service, hello: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container has no writable /tmp."""

    def spool(*_: Any, **__: Any) -> Any:
        pytest.fail("the form was spooled")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, spool)
    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", spool)
    padded = hello + b" " * (LIMIT - len(hello) - 1000)
    with api.client(api.ada) as ada:
        response = ada.post("/v1/attempts", data={"ref": "HELLO"}, files={"file": ("a.json", padded)})
    assert response.status_code == 201, response.text


def part(*headers: str, data: bytes = b"[]", name: str = "file") -> bytes:
    disposition = f'Content-Disposition: form-data; name="{name}"; filename="a.json"'
    return "\r\n".join(["--b", disposition, *headers, "", ""]).encode() + data + b"\r\n"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (part("Content-Encoding: br") + b"--b--", 415, "unsupported"),
        (part("Content-Encoding: gzip") + b"--b--", 415, "unsupported"),
        (part("Content-Transfer-Encoding: base64") + b"--b--", 415, "unsupported"),
        (part("Content-Transfer-Encoding: binary", data=b"{oops") + b"--b--", 422, "bad_input"),
        (part() + part() + b"--b--", 400, "bad_form"),
        (part(name="else") + b"--b--", 400, "bad_form"),
        (part(*(f"X-{number}: 1" for number in range(100))) + b"--b--", 400, "bad_form"),
        (part("X-Long: " + "x" * 9000) + b"--b--", 400, "bad_form"),
        (part(f"{'X' * 9000}: 1") + b"--b--", 400, "bad_form"),
        (part(), 400, "cut_off"),
        (part()[:-9], 400, "cut_off"),
        (b"", 400, "cut_off"),
        (b"--c\r\n\r\n", 400, "bad_form"),
        (b'--b\r\nContent-Disposition: form-data; name="fps"\r\n\r\n24\r\n' * 2 + part() + b"--b--", 400, "wrong_use"),
        (
            b"".join(
                b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % number for number in range(30)
            ),
            400,
            "bad_form",
        ),
        (b"--b\r\n\r\n[]\r\n--b--", 400, "bad_form"),
    ],
)
def test_forms_that_are_wrong(body: bytes, status: int, code: str, api: Service) -> None:
    before = api.rows()
    with api.client(api.ada) as ada:
        for pieces in (body, (body[place : place + 1] for place in range(len(body)))):
            response = ada.post(
                "/v1/attempts", content=pieces, headers={"Content-Type": "multipart/form-data; boundary=b"}
            )
            assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert api.rows() == before


@limited(calls=1, call_wait=0.2, calls_waiting_each=1)
def test_nobody_waits_for_the_engine_for_ever(
    api: Service, hello: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    inside, go = threading.Event(), threading.Event()
    scored = signify_engine.Store.practice

    def practice(*arguments: Any, **options: Any) -> Any:
        inside.set()
        assert go.wait(BOUND)
        return scored(*arguments, **options)

    monkeypatch.setattr(signify_engine.Store, "practice", practice)
    caplog.set_level(logging.INFO, "signify_engine.fastapi")
    answers: list[httpx.Response] = []
    with api.client(api.ada) as ada, api.client(api.ben) as ben:
        upload = threading.Thread(
            target=lambda: answers.append(ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello))
        )
        upload.start()
        assert inside.wait(BOUND)
        waited = ben.get("/v1/history")
        # The store is well, and says so.
        assert ben.get("/v1/health").status_code == 200
        go.set()
        upload.join()
    assert (waited.status_code, waited.json()["code"]) == (503, "busy")
    assert "retry-after" in waited.headers
    assert answers[0].status_code == 201


# The admission alone


async def waiting(task: "asyncio.Task[Any]") -> None:
    for _ in range(5):
        await asyncio.sleep(0)
    assert not task.done()


@contextlib.asynccontextmanager
async def places(uploads: Uploads, *most: int, learner: UUID | None = None) -> Any:
    async with contextlib.AsyncExitStack() as stack:
        yield [await stack.enter_async_context(uploads.place(learner or uuid4(), one)) for one in most]


def test_uploads_do_not_wait_for_each_other_in_a_circle() -> None:
    """Ten honest uploads of a third of the memory each: all are taken in the end, and none is pushed out."""
    mib = 1024 * 1024
    most, held = 20 * mib, []

    async def upload(uploads: Uploads) -> None:
        async with uploads.place(uuid4(), most) as place:
            for count in range(0, most + 1, 64 * 1024):
                await place.hold(count)
                held.append(sum(one.room for one in uploads._places))
                await asyncio.sleep(0)
            place.end(most)
            await asyncio.sleep(0)

    async def run() -> None:
        uploads = Uploads(Limits())
        async with asyncio.timeout(BOUND):
            await asyncio.gather(*(upload(uploads) for _ in range(10)))

    asyncio.run(run())
    assert max(held) <= 64 * mib


def test_a_small_upload_passes_large_ones_that_wait() -> None:
    async def run() -> None:
        uploads = Uploads(Limits(upload=1000, memory=1000))
        async with places(uploads, 800, 1000, 100) as (first, second, small):
            await first.hold(800)
            late = asyncio.create_task(second.hold(1000))
            await waiting(late)
            await small.hold(100)
            await waiting(late)
            first.end(0)
            small.end(0)
            await late

    asyncio.run(run())


def test_one_learner_has_half_of_the_memory() -> None:
    async def run() -> None:
        uploads, ada = Uploads(Limits(upload=500, memory=2000)), uuid4()
        async with places(uploads, 500, 500, 500, learner=ada) as own, places(uploads, 500, 500) as others:
            for place in own[:2]:
                await place.hold(500)
                place.end(500)
            third = asyncio.create_task(own[2].hold(500))
            await waiting(third)
            for place in others:
                await place.hold(500)
            await waiting(third)
            third.cancel()

    asyncio.run(run())


def test_memory_goes_to_the_learner_with_the_least() -> None:
    async def run() -> None:
        uploads, ada, order = Uploads(Limits(upload=600, memory=2400)), uuid4(), list[str]()

        async def take(name: str, place: Place) -> None:
            await place.hold(600)
            order.append(name)
            place.end(300)

        async with places(uploads, 600, 600, learner=ada) as own, places(uploads, *[600] * 4) as (*others, cleo):
            await own[0].hold(600)
            own[0].end(300)
            for place in others:
                await place.hold(600)
                place.end(600)
            tasks = [asyncio.create_task(take("ada", own[1])), asyncio.create_task(take("cleo", cleo))]
            for task in tasks:
                await waiting(task)
            others[0].end(0)
            async with asyncio.timeout(BOUND):
                await asyncio.gather(*tasks)
        assert order == ["cleo", "ada"]

    asyncio.run(run())


def test_the_number_that_waits_for_the_engine_is_bounded() -> None:
    async def run() -> None:
        calls = Calls(Limits(calls=1, calls_waiting=3, calls_waiting_each=2))
        go = threading.Event()
        ada = uuid4()
        running = asyncio.create_task(calls.run(lambda: go.wait(BOUND), ada))
        await asyncio.sleep(0)
        queue = [asyncio.create_task(calls.run(lambda: True, ada)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as own:
            await calls.run(lambda: True, ada)
        queue.append(asyncio.create_task(calls.run(lambda: True, uuid4())))
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as all_of_them:
            await calls.run(lambda: True, uuid4())
        assert (own.value.status, all_of_them.value.status) == (429, 503)
        go.set()
        assert await asyncio.gather(running, *queue) == [True] * 4
        assert await calls.run(lambda: True, ada)

    asyncio.run(run())


def test_limits_are_above_0() -> None:
    with pytest.raises(ValueError, match="uploads is 0"):
        Limits(uploads=0)
    with pytest.raises(ValueError, match="silence"):
        Limits(silence=float("nan"))

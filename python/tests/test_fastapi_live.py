"""Live recordings over a real WebSocket."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from socket import SHUT_RDWR
from typing import Any
from uuid import uuid4

import pytest
from fastapi import WebSocket
from service import Service, service, token
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

import signify_engine

from recordings import ATTEMPTS

QUERY = "fps=24&width=640&height=480&hand=right"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service("sqlite", tmp_path_factory.mktemp("store"), live=3, live_silence=3) as running:
        yield running


def live(api: Service, query: str = QUERY, **options: Any) -> ClientConnection:
    options.setdefault("additional_headers", {"Authorization": f"Bearer {token(api.ada)}"})
    return connect(f"ws://{api.address}/v1/live?{query}", **options)


def frames() -> list[str]:
    return [json.dumps(frame) for frame in json.loads((ATTEMPTS / "hello.json").read_bytes())["frames"]]


def rest(socket: ClientConnection) -> tuple[list[Any], int, str]:
    """The messages until the close, its code and its reason."""
    messages = []
    try:
        while True:
            messages.append(json.loads(socket.recv(timeout=30)))
    except ConnectionClosed as closed:
        assert closed.rcvd is not None
        return messages, closed.rcvd.code, closed.rcvd.reason


def expected(library: signify_engine.Library) -> list[dict[str, Any]]:
    signs = library.freestyle(ATTEMPTS / "hello.json").signs
    return [{"gloss": s.gloss, "start_s": s.start_s, "end_s": s.end_s, "score": s.score} for s in signs]


@pytest.mark.parametrize("size", [1, 5, 52])
def test_signs_come_as_they_are_certain(size: int, api: Service, library: signify_engine.Library) -> None:
    lines = frames()
    before = api.rows()
    with live(api) as socket:
        for start in range(0, len(lines), size):
            piece = "\n".join(lines[start : start + size])
            for part in range(0, len(piece), 40_000) if size > 1 else [0]:
                data = piece[part : part + 40_000]
                socket.send(data.encode() if size > 1 else data)
            if size > 1:
                socket.send(b"\n")
        socket.send("")
        assert rest(socket) == (expected(library), 1000, "the recording has ended")
    assert api.rows() == before, "a live recording is not kept"


def test_some_signs_only(api: Service) -> None:
    with live(api, QUERY + "&ref=MOTHER,FATHER") as socket:
        for line in frames():
            socket.send(line)
        socket.send("")
        assert rest(socket)[:2] == ([], 1000)


@pytest.mark.parametrize(
    ("query", "messages", "close", "code", "line"),
    [
        (QUERY, ["{oops"], 1007, "bad_input", "byte"),
        (QUERY, [b"\xff\xfe\n"], 1007, "bad_input", ""),
        (QUERY, ['{"rightHandLandmarks": 5}'], 1007, "bad_input", "rightHandLandmarks"),
        (QUERY, ["x" * 50_001], 1009, "too_large", "50000"),
        (QUERY + "&ref=HELO", [], 1008, "not_found", "HELLO"),
        ("fps=-1", [], 1008, "wrong_use", "fps"),
        ("user=ada", [], 1008, "wrong_use", "user"),
    ],
)
def test_bad_input_closes_with_its_reason(
    query: str, messages: list[str | bytes], close: int, code: str, line: str, api: Service
) -> None:
    with live(api, query) as socket:
        for message in messages:
            socket.send(message)
        said, closed, reason = rest(socket)
    error = said[-1]["error"]
    assert (closed, error["code"]) == (close, code)
    assert line in error["message"]
    assert reason
    assert error["message"].startswith(reason)
    assert len(reason.encode()) <= 123


def test_silence_ends_it(api: Service) -> None:
    with live(api) as socket:
        socket.send(frames()[0])
        said, closed, _ = rest(socket)
    assert (closed, said[-1]["error"]["code"]) == (1008, "too_slow")


def test_not_too_many_at_once(api: Service) -> None:
    with ExitStack() as several:
        sockets = [several.enter_context(live(api)) for _ in range(3)]
        for socket in sockets:
            socket.send(frames()[0])
        with live(api) as one_more:
            said, closed, _ = rest(one_more)
        assert (closed, said[-1]["error"]["code"]) == (1013, "busy")
        # A dropped connection frees its place.
        sockets[0].socket.shutdown(SHUT_RDWR)
        for _ in range(100):
            with live(api) as next_one:
                # A refused recording may be closed before the client has sent anything.
                with suppress(ConnectionClosed):
                    next_one.send("")
                if rest(next_one)[1] == 1000:
                    return
    pytest.fail("the place of a recording that ended was not given back")


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {token(uuid4(), aud='else')}"}]
)
def test_the_handshake_asks_who_it_is(headers: dict[str, str], api: Service) -> None:
    with pytest.raises(InvalidStatus) as caught, live(api, additional_headers=headers):
        pytest.fail("anybody was let in")
    assert caught.value.response.status_code == 403


def test_a_browser_says_its_token_as_a_subprotocol(api: Service) -> None:
    protocols = ["signify", f"bearer.{token(api.ada)}"]
    with live(api, additional_headers={}, subprotocols=protocols) as socket:
        assert socket.subprotocol == "signify", "and the token is not said back"
        socket.send("")
        assert rest(socket)[1] == 1000


def test_one_learner_has_few(tmp_path: Path) -> None:
    with service("sqlite", tmp_path, live_each=2) as api, ExitStack() as several:
        for _ in range(2):
            several.enter_context(live(api)).send(frames()[0])
        with live(api) as one_more:
            said, closed, _ = rest(one_more)
        assert (closed, said[-1]["error"]["code"]) == (1013, "busy")
        with live(api, additional_headers={"Authorization": f"Bearer {token(api.ben)}"}) as another:
            another.send("")
            assert rest(another)[1] == 1000


def test_who_does_not_read_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs stay unread: what a server does whose buffers are full is not to return from send."""

    async def full(*_: Any) -> None:
        await asyncio.Event().wait()

    with service("sqlite", tmp_path, live_send=0.3, live_each=1) as api:
        with live(api) as deaf:
            monkeypatch.setattr(WebSocket, "send_text", full)
            for line in frames():
                deaf.send(line)
            deaf.send("")
            said, closed, _ = rest(deaf)
            assert (closed, said[-1]["error"]["code"]) == (1008, "too_slow")
        monkeypatch.undo()
        # Its place is free again.
        with live(api) as next_one:
            next_one.send("")
            assert rest(next_one)[1] == 1000

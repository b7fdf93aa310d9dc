"""The key set of a token issuer, under every fault of its server."""

import asyncio
import contextlib
import inspect
import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi import FastAPI
from service import PATIENCE, serving, token

import signify_engine
from signify_engine.fastapi import bearer_user, local_learner, router
from signify_engine.fastapi._keys import KeySet, KeysUnavailable
from signify_engine.fastapi._users import required

ONE, TWO = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
BOUND = 30


def public(key: Any, **entries: Any) -> dict[str, Any]:
    """The entry of a key in a set."""
    algorithm = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
    return {**json.loads(algorithm.to_jwk(key.public_key())), **entries}


def signed(kid: Any = "one", *, key: Any = ONE, algorithm: str = "ES256", **claims: Any) -> str:
    return token(uuid4(), secret=key, algorithm=algorithm, headers={"kid": kid}, **claims)


class Issuer:
    """A server of keys whose answer the test sets; it counts the fetches."""

    def __init__(self) -> None:
        self.fetches = 0
        self.keys: list[Any] = [public(ONE, kid="one")]
        self.fault: Callable[[BaseHTTPRequestHandler], None] | None = None
        #: Set while fetches may end.
        self.gate = threading.Event()
        self.gate.set()
        self.ended = threading.Event()
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.fetches += 1
                try:
                    if issuer.fault is not None:
                        issuer.fault(self)
                        return
                    issuer.gate.wait(BOUND)
                    answer(self, json.dumps({"keys": issuer.keys}).encode())
                except OSError:
                    return

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks.json"

    def set(self, **options: Any) -> KeySet:
        settings: dict[str, Any] = {"cooldown": 3600, "lifetime": 3600, "patience": 20, **options}
        return KeySet(self.url, **settings)


def answer(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    request.send_response(status)
    for name, value in {"content_length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    thread = threading.Thread(target=issuer.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield issuer
    issuer.gate.set()
    issuer.ended.set()
    issuer.server.shutdown()
    thread.join()
    issuer.server.server_close()


def drip(issuer: Issuer, piece: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Brings a byte at a time without an end, each well before any timeout of its own."""

    def fault(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + piece)
        while not issuer.ended.wait(0.02):
            request.wfile.write(b"x")

    return fault


FAULTS: dict[str, Callable[[Issuer], Callable[[BaseHTTPRequestHandler], None]]] = {
    "an error": lambda _: lambda request: answer(request, b"{}", 500),
    "not found": lambda _: lambda request: answer(request, b'{"keys": []}', 404),
    "elsewhere": lambda issuer: lambda request: answer(request, b"", 302, location=issuer.url + "?elsewhere"),
    "no JSON": lambda _: lambda request: answer(request, b"<html>"),
    "no UTF-8": lambda _: lambda request: answer(request, b"\xff\xfe\xfd"),
    "a list": lambda _: lambda request: answer(request, b"[]"),
    "no list": lambda _: lambda request: answer(request, b'{"keys": 5}'),
    "no keys": lambda _: lambda request: answer(request, b'{"keys": []}'),
    "deep": lambda _: lambda request: answer(request, b"[" * 200_000),
    "large": lambda _: lambda request: answer(request, b'{"keys": [' + b" " * 1_000_001 + b"]}"),
    "cut off": lambda _: lambda request: answer(request, b'{"keys": []}', content_length="500"),
    "no HTTP": lambda _: lambda request: request.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "silence": lambda issuer: lambda _: issuer.ended.wait(BOUND) and None,
    "a dripping head": lambda issuer: drip(issuer, b"X-Header: "),
    "a dripping body": lambda issuer: drip(issuer, b"Content-Length: 900000\r\n\r\n"),
    "an endless body": lambda issuer: drip(issuer, b"\r\n"),
}


async def fetched(issuer: Issuer, count: int) -> None:
    async with asyncio.timeout(BOUND):
        while issuer.fetches < count:
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_server_is_the_fault_of_unknown_keys_only(fault: str, issuer: Issuer) -> None:
    async def run() -> None:
        keys = issuer.set(cooldown=0.001, lifetime=0.001, patience=0.3)
        async with asyncio.timeout(BOUND):
            # The first fetch has its time on a slow machine.
            while True:
                try:
                    assert await keys.key_of(signed()) is not None
                    break
                except KeysUnavailable:
                    await asyncio.sleep(0.05)
            issuer.fault = FAULTS[fault](issuer)
            # The first may come while nothing has failed yet.
            with contextlib.suppress(KeysUnavailable):
                assert await keys.key_of(signed("two")) is None
            await asyncio.sleep(0.05)
            with pytest.raises(KeysUnavailable):
                await keys.key_of(signed("two"))
            for _ in range(5):
                assert await keys.key_of(signed()) is not None
            with pytest.raises(KeysUnavailable) as caught:
                await keys.key_of(signed("three"))
            assert caught.value.retry >= 1

    asyncio.run(run())


def test_a_known_key_never_waits(issuer: Issuer) -> None:
    """Also where the keys are due for a refresh, and the server hangs."""

    async def run() -> None:
        keys = issuer.set(cooldown=0.001, lifetime=0.001)
        assert await keys.key_of(signed()) is not None
        issuer.gate.clear()
        await asyncio.sleep(0.01)
        for _ in range(50):
            assert await keys.key_of(signed()) is not None
        await fetched(issuer, 2)
        waiting = asyncio.create_task(keys.key_of(signed("two", key=TWO)))
        for _ in range(50):
            assert await keys.key_of(signed()) is not None
        assert not waiting.done()
        assert issuer.fetches == 2
        issuer.keys.append(public(TWO, kid="two"))
        issuer.gate.set()
        found = await waiting
        assert found is not None
        assert found.public.public_numbers() == TWO.public_key().public_numbers()

    asyncio.run(run())


def test_unknown_keys_cause_one_fetch(issuer: Issuer) -> None:
    async def run() -> None:
        keys = issuer.set()
        issuer.gate.clear()
        waiting = [asyncio.create_task(keys.key_of(signed(f"made up {number}"))) for number in range(60)]
        waiting.append(asyncio.create_task(keys.key_of(signed())))
        await fetched(issuer, 1)
        issuer.gate.set()
        *unknown, known = await asyncio.gather(*waiting)
        assert unknown == [None] * 60
        assert known is not None
        # Within the cooldown they are answered at once.
        issuer.gate.clear()
        assert [await keys.key_of(signed(f"more {number}")) for number in range(100)] == [None] * 100
        assert issuer.fetches == 1

    asyncio.run(run())


def test_not_all_of_a_crowd_wait(issuer: Issuer) -> None:
    """The end of a fetch wakes those that wait at once, and would hold up the others."""

    async def run() -> None:
        keys = issuer.set()
        issuer.gate.clear()
        crowd = [asyncio.create_task(keys.key_of(signed(f"made up {number}"))) for number in range(200)]
        await fetched(issuer, 1)
        done = [task for task in crowd if task.done()]
        assert len(done) == 200 - 64
        assert all(isinstance(task.exception(), KeysUnavailable) for task in done)
        issuer.gate.set()
        assert [await task for task in crowd if task not in done] == [None] * 64

    asyncio.run(run())


def test_a_failed_fetch_has_its_cooldown_too(issuer: Issuer) -> None:
    async def run() -> None:
        keys = issuer.set()
        issuer.fault = FAULTS["an error"](issuer)
        for number in range(100):
            with pytest.raises(KeysUnavailable):
                await keys.key_of(signed(f"made up {number}"))
        assert issuer.fetches == 1

    asyncio.run(run())


def test_one_who_goes_takes_nobody_along(issuer: Issuer) -> None:
    async def run() -> None:
        keys = issuer.set()
        issuer.gate.clear()
        first, second = (asyncio.create_task(keys.key_of(signed())) for _ in range(2))
        await fetched(issuer, 1)
        first.cancel()
        await asyncio.sleep(0)
        issuer.gate.set()
        assert await second is not None
        assert first.cancelled()

    asyncio.run(run())


def test_a_key_that_is_no_longer_listed_stops_working(issuer: Issuer) -> None:
    async def run() -> None:
        issuer.keys.append(public(TWO, kid="two"))
        keys = issuer.set(cooldown=0.001, lifetime=0.001)
        assert await keys.key_of(signed("two", key=TWO)) is not None
        del issuer.keys[0]
        async with asyncio.timeout(BOUND):
            while await keys.key_of(signed()) is not None:
                await asyncio.sleep(0.005)
        assert await keys.key_of(signed("two", key=TWO)) is not None

    asyncio.run(run())


def test_keys_of_another_kind_are_skipped(issuer: Issuer) -> None:
    large, small = (rsa.generate_private_key(65537, size) for size in (2048, 1024))
    private = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(TWO))
    issuer.keys = [
        None,
        "key",
        {},
        {"kid": "empty"},
        {"kty": "oct", "kid": "secret", "k": "AAAA"},
        {"kty": "EC", "crv": "P-256", "kid": "broken", "x": "AA", "y": "AA"},
        {"kty": "EC", "crv": "P-256", "kid": "no point", "x": 5, "y": []},
        {"kty": "RSA", "kid": "no number", "n": None, "e": "AQAB"},
        {**private, "kid": "private"},
        public(TWO),
        public(TWO, kid=5),
        public(TWO, kid="x" * 257),
        public(TWO, kid="for secrets", use="enc"),
        public(TWO, kid="else", alg="ES512"),
        public(ec.generate_private_key(ec.SECP384R1()), kid="384"),
        public(small, kid="small"),
        public(large, kid="large", alg="RS256"),
        public(ONE, kid="one", alg="ES256", use="sig"),
    ]

    async def run() -> None:
        keys = issuer.set()
        assert await keys.key_of(signed()) is not None
        assert await keys.key_of(signed("large", key=large, algorithm="RS256")) is not None
        for name in ("empty", "secret", "broken", "no point", "private", "for secrets", "else", "384", "small"):
            assert await keys.key_of(signed(name)) is None, name
        # A key has one algorithm, whatever the token says.
        assert await keys.key_of(signed(key=large, algorithm="RS256")) is None
        assert await keys.key_of(signed("large")) is None
        assert issuer.fetches == 1

    asyncio.run(run())


@pytest.mark.parametrize(
    "bearer",
    [
        "nonsense",
        "a.b.c",
        token(uuid4(), secret=ONE, algorithm="ES256"),
        signed(""),
        signed("x" * 257),
        token(uuid4()),
        token(uuid4(), secret="", algorithm="none", headers={"kid": "one"}),
        token(uuid4(), headers={"kid": "one"}),
        signed(key=ec.generate_private_key(ec.SECP384R1()), algorithm="ES384"),
    ],
)
def test_a_token_that_no_key_can_have_signed_causes_no_fetch(bearer: str, issuer: Issuer) -> None:
    keys = issuer.set()
    with pytest.raises(jwt.PyJWTError):
        asyncio.run(keys.key_of(bearer))
    assert issuer.fetches == 0


def test_every_thread_and_loop_shares_the_fetch(issuer: Issuer) -> None:
    keys = issuer.set()
    issuer.gate.clear()
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(asyncio.run(keys.key_of(signed())))) for _ in range(8)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + BOUND
    while not issuer.fetches and time.monotonic() < until:
        time.sleep(0.005)
    issuer.gate.set()
    for thread in threads:
        thread.join(BOUND)
    assert len(found) == 8
    assert None not in found
    assert issuer.fetches == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://keys.example/jwks.json", "jwks.json", ""])
def test_keys_come_over_http(url: str) -> None:
    with pytest.raises(ValueError, match="jwks_url|secret"):
        bearer_user(jwks_url=url)


def test_no_dependency_waits_for_a_thread() -> None:
    """The pool of threads is shared with every other dependency of the app."""
    for user in (local_learner, bearer_user(jwks_url="https://keys.example")):
        assert inspect.iscoroutinefunction(user)
        assert inspect.iscoroutinefunction(required(user))


def test_tokens_while_the_server_of_the_keys_fails(issuer: Issuer, tmp_path: Path) -> None:
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        ada = store.add_learner("Ada")
        app = FastAPI()
        user = bearer_user(jwks_url=issuer.url, key_cooldown=0.5, key_lifetime=0.001, key_patience=PATIENCE)
        app.include_router(router(store, current_user=user))
        claims = {"sub": str(ada), "aud": "authenticated", "exp": datetime.now(UTC) + timedelta(minutes=5)}
        good = jwt.encode(claims, ONE, "ES256", {"kid": "one"})

        def ask(bearer: str) -> httpx.Response:
            return client.get("/history", headers={"Authorization": f"Bearer {bearer}"})

        with serving(app) as address, httpx.Client(base_url=f"http://{address}", timeout=BOUND) as client:
            assert ask(good).status_code == 200
            issuer.fault = FAULTS["an error"](issuer)
            for _ in range(100):
                unknown = ask(signed("two"))
                assert ask(good).status_code == 200
                if unknown.status_code == 503:
                    break
                assert unknown.status_code == 401
                time.sleep(0.05)
            assert unknown.json()["code"] == "unavailable"
            assert int(unknown.headers["retry-after"]) >= 1
            assert ask("nonsense").status_code == 401
            assert ask(signed(key=TWO)).status_code == 401
            wrong = rsa.generate_private_key(65537, 2048)
            assert ask(signed(key=wrong, algorithm="RS256")).status_code == 401

"""The public keys of a token issuer: a JSON Web Key Set (RFC 7517), fetched in the background."""

import asyncio
import concurrent.futures
import functools
import http.client
import io
import json
import logging
import socket
import ssl
import threading
import time
import urllib.request
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

log = logging.getLogger("signify_engine.fastapi")

#: The algorithms of public keys; a key has one of them, whatever a token says.
ALGORITHMS = ("ES256", "RS256")

_ID_LIMIT = 256
# Tokens that wait for one fetch: its end wakes all of them at once.
_WAITING_LIMIT = 64
_DOCUMENT_LIMIT = 1_000_000


class KeysUnavailable(Exception):
    """The key of a token is not known, and the keys cannot be fetched now."""

    def __init__(self, retry: float) -> None:
        super().__init__("the token keys cannot be fetched")
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Key:
    """A public key and the only algorithm that it verifies."""

    public: EllipticCurvePublicKey | RSAPublicKey
    algorithm: str


class _Fetch:
    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        #: Whether it brought keys; set by its thread, or by whoever first sees that its time is over.
        self.end: concurrent.futures.Future[bool] = concurrent.futures.Future()
        # A waiter that goes must not cancel it for the others.
        self.end.set_running_or_notify_cancel()
        self.waiting = 0


class KeySet:
    """The keys of a URL; thread-safe, for any number of event loops.

    A known key is answered at once, whatever the server of the keys does. An unknown one causes at most one fetch at a
    time and none within the cooldown after one: made-up tokens can neither flood that server nor hold anybody up.
    """

    def __init__(self, url: str, *, cooldown: float, lifetime: float, patience: float) -> None:
        """
        :param cooldown: seconds after a fetch, good or bad, without another.
        :param lifetime: seconds after which keys are fetched again, in the background.
        :param patience: seconds that a fetch may take in all.
        """
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"jwks_url is {url[:100]!r}; give the https:// address of the token issuer's keys")
        self._url = url
        self._cooldown = cooldown
        self._lifetime = lifetime
        self._patience = patience
        self._lock = threading.Lock()
        self._keys: dict[str, Key] = {}
        self._fetch: _Fetch | None = None
        self._thread: threading.Thread | None = None
        self._ended = -float("inf")
        self._renewed = -float("inf")
        self._is_failing = False

    async def key_of(self, token: str) -> Key | None:
        """The key that the token names, `None` if the set has none.

        :raises jwt.InvalidTokenError: a token that no key of a set can have signed.
        :raises KeysUnavailable: the key is not known, and the keys cannot be fetched.
        """
        name, algorithm = _named(token)
        key, fetch = self._known(name)
        is_failing = self._is_failing
        if key is None and fetch is not None:
            if fetch.waiting >= _WAITING_LIMIT:
                raise KeysUnavailable(1.0)
            fetch.waiting += 1
            # This wait is bounded whatever becomes of the fetch, and ending it does not end the fetch.
            left = max(0.0, fetch.deadline - time.monotonic())
            await asyncio.wait([asyncio.wrap_future(fetch.end)], timeout=left)
            is_failing = not (fetch.end.done() and fetch.end.result())
            key = self._keys.get(name)
        if key is None and is_failing:
            raise KeysUnavailable(max(1.0, self._ended + self._cooldown - time.monotonic()))
        return key if key is not None and key.algorithm == algorithm else None

    def _known(self, name: str) -> tuple[Key | None, _Fetch | None]:
        """The key, and the fetch that may bring it or newer ones; starts one where one is due."""
        now = time.monotonic()
        with self._lock:
            if self._fetch is not None and now >= self._fetch.deadline:
                self._end(self._fetch, None, "no whole answer in time")
            key = self._keys.get(name)
            is_due = key is None or now >= self._renewed + self._lifetime
            is_rested = now >= self._ended + self._cooldown
            if self._fetch is None and is_due and is_rested and not self._is_hanging():
                self._start(now)
            return key, self._fetch

    def _is_hanging(self) -> bool:
        """Whether the thread of a fetch that was given up still runs: one thread at a time."""
        return self._thread is not None and self._thread.is_alive()

    def _start(self, now: float) -> None:
        fetch = self._fetch = _Fetch(now + self._patience)
        self._thread = threading.Thread(target=self._run, args=(fetch,), name="signify-keys", daemon=True)
        self._thread.start()

    def _run(self, fetch: _Fetch) -> None:
        keys, fault = None, ""
        try:
            keys = _keys_in(_downloaded(self._url, fetch.deadline))
        except Exception as error:
            # Whatever a faulty server or a faulty document causes is the same to a token.
            fault = f"{type(error).__name__}: {error}"
        with self._lock:
            self._end(fetch, keys, fault)

    def _end(self, fetch: _Fetch, keys: dict[str, Key] | None, fault: str) -> None:
        """Ends a fetch once, under the lock; what comes after its deadline is too late."""
        if self._fetch is not fetch:
            return
        self._fetch = None
        self._ended = time.monotonic()
        self._is_failing = keys is None
        if keys is None:
            log.error("the token keys cannot be fetched from %s: %s", self._url, " ".join(fault.split())[:300])
        else:
            self._keys = keys
            self._renewed = self._ended
        fetch.end.set_result(keys is not None)


def _named(token: str) -> tuple[str, str]:
    """The key's name and the algorithm of a token that a key of a set may have signed."""
    header = jwt.get_unverified_header(token)
    name, algorithm = header.get("kid"), header.get("alg")
    if algorithm not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError(f"its algorithm is not {' or '.join(ALGORITHMS)}")
    if not isinstance(name, str) or not 0 < len(name) <= _ID_LIMIT:
        raise jwt.InvalidTokenError("it names no key")
    return name, algorithm


def _keys_in(document: Any) -> dict[str, Key]:
    """The usable keys of a set, by name. A key of another kind is skipped: the issuer has it for others."""
    entries = document["keys"]
    if not isinstance(entries, list):
        raise TypeError("keys is no list")
    keys: dict[str, Key] = {}
    for entry in entries:
        if isinstance(entry, dict) and (key := _key(entry)) is not None:
            keys.setdefault(entry["kid"], key)
    if not keys:
        raise ValueError(f"no {' or '.join(ALGORITHMS)} key with a kid among {len(entries)}")
    return keys


def _key(entry: dict[str, Any]) -> Key | None:
    name, use, algorithm = entry.get("kid"), entry.get("use", "sig"), entry.get("alg")
    if not isinstance(name, str) or not 0 < len(name) <= _ID_LIMIT or use != "sig":
        return None
    key: Key | None = None
    try:
        match entry.get("kty"):
            case "EC":
                curve = ECAlgorithm.from_jwk(entry)
                if isinstance(curve, EllipticCurvePublicKey) and isinstance(curve.curve, SECP256R1):
                    key = Key(curve, "ES256")
            case "RSA":
                modulus = RSAAlgorithm.from_jwk(entry)
                if isinstance(modulus, RSAPublicKey) and modulus.key_size >= 2048:
                    key = Key(modulus, "RS256")
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None
    return None if key is None or algorithm not in (None, key.algorithm) else key


def _downloaded(url: str, deadline: float) -> Any:
    """The JSON document of a URL. No redirect is followed: the keys are where the operator said."""
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), _Http(deadline), _Https(deadline)):
        opener.add_handler(handler)
    request = urllib.request.Request(url, headers={"Accept": "application/json", "User-Agent": "signify-engine"})
    answer = opener.open(request, timeout=max(0.001, deadline - time.monotonic()))
    if answer is None:
        raise OSError("no connection")
    with answer:
        if answer.status != 200:
            raise OSError(f"the answer is {answer.status}")
        data = answer.read(_DOCUMENT_LIMIT + 1)
    if len(data) > _DOCUMENT_LIMIT:
        raise OSError(f"the answer exceeds {_DOCUMENT_LIMIT} bytes")
    if answer.length:
        raise OSError("the answer ends early")
    return json.loads(data)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, deadline: float) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(functools.partial(_connection, http.client.HTTPConnection, self._deadline), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, deadline: float) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        make = functools.partial(_connection, http.client.HTTPSConnection, self._deadline)
        return self.do_open(make, req, context=ssl.create_default_context())


def _connection(
    kind: type[http.client.HTTPConnection], deadline: float, host: str, **options: Any
) -> http.client.HTTPConnection:
    connection = kind(host, **options)
    connection.response_class = functools.partial(_Response, deadline)  # type: ignore[assignment]
    return connection


class _Response(http.client.HTTPResponse):
    """A response whose every read has the time that is left: dripping bytes do not prolong it."""

    def __init__(self, deadline: float, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp = io.BufferedReader(_Timed(self.fp, sock, deadline))


class _Timed(io.RawIOBase):
    def __init__(self, file: Any, sock: socket.socket, deadline: float) -> None:
        self._file = file
        self._socket = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no whole answer in time")
        self._socket.settimeout(left)
        count: int = self._file.raw.readinto(buffer)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

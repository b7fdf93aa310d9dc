import logging
import re
import uuid
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response, WebSocketException
from fastapi.exceptions import RequestValidationError
from fastapi.requests import HTTPConnection
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import Message, Receive, Scope, Send

from ..errors import (
    BadInput,
    CannotWrite,
    Forked,
    InternalError,
    LimitReached,
    NotFound,
    SignifyError,
    Taken,
    TooLarge,
    Unavailable,
    Unsupported,
    WrongUse,
)
from ._body import body_of

log = logging.getLogger("signify_engine.fastapi")

MEDIA_TYPE = "application/problem+json"

#: Names a request in its answer and in the log.
REQUEST_ID = "X-Request-ID"
_PLAUSIBLE_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
# W3C Trace Context: the trace is the request's name where it has no other.
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?P<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")

# Entries of ours in the scope of a request.
_ID, _LEARNER = "signify_engine.request_id", "signify_engine.learner"
_HEADERS, _HEAD = "signify_engine.headers", "signify_engine.head"

_LINE_LIMIT = 2000


class Problem(BaseModel):
    """The fault of a request (RFC 9457)."""

    type: str = Field("about:blank", description="Always `about:blank`: the kind has no page.")
    title: str = Field(description="The HTTP status phrase.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="One line, as `signify-score` prints it: the fault, its place and the remedy.")
    code: str = Field(description="The kind, for programs: bad_input, not_found, too_large, ...")


class Refusal(Exception):
    """A refusal of the router's own."""

    def __init__(self, status: int, code: str, line: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(line)
        self.status = status
        self.code = code
        self.headers = headers


# The HTTP status of each engine error.
_STATUSES: dict[type[SignifyError], int] = {
    WrongUse: 400,
    Forked: 503,
    BadInput: 422,
    TooLarge: 413,
    Unsupported: 415,
    Taken: 409,
    NotFound: 404,
    Unavailable: 503,
    InternalError: 500,
    CannotWrite: 503,
    LimitReached: 429,
}

# What a client is told of a fault of the server's: the engine's own line is for the log, since it may name places.
_OUTWARD: dict[type[SignifyError], str] = {
    Forked: "this server process cannot score: it was forked from one that had used the engine; tell its operator",
    Unavailable: "the practice store takes no attempts now: it is locked, unreachable or read-only; try again",
    CannotWrite: "the disk or the server of the practice store failed; try again",
}
_INTERNAL = "internal server error; try again, and report the request's ID if it stays"

# Seconds after which to try again.
_RETRY = {429: "60", 503: "5"}


def problem_of(error: Exception) -> tuple[Problem, dict[str, str]]:
    """The problem document of an error, and its headers."""
    headers: dict[str, str] = {}
    match error:
        case Refusal():
            status, code, line, headers = error.status, error.code, str(error), error.headers or {}
        case SignifyError():
            status, code, line = _STATUSES.get(type(error), 500), error.code, error.line
            if status in _RETRY:
                headers = {"Retry-After": _RETRY[status]}
            if status >= 500:
                line = _OUTWARD.get(type(error), _INTERNAL)
        case RequestValidationError():
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"][1:]) or "request"
            status, code, line = 400, "wrong_use", f"{place}: {first['msg']}"
        case AnyHTTPException():
            status, code, line = error.status_code, "refused", str(error.detail)
            headers = dict(error.headers) if error.headers else {}
        case ClientDisconnect():
            # The client is gone; the status is for the logs.
            status, code, line = 400, "cut_off", "the body ends early; send it again"
        case _:
            status, code, line = 500, "internal", _INTERNAL
    title = HTTPStatus(status).phrase
    return Problem(type="about:blank", title=title, status=status, detail=_one_line(line), code=code), headers


def _one_line(text: str) -> str:
    """Without the characters that would forge a line, or steer a terminal."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:_LINE_LIMIT]


def request_id(connection: HTTPConnection) -> str:
    """The request's own ID where it is plausible, else the trace that it is of, else a new one."""
    if _ID not in connection.scope:
        given = connection.headers.get(REQUEST_ID, "")
        traces = connection.headers.getlist("traceparent")
        trace = _TRACEPARENT.fullmatch(traces[0]) if len(traces) == 1 else None
        if not _PLAUSIBLE_ID.fullmatch(given):
            given = trace["trace"] if trace else uuid.uuid4().hex
        connection.scope[_ID] = given
    found: str = connection.scope[_ID]
    return found


def add_header(connection: HTTPConnection, name: str, value: str) -> None:
    """Adds a header to the answer, whatever it will be."""
    connection.scope.setdefault(_HEADERS, []).append((name.lower().encode(), value.encode("latin-1")))


def is_head(connection: HTTPConnection) -> bool:
    """Whether a path that answers as to GET was asked by HEAD."""
    return _HEAD in connection.scope


def remember_learner(connection: HTTPConnection, learner: uuid.UUID) -> None:
    """Keeps the learner's ID out of the log."""
    connection.scope[_LEARNER] = str(learner)


def note(connection: HTTPConnection, error: Exception) -> Problem:
    """Logs a refusal as one line with the request's ID; an engine's line is whole there."""
    problem, _ = problem_of(error)
    line = _one_line(error.line if isinstance(error, SignifyError) else problem.detail)
    if learner := connection.scope.get(_LEARNER):
        line = re.sub(re.escape(learner), "(the learner)", line, flags=re.IGNORECASE)
    path: str = connection.scope["path"]
    for name, value in connection.scope.get("path_params", {}).items():
        path = path.replace(str(value), f"{{{name}}}")
    log.log(
        logging.ERROR if problem.status >= 500 else logging.INFO,
        "%s %s %s %d %s: %s",
        request_id(connection),
        connection.scope.get("method", "WS"),
        _one_line(path),
        problem.status,
        problem.code,
        line,
        exc_info=error if problem.code == "internal" and not isinstance(error, SignifyError) else None,
    )
    return problem


def note_kept(connection: HTTPConnection, status: int, attempt: uuid.UUID) -> None:
    """Logs that a request brought an attempt: the way from the attempt's row to its request."""
    path = _one_line(connection.scope["path"])
    log.info("%s %s %s %d kept %s", request_id(connection), connection.scope["method"], path, status, attempt)


def turned_away(connection: HTTPConnection, refusal: Refusal) -> Exception:
    """The refusal of a learner's dependency as an exception; a handshake can only be refused with 403."""
    if connection.scope["type"] != "websocket":
        return refusal
    note(connection, refusal)
    return WebSocketException(1008, str(refusal)[:120])


class ProblemRoute(APIRoute):
    """A path whose every answer has the request's ID, and whose refusals are problem documents and lines in the log.

    It needs no exception handlers of the app. HEAD is answered as GET.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return super().matches(self._as_get(scope))

    def _as_get(self, scope: Scope) -> Scope:
        is_head = scope["type"] == "http" and scope["method"] == "HEAD" and "GET" in (self.methods or ())
        return {**scope, "method": "GET", _HEAD: True} if is_head else scope

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        name = request_id(connection)
        is_head = scope["method"] == "HEAD"
        # Before the scope is copied.
        added: list[tuple[bytes, bytes]] = scope.setdefault(_HEADERS, [])

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {
                    **message,
                    "headers": [*message.get("headers", []), *added, (REQUEST_ID.lower().encode(), name.encode())],
                }
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        as_get = self._as_get(scope)
        methods = self.methods or set()
        if as_get["method"] not in methods:
            allowed = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
            line = f"this path takes {allowed} only"
            refusal = Refusal(405, "wrong_method", line, {"Allow": allowed})
            await (await _refused(Request(scope, receive), refusal))(scope, receive, answer)
            return
        await super().handle(as_get, receive, answer)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except Exception as error:
                if not isinstance(error, _OURS) and _is_the_apps(request, error):
                    raise
                return await _refused(request, error)

        return handle


_OURS = (Refusal, SignifyError, RequestValidationError, HTTPException, AnyHTTPException, ClientDisconnect)


def _is_the_apps(request: Request, error: Exception) -> bool:
    """Whether the app has a handler of its own for an error that is not ours."""
    handlers = getattr(request.scope.get("app"), "exception_handlers", {})
    return 500 in handlers or any(kind in handlers for kind in type(error).__mro__)


async def _refused(request: Request, error: Exception) -> Response:
    """Logs and answers; the body of a refused request is not wanted."""
    problem = note(request, error)
    _, headers = problem_of(error)
    if not await body_of(request).is_over():
        headers = {**headers, "Connection": "close"}
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


# Of each status one that a client meets; a status with several codes has its commonest.
_EXAMPLES: dict[int, tuple[str, str]] = {
    400: ("wrong_use", "fps: Input should be greater than 0"),
    401: ("not_signed_in", "send a bearer token in Authorization"),
    403: ("denied", "this needs the role content_editor, which the token has not; sign in as one who has"),
    404: ("not_found", "no session 996b434a-0060-4ca3-b56d-9fd5be1efe85"),
    408: ("too_slow", "the body stopped, or came at less than 16384 bytes/s; send it again"),
    409: ("taken", "this id is in use; send the upload with a new one"),
    413: ("too_large", "the body exceeds 33554432 bytes; send a shorter recording, or .pose"),
    415: ("unsupported", "the body is encoded as 'br'; send it plain or in one gzip"),
    422: ("not_found", "no reference sign HELO: the nearest of 20 are HELLO, HELP, EAT; use one of these"),
    429: ("quota", "you have made 300 requests in 600 s (the quota attempts); try again in 2 s"),
    503: ("unavailable", _OUTWARD[Unavailable]),
}
_RETRY_AFTER = {
    "Retry-After": {"description": "Seconds after which to try again.", "schema": {"type": "integer", "minimum": 0}}
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of a path, for OpenAPI."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in statuses:
        title = HTTPStatus(status).phrase
        code, line = _EXAMPLES[status]
        example = Problem(type="about:blank", title=title, status=status, detail=line, code=code).model_dump()
        content = {MEDIA_TYPE: {"schema": Problem.model_json_schema(), "example": example}}
        found[status] = {"description": title, "content": content}
        if status in _RETRY:
            found[status]["headers"] = _RETRY_AFTER
    # With a default, FastAPI does not document its own 422, which is never sent.
    found["default"] = {
        "description": "Any other problem",
        "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    }
    return found

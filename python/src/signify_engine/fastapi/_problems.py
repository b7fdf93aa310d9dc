import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from ..errors import BadInput, CannotWrite, InternalError, NotFound, SignifyError, Unavailable, WrongUse

log = logging.getLogger("signify_engine.fastapi")

MEDIA_TYPE = "application/problem+json"


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
    BadInput: 422,
    NotFound: 404,
    Unavailable: 503,
    InternalError: 500,
    CannotWrite: 503,
}


def problem_of(error: Exception) -> tuple[Problem, dict[str, str] | None]:
    """The problem document of an error, and its headers."""
    headers: dict[str, str] | None = None
    match error:
        case Refusal():
            status, code, line, headers = error.status, error.code, str(error), error.headers
        case SignifyError():
            status, code, line = _STATUSES.get(type(error), 500), error.code, error.line
            if status == 503:
                headers = {"Retry-After": "5"}
            if status >= 500:
                # Server faults are for the log: a store's line may name its location.
                line = "the practice store is not available; try again" if status == 503 else "internal server error"
        case RequestValidationError():
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"][1:]) or "request"
            status, code, line = 400, "wrong_use", f"{place}: {first['msg']}"
        case HTTPException():
            status, code, line = error.status_code, "refused", str(error.detail)
            headers = dict(error.headers) if error.headers else None
        case _:
            raise error
    title = HTTPStatus(status).phrase
    return Problem(type="about:blank", title=title, status=status, detail=line, code=code), headers


def response_of(error: Exception) -> Response:
    problem, headers = problem_of(error)
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


class ProblemRoute(APIRoute):
    """Answers errors of handlers and dependencies with problem documents, without the app's exception handlers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except (Refusal, SignifyError, RequestValidationError, HTTPException) as error:
                if isinstance(error, SignifyError) and _STATUSES.get(type(error), 500) >= 500:
                    log.error("%s %s: %s", request.method, request.url.path, error.line)
                return response_of(error)
            except ClientDisconnect:
                # The client is gone; the status is for the access log.
                return response_of(Refusal(400, "cut_off", "the body ends early; send it again"))

        return handle


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of a path, for OpenAPI."""
    descriptions: dict[int | str, str] = {status: HTTPStatus(status).phrase for status in statuses}
    # With a default, FastAPI does not document its own 422, which is never sent.
    descriptions["default"] = "Any other problem"
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": words, "content": content} for status, words in descriptions.items()}

"""Results of a learner's attempts as server-sent events."""

import contextlib
import functools
import re
import time
from collections.abc import AsyncGenerator, Sequence
from typing import Annotated, Any
from uuid import UUID

import anyio
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from .._wording import Language
from ..errors import NotFound, SignifyError, WrongUse
from ._desk import Desk
from ._language import LANGUAGE_DESCRIPTION, session_in
from ._problems import Problem, Refusal, documented, is_head, note, problem_of
from ._results import AttemptProblem, AttemptResult

MEDIA_TYPE = "text/event-stream"

# Attempts of one stream.
_MOST = 100

# Seconds after which a stream without news says that it is alive, and after which a client that lost it comes again.
_HEARTBEAT = 15.0
_RETRY = 1

_EXAMPLE = (
    "retry: 1000\n\n"
    "event: result\nid: 1\n"
    'data: {"id":"996b434a-0060-4ca3-b56d-9fd5be1efe85","status":"scored","mode":"word","score":99.84,...}\n\n'
    "event: end\ndata: {}\n\n"
)
_DESCRIPTION = """An event for each attempt as soon as it is scored or given up, and at once for one that is already:

- `result` with an `AttemptResult`;
- `problem` with an `AttemptProblem`: no such attempt of this learner;
- `end` with `{}`, when all attempts have had their event. The stream closes.

A stream without news sends a comment every 15 s. It closes after some minutes, and where the store is away: ask again
with the same `ids` and the last event's `id` in `Last-Event-ID`, as a browser's `EventSource` does, and no event comes
twice. Where none is to come the answer is 204."""

_PROBLEM = {
    "title": "AttemptProblem",
    "description": AttemptProblem.__doc__,
    "type": "object",
    "required": ["id", "problem"],
    "properties": {"id": {"type": "string", "format": "uuid"}, "problem": Problem.model_json_schema()},
}


def add_events(paths: APIRouter, desk: Desk, whose: Any) -> None:
    """The path of events. Before the path of an attempt, which would take `events` for an identifier."""

    @paths.get(
        "/attempts/events",
        summary="Results as they come, as server-sent events",
        description=_DESCRIPTION,
        response_class=StreamingResponse,
        responses={
            200: {
                "description": "Events until all attempts have had theirs.",
                "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": _EXAMPLE}},
            },
            204: {"description": "All attempts have had their event before `Last-Event-ID`."},
            **documented(400, 401, 429, 503),
        },
        # OpenAPI 3.1 has no word for the documents in a stream.
        openapi_extra={
            "x-events": {"result": {"$ref": "#/components/schemas/AttemptResult"}, "problem": _PROBLEM},
        },
    )
    async def get_events(
        request: Request,
        user: Annotated[UUID, Depends(whose)],
        ids: Annotated[
            str,
            Query(max_length=40 * _MOST, description=f"The attempts' identifiers, separated by commas; 1 to {_MOST}."),
        ],
        last_event_id: Annotated[
            str | None, Header(max_length=100, description="The `id` of the last event that was received.")
        ] = None,
        language: Annotated[Language | None, Query(description=LANGUAGE_DESCRIPTION)] = None,
    ) -> Any:
        attempts = _attempts(ids)
        sent = _sent(last_event_id, len(attempts))
        if sent == (1 << len(attempts)) - 1:
            return Response(status_code=204)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        if is_head(request):
            return Response(headers=headers, media_type=MEDIA_TYPE)
        reads = await desk.languages.of(request, user, language)
        place = contextlib.ExitStack()
        place.enter_context(desk.streams.place(user))
        return _Stream(place, _events(desk, request, user, attempts, sent, reads), headers)


class _Stream(StreamingResponse):
    """Ends as soon as its client is gone, and gives its place back however it ends.

    Starlette leaves that to an error of `send` where the server claims ASGI 2.4. Some versions of uvicorn claim it, and
    tell nothing.
    """

    def __init__(
        self, place: contextlib.ExitStack, content: AsyncGenerator[str, None], headers: dict[str, str]
    ) -> None:
        super().__init__(content, headers=headers, media_type=MEDIA_TYPE)
        self._place = place
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        with self._place:
            async with contextlib.aclosing(self._content), anyio.create_task_group() as group:

                async def leave_with_client() -> None:
                    while (await receive())["type"] != "http.disconnect":
                        pass
                    group.cancel_scope.cancel()

                group.start_soon(leave_with_client)
                await self.stream_response(send)
                group.cancel_scope.cancel()


async def _events(
    desk: Desk, request: Request, user: UUID, attempts: Sequence[UUID], sent: int, language: Language | None
) -> AsyncGenerator[str, None]:
    yield f"retry: {1000 * _RETRY}\n\n"
    until = time.monotonic() + desk.limits.events_last
    pending = [attempt for place, attempt in enumerate(attempts) if not sent >> place & 1]
    async with desk.watches.watch(user, pending) as watch:
        while pending and (left := until - time.monotonic()) > 0:
            ended = await watch.next(min(left, _HEARTBEAT))
            if not ended:
                yield ": still waiting\n\n"
            for attempt in [one for one in pending if one in ended]:
                try:
                    answer = await _answer(desk, attempt, user, language)
                except (SignifyError, Refusal) as error:
                    # A fault of now, not of the attempt: the client comes again, and finds what it has not had.
                    note(request, error)
                    return
                if answer is None:
                    # Looked for again with the next news.
                    watch.pending.add(attempt)
                    continue
                pending.remove(attempt)
                sent |= 1 << attempts.index(attempt)
                kind = "problem" if isinstance(answer, AttemptProblem) else "result"
                yield _event(kind, answer, f"{sent:x}")
    if not pending:
        yield "event: end\ndata: {}\n\n"


async def _answer(
    desk: Desk, attempt: UUID, user: UUID, language: Language | None
) -> AttemptResult | AttemptProblem | None:
    """An attempt's result; `None` while it is a film that is read, or waits after all."""
    if desk.door is not None and (film := await desk.door.result(attempt, user, 0)):
        return None if film.status == "reading" else film
    read = functools.partial(desk.store.session, attempt, user=user)
    try:
        session = await desk.calls.run(lambda: session_in(read(), language), user)
    except NotFound as error:
        problem, _ = problem_of(error)
        return AttemptProblem(id=attempt, problem=problem)
    result = AttemptResult.of(session)
    return None if result.status == "waiting" else result


def _event(kind: str, document: BaseModel, identifier: str) -> str:
    return f"event: {kind}\nid: {identifier}\ndata: {document.model_dump_json(exclude_unset=True)}\n\n"


def _attempts(ids: str) -> list[UUID]:
    try:
        attempts = list(dict.fromkeys(UUID(one.strip()) for one in ids.split(",")))
    except ValueError:
        raise WrongUse("ids: not UUIDs; give those of attempts, separated by commas") from None
    if len(attempts) > _MOST:
        raise WrongUse(f"ids: {len(attempts)} attempts; ask for at most {_MOST} in one stream")
    return attempts


def _sent(last: str | None, count: int) -> int:
    """Which attempts have had their event, as the bits of a number: the identifier of the last event."""
    if last is None or last == "":
        return 0
    if not re.fullmatch(r"[0-9a-f]{1,25}", last) or int(last, 16) >> count:
        raise WrongUse("Last-Event-ID: not of a stream of these ids; leave it out to have all results")
    return int(last, 16)

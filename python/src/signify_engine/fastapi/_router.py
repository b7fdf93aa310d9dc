import asyncio
import functools
import os
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request, Response, WebSocket
from pydantic import ValidationError

from .. import signature
from .._library import PASSING_SCORE, Library
from .._store import Store
from ..errors import BadInput, WrongUse
from ..records import HistoryPage, Progress
from ._keeping import Keeper
from ._live import TRY_LATER, Closing, live, refuse
from ._problems import ProblemRoute, Refusal, documented
from ._results import AttemptResult, Health
from ._upload import FactsFields, UploadFields, read_upload
from ._users import SUBPROTOCOL, CurrentUser, required

T = TypeVar("T")

_RECORDING = {
    "type": "string",
    "format": "binary",
    "description": "JSON, NDJSON, .pose, .npy or CSV, told from the bytes; in gzip or not.",
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"description": "A recording, as docs/schema/attempt.schema.json has it."}},
            "application/octet-stream": {"schema": _RECORDING},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": _RECORDING, **UploadFields.model_json_schema()["properties"]},
                }
            },
        },
    }
}
_KEPT: dict[int | str, dict[str, Any]] = {
    200: {"model": AttemptResult, "description": "Kept before, by the same `id`."},
    201: {"model": AttemptResult, "description": "Scored and kept."},
    202: {"model": AttemptResult, "description": "Kept, to be scored; `Location` is where the result will be."},
}


def router(
    store: Store,
    *,
    current_user: CurrentUser,
    library: Library | None = None,
    passing_score: float = PASSING_SCORE,
    max_upload: int = 32 * 1024 * 1024,
    max_message: int = 1024 * 1024,
    max_streams: int = 32,
    max_calls: int | None = None,
    patience: float = 60,
) -> APIRouter:
    """The endpoints.

    :param store: where attempts are kept. Its rights are the server's; learners come in by `current_user` alone.
    :param current_user: a dependency that gives the learner's UUID, or refuses: `bearer_user(...)`, `local_learner`, or
        yours. It is asked for WebSockets too, so it takes an `HTTPConnection` where it wants the request.
    :param library: the signs; without it those of the store, as they are now.
    :param passing_score: from which score attempts pass, which is not the learners' to say.
    :param max_upload: bytes of a body; reading stops there.
    :param max_message: bytes of a message of a live recording.
    :param max_streams: live recordings at once; each takes some 2 MB a sign.
    :param max_calls: engine calls at once, uploads being scored among them; without it one a processor.
    :param patience: seconds that a live recording may be silent.
    """
    signs = library or store.library()
    keeper = Keeper(store, signs, passing_score)
    limiter = anyio.CapacityLimiter(max_calls or os.cpu_count() or 1)
    streams = asyncio.Semaphore(max_streams)
    paths = APIRouter(route_class=ProblemRoute, tags=["practice"])
    whose = required(current_user)
    User = Annotated[UUID, Depends(whose)]  # noqa: N806

    async def run(call: Callable[[], T]) -> T:
        # Off the event loop; the engine releases the GIL.
        return await anyio.to_thread.run_sync(call, limiter=limiter)

    @paths.post(
        "/attempts",
        status_code=201,
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="Hand in an attempt",
        responses={**_KEPT, **documented(400, 401, 413, 415, 422, 503)},
        openapi_extra=_BODY,
    )
    async def hand_in(request: Request, response: Response, user: User, query: Annotated[UploadFields, Query()]) -> Any:
        upload = await read_upload(request, query, max_upload)
        response.status_code, session = await run(functools.partial(keeper.keep, upload, user))
        response.headers["Location"] = request.url_for("get_attempt", attempt_id=session.id).path
        return AttemptResult.of(session)

    @paths.get(
        "/attempts/{attempt_id}",
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="An attempt's result",
        responses=documented(400, 401, 404, 503),
    )
    async def get_attempt(attempt_id: UUID, user: User) -> Any:
        return AttemptResult.of(await run(lambda: store.session(attempt_id, user=user)))

    @paths.get(
        "/history",
        response_model=HistoryPage,
        summary="Scored attempts, newest first",
        responses=documented(400, 401, 503),
    )
    async def get_history(
        user: User,
        limit: Annotated[int, Query(ge=1, le=100, description="Attempts a page.")] = 20,
        cursor: Annotated[str | None, Query(max_length=500, description="`next` of the page before.")] = None,
    ) -> Any:
        try:
            return await run(lambda: store.history(user=user, limit=limit, cursor=cursor))
        except BadInput as error:
            # There is nothing else here that could be bad than the cursor.
            raise Refusal(400, error.code, error.line) from None

    @paths.get(
        "/progress",
        response_model=Progress,
        summary="How far the learner has come",
        responses=documented(401, 404, 503),
    )
    async def get_progress(user: User) -> Any:
        return await run(lambda: store.progress(user=user))

    @paths.get("/health", response_model=Health, summary="Whether the service can score", responses=documented(503))
    async def get_health() -> Any:
        await run(store.signs)
        return Health(status="ok", signature=signature(), signs=len(signs.glosses))

    @paths.websocket("/live", dependencies=[Depends(whose)])
    async def live_recording(socket: WebSocket) -> None:
        """NDJSON frames in, signs out as they become certain; nothing is kept, whoever the learner is."""
        await socket.accept(SUBPROTOCOL if SUBPROTOCOL in socket.scope.get("subprotocols", []) else None)
        try:
            values = dict(socket.query_params)
            refs = values.pop("ref", None)
            facts = FactsFields.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            await refuse(socket, WrongUse(f"{'.'.join(map(str, first['loc']))}: {first['msg']}"))
            return
        if streams.locked():
            await refuse(socket, Closing(TRY_LATER, "unavailable", "too many live recordings; try again in a while"))
            return
        async with streams:
            await live(socket, signs, refs, facts, run, limit=max_message, patience=patience)

    return paths

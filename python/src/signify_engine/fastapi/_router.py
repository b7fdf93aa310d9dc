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
    "description": "JSON, NDJSON, .pose, .npy or CSV, plain or gzip; detected from the content.",
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"description": "A document of docs/schema/attempt.schema.json."}},
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
    200: {"model": AttemptResult, "description": "Kept before with the same `id`."},
    201: {"model": AttemptResult, "description": "Scored and kept."},
    202: {"model": AttemptResult, "description": "Kept for a worker; `Location` is the path of the result."},
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
    """Upload, result, history, progress, health and live recordings.

    :param store: keeps the attempts, with the server's rights; only `current_user` tells learners apart.
    :param current_user: a dependency that returns the learner's UUID or raises: `bearer_user(...)`, `local_learner`, or
        your own. It serves WebSockets too, so its request parameter is an `HTTPConnection`.
    :param library: the signs; by default a snapshot of the store's.
    :param passing_score: 0 to 100; requests cannot change it.
    :param max_upload: bytes per body; reading stops there.
    :param max_message: bytes per message of a live recording.
    :param max_streams: concurrent live recordings, of about 2 MB per sign each.
    :param max_calls: concurrent engine calls; by default one per processor.
    :param patience: seconds of silence before a live recording is closed.
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
        limit: Annotated[int, Query(ge=1, le=100, description="Attempts per page.")] = 20,
        cursor: Annotated[str | None, Query(max_length=500, description="`next` of the previous page.")] = None,
    ) -> Any:
        try:
            return await run(lambda: store.history(user=user, limit=limit, cursor=cursor))
        except BadInput as error:
            # Only the cursor can be bad input here.
            raise Refusal(400, error.code, error.line) from None

    @paths.get(
        "/progress",
        response_model=Progress,
        summary="The learner's progress",
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
        """Receives NDJSON frames, sends each sign once it is certain, and keeps nothing."""
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
            await refuse(socket, Closing(TRY_LATER, "unavailable", "too many live recordings; try again later"))
            return
        async with streams:
            await live(socket, signs, refs, facts, run, limit=max_message, patience=patience)

    return paths

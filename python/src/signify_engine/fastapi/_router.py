import functools
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from .. import signature
from .._library import PASSING_SCORE, Library
from .._store import Store
from .._wording import Language
from ..errors import BadInput, SignifyError, WrongUse
from ..records import HistoryPage, Progress
from ._admission import Calls, Recordings, Uploads
from ._films import FilmDoor, Films, is_film
from ._keeping import Keeper
from ._language import LANGUAGE_DESCRIPTION, Languages, session_in
from ._limits import Limits
from ._live import live, refuse
from ._problems import REQUEST_ID, ProblemRoute, Refusal, documented, request_id
from ._replays import replay_of
from ._results import Alive, AttemptResult, Health, Signs
from ._upload import FactsFields, Reception, UploadFields
from ._users import SUBPROTOCOL, CurrentUser, required

_RECORDING = {
    "type": "string",
    "format": "binary",
    "description": "JSON, NDJSON, .pose, .npy or CSV, plain or gzip; detected from the content.",
}
_BODY: dict[str, Any] = {
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
_REPLAY: dict[str, Any] = {
    "description": "A document of docs/schema/replay.schema.json.",
    "content": {"application/json": {"schema": {"type": "object"}}},
}
_FILM = {
    "video/*": {
        "schema": {
            "type": "string",
            "format": "binary",
            "description": "A film: MP4, MOV, WebM, MKV, AVI or MPEG. Its landmarks are found in the background.",
        }
    }
}
_WAIT = {
    "name": "Prefer",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "`wait=N`: answer when a film has its result, within N seconds, at most 60 (RFC 7240).",
}
_BODY_OR_FILM = {
    "parameters": [_WAIT],
    "requestBody": {**_BODY["requestBody"], "content": {**_BODY["requestBody"]["content"], **_FILM}},
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
    limits: Limits | None = None,
    films: Films | None = None,
) -> APIRouter:
    """Upload, result, history, progress, health and live recordings.

    :param store: keeps the attempts, with the server's rights; only `current_user` tells learners apart.
    :param current_user: a dependency that returns the learner's UUID or raises: `bearer_user(...)`, `local_learner`, or
        your own. It serves WebSockets too, so its request parameter is an `HTTPConnection`.
    :param library: the signs; by default a snapshot of the store's.
    :param passing_score: 0 to 100; requests cannot change it.
    :param limits: what learners may take of the server; by default `Limits()`.
    :param films: opens `POST /attempts` for films; by default they are refused. Needs the extra `video`.
    :raises NotFound: a store without signs.
    """
    limits = limits or Limits()
    signs = library or store.library()
    glosses = signs.glosses
    keeper = Keeper(store, signs, passing_score)
    uploads, recordings, calls = Uploads(limits), Recordings(limits), Calls(limits)
    # A busy engine does not make the store unhealthy.
    checks = Calls(replace(limits, calls=1))
    languages = Languages(store, calls)
    door = None if films is None else FilmDoor(films, limits, keeper, uploads, calls)
    paths = APIRouter(route_class=ProblemRoute, tags=["practice"], lifespan=None if door is None else door.lifespan)
    whose = required(current_user)
    User = Annotated[UUID, Depends(whose)]  # noqa: N806
    Asked = Annotated[Language | None, Query(description=LANGUAGE_DESCRIPTION)]  # noqa: N806

    @paths.post(
        "/attempts",
        status_code=201,
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="Hand in an attempt",
        responses={**_KEPT, **documented(400, 401, 408, 409, 413, 415, 422, 429, 503)},
        openapi_extra=_BODY if door is None else _BODY_OR_FILM,
    )
    async def hand_in(request: Request, response: Response, user: User, query: Annotated[UploadFields, Query()]) -> Any:
        if is_film(request):
            query = query.model_copy(update={"language": await languages.of(request, user, query.language)})
            return await _opened(door).answer(request, response, await _opened(door).take(request, user, query))
        reception = Reception(request, query, limits.upload)
        # The place is held until the attempt is kept: the engine reads the body where it lies.
        async with uploads.place(user, reception.most) as place:
            upload = await reception.read(place)
            language = await languages.of(request, user, upload.fields.language)
            upload = replace(upload, fields=upload.fields.model_copy(update={"language": language}))
            if upload.film is not None:
                state = await _opened(door).take_file(request, user, upload)
                return await _opened(door).answer(request, response, state)
            response.status_code, session = await calls.run(functools.partial(keeper.keep, upload, user), user)
        response.headers["Location"] = request.url_for("get_attempt", attempt_id=session.id).path
        return AttemptResult.of(session)

    @paths.get(
        "/attempts/{attempt_id}",
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="An attempt's result",
        responses=documented(400, 401, 404, 429, 503),
    )
    async def get_attempt(request: Request, attempt_id: UUID, user: User, language: Asked = None) -> Any:
        # First the film: it leaves when the store has the attempt.
        if door is not None and (result := await door.result(request, attempt_id, user)):
            return result
        reads = await languages.of(request, user, language)
        session = await calls.run(lambda: session_in(store.session(attempt_id, user=user), reads), user)
        return AttemptResult.of(session)

    @paths.get(
        "/attempts/{attempt_id}/replay",
        response_class=JSONResponse,
        summary="An attempt's replay: attempt and nearest reference in one space, with the place of each correction",
        responses={200: _REPLAY, **documented(400, 401, 404, 409, 429, 503)},
    )
    async def get_replay(request: Request, attempt_id: UUID, user: User, language: Asked = None) -> Any:
        reads = await languages.of(request, user, language)
        return JSONResponse(await calls.run(lambda: replay_of(store, signs, attempt_id, user, reads), user))

    @paths.get(
        "/signs",
        response_model=Signs,
        summary="The reference signs",
        responses=documented(401, 429, 503),
        dependencies=[Depends(whose)],
    )
    async def get_signs() -> Any:
        return Signs(signs=glosses)

    @paths.get(
        "/signs/{gloss}/replay",
        response_class=JSONResponse,
        summary="A reference sign to watch",
        responses={200: _REPLAY, **documented(401, 404, 429, 503)},
    )
    async def get_demonstration(gloss: str, user: User) -> Any:
        return JSONResponse(await calls.run(lambda: signs.demonstration(gloss), user))

    @paths.get(
        "/history",
        response_model=HistoryPage,
        summary="Scored attempts, newest first",
        responses=documented(400, 401, 429, 503),
    )
    async def get_history(
        user: User,
        limit: Annotated[int, Query(ge=1, le=100, description="Attempts per page.")] = 20,
        cursor: Annotated[str | None, Query(max_length=500, description="`next` of the previous page.")] = None,
    ) -> Any:
        try:
            return await calls.run(lambda: store.history(user=user, limit=limit, cursor=cursor), user)
        except BadInput as error:
            # Only the cursor can be bad input here.
            raise Refusal(400, error.code, error.line) from None

    @paths.get(
        "/progress",
        response_model=Progress,
        summary="The learner's progress",
        responses=documented(401, 404, 429, 503),
    )
    async def get_progress(user: User) -> Any:
        return await calls.run(lambda: store.progress(user=user), user)

    @paths.get(
        "/health",
        response_model=Health,
        summary="Whether the service can take and score attempts",
        responses=documented(503),
    )
    async def get_health() -> Any:
        await checks.run(store.check)
        return Health(status="ok", signature=signature(), signs=len(glosses))

    @paths.get("/alive", response_model=Alive, summary="Whether the process answers", responses=documented())
    async def get_alive() -> Any:
        return Alive(status="ok")

    @paths.websocket("/live")
    async def live_recording(socket: WebSocket, user: User) -> None:
        """Receives NDJSON frames, sends each sign once it is certain, and keeps nothing."""
        protocol = SUBPROTOCOL if SUBPROTOCOL in socket.scope.get("subprotocols", []) else None
        await socket.accept(protocol, [(REQUEST_ID.lower().encode(), request_id(socket).encode())])
        try:
            refs, facts = _live_query(socket)
            with recordings.place(user):
                await live(socket, signs, refs, facts, functools.partial(calls.run, learner=user), limits)
        except (SignifyError, Refusal) as error:
            await refuse(socket, error, limits)
        except (WebSocketDisconnect, TimeoutError):
            # The client left before the end of the recording, or does not read.
            return

    return paths


def _opened(door: FilmDoor | None) -> FilmDoor:
    if door is None:
        raise Refusal(415, "unsupported", "this server reads no films; send landmarks")
    return door


def _live_query(socket: WebSocket) -> tuple[str | None, FactsFields]:
    values = dict(socket.query_params)
    refs = values.pop("ref", None)
    try:
        return refs, FactsFields.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None

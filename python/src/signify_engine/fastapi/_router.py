import functools
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from .._library import PASSING_SCORE, Library
from .._store import Store
from .._wording import Language
from ..errors import SignifyError, WrongUse
from ._admission import Calls, Recordings, Uploads
from ._films import FilmDoor, Films, is_film
from ._keeping import Keeper
from ._language import LANGUAGE_DESCRIPTION, Languages, session_in
from ._limits import Limits
from ._live import live, refuse
from ._problems import REQUEST_ID, ProblemRoute, Refusal, documented, request_id
from ._records import add_records
from ._replays import replay_of
from ._results import AttemptResult
from ._shelf import Shelf
from ._signs import REPLAY, add_teaching, add_watching
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
    current_editor: CurrentUser | None = None,
    library: Library | None = None,
    passing_score: float = PASSING_SCORE,
    limits: Limits | None = None,
    films: Films | None = None,
) -> APIRouter:
    """Upload, result, history, progress, health and live recordings.

    :param store: keeps the attempts, with the server's rights; only `current_user` tells learners apart.
    :param current_user: a dependency that returns the learner's UUID or raises: `bearer_user(...)`, `local_learner`, or
        your own. It serves WebSockets too, so its request parameter is an `HTTPConnection`.
    :param current_editor: the same for those who may enrol reference signs, such as
        `bearer_user(..., role="content_editor")`; without it nobody may.
    :param library: the signs; by default a snapshot of the store's.
    :param passing_score: 0 to 100; requests cannot change it.
    :param limits: what learners may take of the server; by default `Limits()`.
    :param films: opens `POST /attempts` for films; by default they are refused. Needs the extra `video`.
    :raises NotFound: a store without signs.
    """
    limits = limits or Limits()
    shelf = Shelf(store, library)
    keeper = Keeper(store, shelf, passing_score)
    uploads, recordings, calls = Uploads(limits), Recordings(limits), Calls(limits)
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
        openapi_extra=None if door is None else {"parameters": [_WAIT]},
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
        responses={200: REPLAY, **documented(400, 401, 404, 409, 429, 503)},
    )
    async def get_replay(request: Request, attempt_id: UUID, user: User, language: Asked = None) -> Any:
        reads = await languages.of(request, user, language)
        return JSONResponse(await calls.run(lambda: replay_of(store, shelf.library, attempt_id, user, reads), user))

    add_watching(paths, shelf, calls, current_user)
    if current_editor is not None:
        add_teaching(paths, store, shelf, calls, uploads, languages, door, current_editor, limits.upload)
    add_records(paths, store, shelf, calls, limits, current_user)

    @paths.websocket("/live")
    async def live_recording(socket: WebSocket, user: User) -> None:
        """Receives NDJSON frames, sends each sign once it is certain, and keeps nothing."""
        protocol = SUBPROTOCOL if SUBPROTOCOL in socket.scope.get("subprotocols", []) else None
        await socket.accept(protocol, [(REQUEST_ID.lower().encode(), request_id(socket).encode())])
        try:
            refs, facts = _live_query(socket)
            with recordings.place(user):
                await live(socket, shelf.library, refs, facts, functools.partial(calls.run, learner=user), limits)
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

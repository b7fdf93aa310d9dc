"""The paths of attempts: handing in, results and replays."""

import contextlib
import functools
import time
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from .._wording import Language
from ..records import Session
from ._desk import Desk
from ._events import add_events
from ._films import FilmDoor, is_film
from ._language import LANGUAGE_DESCRIPTION, session_in
from ._problems import Refusal, documented, note_kept, request_id
from ._replays import replay_of
from ._results import AttemptResult
from ._signs import REPLAY
from ._upload import Reception, UploadFields
from ._users import CurrentUser
from ._waiting import apply, patience, until_ended

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
    "description": "`wait=N`: answer as soon as there is a result, within N seconds, at most 60 (RFC 7240). "
    "`Preference-Applied` says for how long the request would have waited.",
}
_WAITING = {"parameters": [_WAIT]}
_BODY_OR_FILM = {
    "requestBody": {**_BODY["requestBody"], "content": {**_BODY["requestBody"]["content"], **_FILM}},
}
_KEPT: dict[int | str, dict[str, Any]] = {
    200: {"model": AttemptResult, "description": "Kept before with the same `id`."},
    201: {"model": AttemptResult, "description": "Scored and kept."},
    202: {"model": AttemptResult, "description": "Kept for a worker; `Location` is the path of the result."},
}


def add_attempts(paths: APIRouter, desk: Desk, whose: CurrentUser, attempting: CurrentUser) -> None:
    """
    :param whose: the learner of a request.
    :param attempting: the same for one that hands in.
    """
    User = Annotated[UUID, Depends(whose)]  # noqa: N806
    Asked = Annotated[Language | None, Query(description=LANGUAGE_DESCRIPTION)]  # noqa: N806

    async def read(
        request: Request, response: Response, attempt: UUID, user: UUID, language: Language | None, seconds: float
    ) -> Session:
        """An attempt; the score of one that waits is waited for, if there is a place."""
        look = functools.partial(desk.store.session, attempt, user=user)
        session = await desk.calls.run(lambda: session_in(look(), language), user)
        if seconds > 0 and AttemptResult.of(session).status == "waiting":
            with contextlib.ExitStack() as place:
                try:
                    place.enter_context(desk.waits.place(user))
                except Refusal:
                    # To ignore a preference is right, to refuse for it is not.
                    return session
                await until_ended(desk.watches, request, user, attempt, seconds)
            session = await desk.calls.run(lambda: session_in(look(), language), user)
        apply(response, patience(request))
        return session

    @paths.post(
        "/attempts",
        status_code=201,
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="Hand in an attempt",
        responses={**_KEPT, **documented(400, 401, 408, 409, 413, 415, 422, 429, 503)},
        openapi_extra={**_WAITING, **(_BODY if desk.door is None else _BODY_OR_FILM)},
    )
    async def hand_in(
        request: Request,
        response: Response,
        user: Annotated[UUID, Depends(attempting)],
        query: Annotated[UploadFields, Query()],
    ) -> Any:
        if is_film(request):
            query = query.model_copy(update={"language": await desk.languages.of(request, user, query.language)})
            return await _opened(desk.door).answer(
                request, response, await _opened(desk.door).take(request, user, query)
            )
        reception = Reception(request, query, desk.limits.upload)
        # The place is held until the attempt is kept: the engine reads the body where it lies.
        async with desk.uploads.place(user, reception.most) as place:
            upload = await reception.read(place)
            language = await desk.languages.of(request, user, upload.fields.language)
            upload = replace(upload, fields=upload.fields.model_copy(update={"language": language}))
            if upload.film is not None:
                state = await _opened(desk.door).take_file(request, user, upload)
                return await _opened(desk.door).answer(request, response, state)
            keep = functools.partial(desk.keeper.keep, upload, user, request_id(request))
            response.status_code, session = await desk.calls.run(keep, user)
        note_kept(request, response.status_code, session.id)
        if upload.fields.defer and (seconds := patience(request)):
            session = await read(request, response, session.id, user, language, seconds)
            if response.status_code == 202 and session.score is not None:
                response.status_code = 201
        response.headers["Location"] = request.url_for("get_attempt", attempt_id=session.id).path
        return AttemptResult.of(session)

    add_events(paths, desk, whose)

    @paths.get(
        "/attempts/{attempt_id}",
        response_model=AttemptResult,
        response_model_exclude_unset=True,
        summary="An attempt's result",
        openapi_extra=_WAITING,
        responses=documented(400, 401, 404, 429, 503),
    )
    async def get_attempt(
        request: Request, response: Response, attempt_id: UUID, user: User, language: Asked = None
    ) -> Any:
        until = time.monotonic() + patience(request)
        # First the film: it leaves when the store has the attempt.
        if desk.door is not None and (result := await desk.door.result(attempt_id, user, patience(request))):
            apply(response, patience(request))
            return result
        reads = await desk.languages.of(request, user, language)
        left = until - time.monotonic()
        return AttemptResult.of(await read(request, response, attempt_id, user, reads, left))

    @paths.get(
        "/attempts/{attempt_id}/replay",
        response_class=JSONResponse,
        summary="An attempt's replay: attempt and nearest reference in one space, with the place of each correction",
        responses={200: REPLAY, **documented(400, 401, 404, 409, 429, 503)},
    )
    async def get_replay(request: Request, attempt_id: UUID, user: User, language: Asked = None) -> Any:
        reads = await desk.languages.of(request, user, language)
        return JSONResponse(
            await desk.calls.run(lambda: replay_of(desk.store, desk.shelf.library, attempt_id, user, reads), user)
        )


def _opened(door: FilmDoor | None) -> FilmDoor:
    if door is None:
        raise Refusal(415, "unsupported", "this server reads no films; send landmarks")
    return door

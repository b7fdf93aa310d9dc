"""The signs of a router: to watch, and for editors to enrol."""

import logging
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from .._attempt import Attempt
from .._store import Store
from .._wording import Language
from ..errors import BadInput
from ._admission import Calls, Uploads
from ._films import FilmDoor, is_film
from ._language import Languages
from ._problems import Refusal, documented, request_id
from ._results import Signs, TakeNote, TakeResult
from ._shelf import Shelf
from ._upload import FactsFields, Reception, UploadFields
from ._users import CurrentUser

log = logging.getLogger("signify_engine.fastapi")

#: A document of docs/schema/replay.schema.json.
REPLAY: dict[str, Any] = {
    "description": "A document of docs/schema/replay.schema.json.",
    "content": {"application/json": {"schema": {"type": "object"}}},
}


class TakeFields(FactsFields):
    """Parameters of a take of a reference sign."""

    signer: str | None = Field(
        None, max_length=100, description="A pseudonym: tolerances depend on the number of signers."
    )
    sign_language: str | None = Field(None, max_length=35, description="The sign language's code, such as ase.")
    force: bool = Field(False, description="Keeps a take with a fault too.")
    language: Language | None = Field(None, description="The language of the messages.")


def add_watching(paths: APIRouter, shelf: Shelf, calls: Calls, whose: CurrentUser) -> None:
    """The paths to see what signs there are, and each of them."""

    @paths.get(
        "/signs",
        response_model=Signs,
        summary="The reference signs",
        responses=documented(401, 429, 503),
        dependencies=[Depends(whose)],
    )
    async def get_signs() -> Any:
        return Signs(signs=list(shelf.library.glosses))

    @paths.get(
        "/signs/{gloss}/replay",
        response_class=JSONResponse,
        summary="A reference sign to watch",
        responses={200: REPLAY, **documented(401, 404, 429, 503)},
    )
    async def get_demonstration(gloss: str, user: Annotated[UUID, Depends(whose)]) -> Any:
        return JSONResponse(await calls.run(lambda: shelf.library.demonstration(gloss), user))


def add_teaching(
    paths: APIRouter,
    store: Store,
    shelf: Shelf,
    calls: Calls,
    uploads: Uploads,
    languages: Languages,
    door: FilmDoor | None,
    whose: CurrentUser,
    most: int,
) -> None:
    """The paths to enrol takes, for editors."""
    Editor = Annotated[UUID, Depends(whose)]  # noqa: N806
    refusals = documented(400, 401, 403, 408, 413, 415, 422, 429, 503)

    async def take_of(request: Request, editor: UUID, fields: TakeFields) -> Attempt:
        """The recording of the body, be it a film or landmarks."""
        if is_film(request):
            if door is None:
                raise Refusal(415, "unsupported", "this server reads no films; send landmarks")
            pose = await door.landmarks(request, editor)
            return await calls.run(lambda: Attempt.from_bytes(pose, facts=fields.facts(), name="film"), editor)
        reception = Reception(request, UploadFields(), most)
        async with uploads.place(editor, reception.most) as place:
            upload = await reception.read(place)
            if upload.film is not None:
                raise Refusal(415, "unsupported", "send the film as the body, with its type")
            return await calls.run(
                lambda: Attempt.from_bytes(upload.data, facts=fields.facts(), name=upload.name), editor
            )

    async def judged(request: Request, editor: UUID, gloss: str, fields: TakeFields) -> tuple[Attempt, TakeResult]:
        take = await take_of(request, editor, fields)
        language = await languages.of(request, editor, fields.language)
        verdict = await calls.run(
            lambda: store.check_takes(gloss, [take], signer=fields.signer, language=language), editor
        )
        notes = {
            fault: [TakeNote(code=note.code, message=note.message) for note in verdict.warnings if note.fault is fault]
            for fault in (True, False)
        }
        result = TakeResult(accepted=verdict.acceptable, kept=False, faults=notes[True], cautions=notes[False])
        return take, result

    @paths.post(
        "/signs/{gloss}/takes/check",
        response_model=TakeResult,
        summary="What the engine thinks of a take of a sign",
        responses=refusals,
    )
    async def check_take(request: Request, gloss: str, editor: Editor, query: Annotated[TakeFields, Query()]) -> Any:
        _, result = await judged(request, editor, gloss, query)
        return result

    @paths.post(
        "/signs/{gloss}/takes",
        response_model=TakeResult,
        summary="Enrol a take of a sign",
        responses=refusals,
    )
    async def add_take(request: Request, gloss: str, editor: Editor, query: Annotated[TakeFields, Query()]) -> Any:
        take, result = await judged(request, editor, gloss, query)
        if not result.accepted and not query.force:
            return result
        enrolment = await calls.run(
            lambda: store.add_takes(
                gloss, [take], signer=query.signer, language=query.sign_language, force=query.force
            ),
            editor,
        )
        if not enrolment.added:
            raise BadInput(f"the sign {enrolment.gloss} has this take already; record another one")
        await calls.run(shelf.renew, editor)
        log.info("%s editor %s added a take of %s", request_id(request), editor, enrolment.gloss)
        return result.model_copy(update={"kept": True})

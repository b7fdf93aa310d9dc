"""What a learner reads of their practice, and whether the service is well."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from .. import signature
from .._store import Store
from ..errors import BadInput
from ..records import HistoryPage, LearnerSettings, Progress
from ._admission import Calls
from ._limits import Limits
from ._problems import Refusal, documented
from ._results import Alive, Health
from ._shelf import Shelf
from ._users import CurrentUser


def add_records(paths: APIRouter, store: Store, shelf: Shelf, calls: Calls, limits: Limits, whose: CurrentUser) -> None:
    """The paths of history, progress and health."""
    # A busy engine does not make the store unhealthy.
    checks = Calls(replace(limits, calls=1))

    @paths.get(
        "/history",
        response_model=HistoryPage,
        summary="Scored attempts, newest first",
        responses=documented(400, 401, 429, 503),
    )
    async def get_history(
        user: Annotated[UUID, Depends(whose)],
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
    async def get_progress(user: Annotated[UUID, Depends(whose)]) -> Any:
        return await calls.run(lambda: store.progress(user=user), user)

    @paths.get(
        "/settings",
        response_model=LearnerSettings,
        summary="What the learner chose about texts and pages",
        responses=documented(401, 429, 503),
    )
    async def get_settings(user: Annotated[UUID, Depends(whose)]) -> Any:
        return await calls.run(lambda: store.settings(user=user), user)

    @paths.get(
        "/health",
        response_model=Health,
        summary="Whether the service can take and score attempts",
        responses=documented(503),
    )
    async def get_health() -> Any:
        await checks.run(store.check)
        return Health(status="ok", signature=signature(), signs=len(shelf.library.glosses))

    @paths.get("/alive", response_model=Alive, summary="Whether the process answers", responses=documented())
    async def get_alive() -> Any:
        return Alive(status="ok")

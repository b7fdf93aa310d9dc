import functools
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from .._library import PASSING_SCORE, Library
from .._store import Store
from ..errors import SignifyError, WrongUse
from ._admission import Calls, Places, Uploads
from ._attempts import add_attempts
from ._desk import Desk
from ._films import FilmDoor, Films
from ._keeping import Keeper
from ._language import Languages
from ._limits import Limits
from ._live import live, refuse
from ._problems import REQUEST_ID, ProblemRoute, Refusal, request_id
from ._quotas import Quotas
from ._records import add_records
from ._shelf import Shelf
from ._signs import add_teaching, add_watching
from ._upload import FactsFields
from ._users import SUBPROTOCOL, CurrentUser, metered
from ._waiting import Watches


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
    uploads, calls = Uploads(limits), Calls(limits)
    recordings = Places("live recordings", limits.live, limits.live_each)
    waits = Places("requests that wait for a score", limits.waits, limits.waits_each)
    streams = Places("streams of results", limits.events, limits.events_each)
    quotas = Quotas(store, limits)
    languages = Languages(store, calls)
    door = None if films is None else FilmDoor(films, limits, keeper, uploads, calls)
    paths = APIRouter(route_class=ProblemRoute, tags=["practice"], lifespan=None if door is None else door.lifespan)
    whose = metered(current_user, quotas, "requests")

    desk = Desk(store, shelf, keeper, uploads, calls, languages, Watches(store, limits), waits, streams, limits, door)
    add_attempts(paths, desk, whose, metered(current_user, quotas, "attempts"))
    add_watching(paths, shelf, calls, whose)
    if current_editor is not None:
        add_teaching(
            paths,
            store,
            shelf,
            calls,
            uploads,
            languages,
            door,
            metered(current_editor, quotas, "attempts"),
            limits.upload,
        )
    add_records(paths, store, shelf, calls, limits, whose)

    @paths.websocket("/live")
    async def live_recording(socket: WebSocket, user: Annotated[UUID, Depends(whose)]) -> None:
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


def _live_query(socket: WebSocket) -> tuple[str | None, FactsFields]:
    values = dict(socket.query_params)
    refs = values.pop("ref", None)
    try:
        return refs, FactsFields.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None

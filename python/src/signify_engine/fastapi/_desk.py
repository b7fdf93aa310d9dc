from dataclasses import dataclass

from .._store import Store
from ._admission import Calls, Places, Uploads
from ._films import FilmDoor
from ._keeping import Keeper
from ._language import Languages
from ._limits import Limits
from ._shelf import Shelf
from ._waiting import Watches


@dataclass(frozen=True, slots=True)
class Desk:
    """What the paths of attempts share."""

    store: Store
    shelf: Shelf
    keeper: Keeper
    uploads: Uploads
    calls: Calls
    languages: Languages
    watches: Watches
    #: Requests that wait for a score.
    waits: Places
    streams: Places
    limits: Limits
    door: FilmDoor | None

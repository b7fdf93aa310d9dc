"""The signs that attempts are scored against."""

import logging
import threading
import weakref

from .._library import Library
from .._store import Store
from ..errors import SignifyError, WrongUse

log = logging.getLogger("signify_engine.fastapi")

# Seconds between two looks into the store, for signs that other processes have changed.
FOLLOWING = 4.0


class Shelf:
    """The signs of a store as they are: of changes by this process at once, and of all others within seconds.

    A thread follows the store from the first use on, so that it is this process's own after a fork. Calls under way
    keep the signs that they have.

    :param library: these signs in the place of the store's, until an editor adds a take through this process.
    """

    def __init__(self, store: Store, library: Library | None, *, following: float = FOLLOWING) -> None:
        self._store = store
        self._library = library or store.library()
        self._following = following
        self._is_followed = library is not None
        self._lock = threading.Lock()

    @property
    def library(self) -> Library:
        if not self._is_followed:
            with self._lock:
                if not self._is_followed:
                    self._is_followed = True
                    threading.Thread(
                        target=_follow, args=(weakref.ref(self), self._following), name="signify-signs", daemon=True
                    ).start()
        return self._library

    def renew(self) -> None:
        """Reads the signs that have changed. Blocking."""
        # One after the other, so that no older state takes the place of a newer one.
        with self._lock:
            self._library = self._store.library()


def _follow(shelf: "weakref.ref[Shelf]", pause: float) -> None:
    """Renews a shelf until nobody uses it any more, or its store is closed."""
    ticks = threading.Event()
    failed = False
    while not ticks.wait(pause):
        followed = shelf()
        if followed is None:
            return
        try:
            followed.renew()
            failed = False
        except WrongUse:
            # Its owner has closed the store.
            return
        except SignifyError as error:
            # Attempts are scored against the signs of before meanwhile; what needs the store says that it is away.
            if not failed:
                log.debug("the reference signs cannot be read again: %s", error)
            failed = True
        del followed

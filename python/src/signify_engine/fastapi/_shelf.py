from .._library import Library
from .._store import Store


class Shelf:
    """The signs that attempts are scored against, renewed when an editor adds a take through this process."""

    def __init__(self, store: Store, library: Library | None) -> None:
        self._store = store
        self.library = library or store.library()

    def renew(self) -> None:
        """Reads the store's signs again. Blocking; calls under way keep the signs that they have."""
        self.library = self._store.library()

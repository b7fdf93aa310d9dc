"""One work, who does it, and how they compare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .oracle import check
from .turns import Contestant, Standing, compete, python


@dataclass
class Comparison:
    """A work: ours and the peers'."""

    work: str
    ours: Contestant
    peers: list[Contestant] = field(default_factory=list)
    # Peers that are a user's own program and no library.
    users: set[str] = field(default_factory=set)
    # Float operations of the work's products, and of a run of the contestant that shows the core's peak.
    operations: float = 0
    peak_operations: float = 0
    # Bytes read, and the most memory that a program of that name took.
    bytes: int = 0
    peaks: dict[str, int] = field(default_factory=dict)
    clock: str = "cpu"
    # A sentence below the table, made of what was measured.
    note: Callable[[Comparison], str] | None = None
    standing: Standing | None = None
    standings: list[Standing] = field(default_factory=list)

    def add(self, peer: Contestant) -> None:
        """A peer whose answer was checked elsewhere."""
        self.peers.append(peer)

    def python(
        self,
        name: str,
        computes: str,
        body: Callable[[], object],
        expected: object,
        *,
        user: bool = False,
        tolerance: float = 1e-4,
        scale: float = 1,
    ) -> None:
        """A peer in this process, whose answer has to be `expected`."""
        check(f"{self.work}: {name}", body(), expected, tolerance)
        self.peers.append(Contestant(name, computes, python(body), scale))
        if user:
            self.users.add(name)

    def measure(self, seconds: float) -> None:
        """Plays the rounds."""
        self.standing, self.standings = compete(self.ours, self.peers, seconds, self.clock)

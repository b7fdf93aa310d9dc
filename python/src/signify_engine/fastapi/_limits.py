from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """What one learner, and all learners together, may take of a server process. Times are in seconds.

    A refusal names its limit; each has a status or a close code of its own, and `Retry-After` where waiting helps.
    """

    #: Bytes of a body, as sent and as unpacked from gzip.
    upload: int = 32 * 1024 * 1024
    #: Bytes of all bodies that are being received, wait or are scored; at least one `upload`. One learner has half.
    memory: int = 64 * 1024 * 1024
    #: Uploads at once, of all learners and of one.
    uploads: int = 256
    uploads_each: int = 8
    #: How long a body may bring nothing.
    silence: float = 10
    #: A body that is slower than `rate` bytes a second has this long.
    grace: float = 20
    rate: int = 16 * 1024
    #: How long an upload waits for memory.
    memory_wait: float = 15
    #: An upload that has brought less than a second's worth of `rate` for this long loses its memory to one that waits.
    stall: float = 2
    #: Engine calls at once; by default one per processor.
    calls: int | None = None
    #: Requests that wait for an engine call, of all learners and of one, and how long.
    calls_waiting: int = 256
    calls_waiting_each: int = 16
    call_wait: float = 30
    #: Live recordings at once, of about 2 MB per sign each, of all learners and of one.
    live: int = 32
    live_each: int = 4
    #: Bytes of a live message.
    live_message: int = 1024 * 1024
    #: How long a live recording may bring nothing, and may leave an answer unread.
    live_silence: float = 60
    live_send: float = 10
    #: Requests that wait for a score, of all learners and of one; beyond them a request is answered at once.
    waits: int = 1000
    waits_each: int = 16
    #: Streams of results, of all learners and of one, and how long one is open.
    events: int = 200
    events_each: int = 4
    events_last: float = 300
    #: How often the store is asked for results, once for all that wait.
    look: float = 0.1
    #: Requests of a learner within a window, in whole seconds: uploads, and all others. Counted in the store, over all
    #: processes of a service (in SQLite by each process). `None` counts none.
    attempts: int | None = 300
    attempts_window: int = 600
    requests: int | None = 600
    requests_window: int = 60

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not value > 0:
                raise ValueError(f"{field.name} is {value}; a limit is above 0")

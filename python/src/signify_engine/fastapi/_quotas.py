"""How many requests a learner may make, told by the headers of draft-ietf-httpapi-ratelimit-headers-12."""

import functools
import math
import time
from typing import Literal
from uuid import UUID

import anyio
import anyio.to_thread
from fastapi.requests import HTTPConnection

from .._store import Store
from ..errors import Forked, SignifyError
from ._limits import Limits
from ._problems import Refusal, add_header, log, request_id

Policy = Literal["attempts", "requests"]

# Threads for the counting, which must not wait for the engine.
_THREADS = 2

# Seconds without counting after a count that failed.
_PAUSE = 10.0


class Quotas:
    """The quotas of learners, counted by the store."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._quotas = {
            "attempts": (limits.attempts, limits.attempts_window),
            "requests": (limits.requests, limits.requests_window),
        }
        self._threads = anyio.CapacityLimiter(_THREADS)
        self._resumed = 0.0

    async def spend(self, connection: HTTPConnection, learner: UUID, policy: Policy) -> None:
        """Takes one request from the learner's quota, and tells by headers what is left.

        A store that cannot count, as one that takes no changes, may still answer: then nobody is refused.

        :raises Refusal: there is none.
        """
        quota, window = self._quotas[policy]
        if quota is None or time.monotonic() < self._resumed:
            return
        spend = functools.partial(self._store.spend, policy, quota, window, user=learner)
        try:
            left = await anyio.to_thread.run_sync(spend, limiter=self._threads)
        except Forked:
            raise
        except SignifyError as error:
            self._resumed = time.monotonic() + _PAUSE
            log.error("%s requests are not counted for %g s: %s", request_id(connection), _PAUSE, error.line)
            return
        wait = math.ceil(left.wait_s)
        add_header(connection, "RateLimit-Policy", f'"{policy}";q={quota};w={window}')
        add_header(connection, "RateLimit", f'"{policy}";r={left.remaining};t={wait}')
        if not left.granted:
            line = f"you have made {quota} requests in {window} s (the quota {policy}); try again in {wait} s"
            raise Refusal(429, "quota", line, {"Retry-After": str(wait)})

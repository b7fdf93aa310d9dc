import asyncio
from typing import ClassVar

from fastapi import Request
from starlette.requests import ClientDisconnect

# What is discarded of a refused body: a client that is disconnected while sending never reads the answer.
_DISCARDED_BYTES = 32 * 1024 * 1024
_DISCARDING_SECONDS = 5
# How many bodies at once: under an attack the others are cut.
_DISCARDED_BODIES = 32

_BODY = "signify_engine.body"


class Body:
    """The body of a request, piece by piece. The client is asked for it with the first piece, not before."""

    _discarded: ClassVar = 0

    def __init__(self, request: Request) -> None:
        self._receive = request.receive
        headers = request.headers
        length = headers.get("content-length", "")
        #: The declared length, if there is one.
        self.length = int(length) if length.isdecimal() and len(length) <= 20 else None
        #: Whether the client was given up as too slow.
        self.is_stalled = False
        self._is_awaited = headers.get("expect", "").strip().lower() == "100-continue"
        # HTTP/2 declares nothing.
        is_declared = request.scope.get("http_version", "1.1").startswith("1")
        self._has_ended = is_declared and not self.length and "transfer-encoding" not in headers

    async def piece(self) -> bytes | None:
        """The next piece, `None` after the last."""
        if self._has_ended:
            return None
        self._is_awaited = False
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self._has_ended = True
            raise ClientDisconnect
        self._has_ended = not message.get("more_body", False)
        piece: bytes = message.get("body", b"")
        return piece

    async def is_over(self) -> bool:
        """Whether nothing of the body is to come. It is read to its end, within bounds, where it is on its way."""
        if not self.is_stalled and not self._is_awaited and Body._discarded < _DISCARDED_BODIES:
            count = 0
            Body._discarded += 1
            try:
                async with asyncio.timeout(_DISCARDING_SECONDS):
                    while count <= _DISCARDED_BYTES and (piece := await self.piece()) is not None:
                        count += len(piece)
            except (TimeoutError, ClientDisconnect):
                return False
            finally:
                Body._discarded -= 1
        return self._has_ended


def body_of(request: Request) -> Body:
    """The one body of a request."""
    if _BODY not in request.scope:
        request.scope[_BODY] = Body(request)
    body: Body = request.scope[_BODY]
    return body

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from .._library import Library
from ..errors import BadInput, SignifyError
from ..records import SpottedSign
from ._limits import Limits
from ._problems import Refusal, note
from ._upload import FactsFields

#: Runs an engine call off the event loop.
Run = Callable[[Callable[[], Any]], Awaitable[Any]]

# Close codes of RFC 6455 and IANA's registry.
NORMAL, NOT_TAKEN, POLICY, TOO_BIG, INTERNAL, TRY_LATER = 1000, 1007, 1008, 1009, 1011, 1013

# A close frame holds 125 bytes; the code takes two.
_REASON_LIMIT = 123


class Closing(Refusal):
    """A refusal with a WebSocket close code."""

    def __init__(self, close: int, code: str, line: str) -> None:
        super().__init__(400, code, line)
        self.close = close


async def live(
    socket: WebSocket, library: Library, refs: str | None, facts: FactsFields, run: Run, limits: Limits
) -> None:
    """Spots signs in the messages of an accepted socket; an empty message ends the recording."""
    with await run(lambda: library.stream(refs, facts=facts.facts())) as stream:
        while message := await _message(socket, limits):
            await _send(socket, await run(functools.partial(stream.push, message)), limits)
        await _send(socket, await run(stream.finish), limits)
    async with asyncio.timeout(limits.live_send):
        await socket.close(NORMAL, "the recording has ended")


async def refuse(socket: WebSocket, error: SignifyError | Refusal, limits: Limits) -> None:
    """Logs the error, sends it as a message, since a close frame truncates it, and closes."""
    problem = note(socket, error)
    match error:
        case Closing():
            close = error.close
        case BadInput():
            close = NOT_TAKEN
        case _ if problem.status in (429, 503):
            close = TRY_LATER
        case _:
            close = POLICY if problem.status < 500 else INTERNAL
    try:
        async with asyncio.timeout(limits.live_send):
            if socket.application_state is WebSocketState.CONNECTED:
                await socket.send_json({"error": {"code": problem.code, "message": problem.detail}})
            await socket.close(close, problem.detail.encode()[:_REASON_LIMIT].decode(errors="ignore"))
    except (WebSocketDisconnect, RuntimeError, TimeoutError):
        # The client closed the socket first, or does not read; the server drops it after this.
        return


async def _message(socket: WebSocket, limits: Limits) -> bytes:
    """The next piece, empty at the end. A text message is whole lines, a binary one is cut anywhere."""
    try:
        async with asyncio.timeout(limits.live_silence):
            message = await socket.receive()
    except TimeoutError:
        raise Closing(POLICY, "too_slow", f"no message for {limits.live_silence:g} s; connect again") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", NORMAL), message.get("reason"))
    text: str | None = message.get("text")
    piece: bytes = message.get("bytes") or b"" if text is None else text.encode()
    if len(piece) > limits.live_message:
        line = f"a message exceeds {limits.live_message} bytes; send fewer frames at once"
        raise Closing(TOO_BIG, "too_large", line)
    return piece if text is None or not piece or piece.endswith(b"\n") else piece + b"\n"


async def _send(socket: WebSocket, signs: list[SpottedSign], limits: Limits) -> None:
    try:
        async with asyncio.timeout(limits.live_send):
            for sign in signs:
                await socket.send_text(sign.model_dump_json())
    except TimeoutError:
        line = f"the signs were not read for {limits.live_send:g} s; connect again, and read them"
        raise Closing(POLICY, "too_slow", line) from None

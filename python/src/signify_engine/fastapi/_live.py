import asyncio
from collections.abc import Awaitable, Callable

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from .._library import Library
from ..errors import BadInput, SignifyError
from ..records import SpottedSign
from ._problems import Refusal, problem_of
from ._upload import FactsFields

#: Runs an engine call off the event loop.
Run = Callable[[Callable[[], list[SpottedSign]]], Awaitable[list[SpottedSign]]]

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
    socket: WebSocket, library: Library, refs: str | None, facts: FactsFields, run: Run, *, limit: int, patience: float
) -> None:
    """Spots signs in the messages of an accepted socket; an empty message ends the recording."""
    try:
        with library.stream(refs, facts=facts.facts()) as stream:
            while message := await _message(socket, limit, patience):
                await _send(socket, await run(lambda piece=message: stream.push(piece)))  # type: ignore[misc]
            await _send(socket, await run(stream.finish))
        await socket.close(NORMAL, "the recording has ended")
    except (SignifyError, Refusal) as error:
        await refuse(socket, error)
    except WebSocketDisconnect:
        # The client left before the end of the recording.
        return


async def refuse(socket: WebSocket, error: SignifyError | Refusal) -> None:
    """Sends the error as a message, since a close frame truncates it, and closes."""
    problem, _ = problem_of(error)
    match error:
        case Closing():
            close = error.close
        case BadInput():
            close = NOT_TAKEN
        case _:
            close = POLICY if problem.status < 500 else INTERNAL
    try:
        if socket.application_state is WebSocketState.CONNECTED:
            await socket.send_json({"error": {"code": problem.code, "message": problem.detail}})
        await socket.close(close, problem.detail.encode()[:_REASON_LIMIT].decode(errors="ignore"))
    except (WebSocketDisconnect, RuntimeError):
        # The client closed the socket first.
        return


async def _message(socket: WebSocket, limit: int, patience: float) -> bytes:
    """The next piece, empty at the end. A text message is whole lines, a binary one is cut anywhere."""
    try:
        message = await asyncio.wait_for(socket.receive(), patience)
    except TimeoutError:
        raise Closing(POLICY, "too_slow", f"no message for {patience:g} s; connect again") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", NORMAL), message.get("reason"))
    text: str | None = message.get("text")
    piece: bytes = message.get("bytes") or b"" if text is None else text.encode()
    if len(piece) > limit:
        raise Closing(TOO_BIG, "too_large", f"a message exceeds {limit} bytes; send fewer frames at once")
    return piece if text is None or not piece or piece.endswith(b"\n") else piece + b"\n"


async def _send(socket: WebSocket, signs: list[SpottedSign]) -> None:
    for sign in signs:
        await socket.send_text(sign.model_dump_json())

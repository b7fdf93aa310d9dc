import asyncio
from collections.abc import Awaitable, Callable

from fastapi import WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from .._library import Library
from ..errors import BadInput, SignifyError
from ..records import SpottedSign
from ._problems import Refusal, problem_of
from ._upload import FactsFields

#: Runs an engine call where it holds nobody up.
Run = Callable[[Callable[[], list[SpottedSign]]], Awaitable[list[SpottedSign]]]

# The close codes of RFC 6455 and of IANA's register.
NORMAL, NOT_TAKEN, POLICY, TOO_BIG, INTERNAL, TRY_LATER = 1000, 1007, 1008, 1009, 1011, 1013

# A close frame holds 125 bytes, two of them for the code.
_REASON_LIMIT = 123


class Closing(Refusal):
    """A reason to end a live recording, with the close code that says it."""

    def __init__(self, close: int, code: str, line: str) -> None:
        super().__init__(400, code, line)
        self.close = close


async def live(
    socket: WebSocket, library: Library, refs: str | None, facts: FactsFields, run: Run, *, limit: int, patience: float
) -> None:
    """Spots signs in what comes over an accepted socket, until an empty message ends the recording."""
    try:
        with library.stream(refs, facts=facts.facts()) as stream:
            while message := await _message(socket, limit, patience):
                await _send(socket, await run(lambda piece=message: stream.push(piece)))  # type: ignore[misc]
            await _send(socket, await run(stream.finish))
        await socket.close(NORMAL, "the recording has ended")
    except (SignifyError, Refusal) as error:
        await refuse(socket, error)
    except WebSocketDisconnect:
        # The recording ended without its end, and there is nobody to tell.
        return


async def refuse(socket: WebSocket, error: SignifyError | Refusal) -> None:
    """Says why in a message, for a close frame is short, and closes."""
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
        # It was closed from the other side meanwhile.
        return


async def _message(socket: WebSocket, limit: int, patience: float) -> bytes:
    """The next piece of the recording; empty at its end. A text is whole lines, a binary message is cut anywhere."""
    try:
        message = await asyncio.wait_for(socket.receive(), patience)
    except TimeoutError:
        raise Closing(POLICY, "too_slow", f"nothing came for {patience:g} s; connect again") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", NORMAL), message.get("reason"))
    text: str | None = message.get("text")
    piece: bytes = message.get("bytes") or b"" if text is None else text.encode()
    if len(piece) > limit:
        raise Closing(TOO_BIG, "too_large", f"a message is of more than {limit} bytes; send fewer frames at once")
    return piece if text is None or not piece or piece.endswith(b"\n") else piece + b"\n"


async def _send(socket: WebSocket, signs: list[SpottedSign]) -> None:
    for sign in signs:
        await socket.send_text(sign.model_dump_json())

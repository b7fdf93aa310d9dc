import asyncio
import contextlib
import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Literal
from uuid import UUID

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from .._facts import Facts
from ._problems import Refusal

_FIELD_LIMIT = 4096


class FactsFields(BaseModel):
    """Camera and signer of a recording."""

    model_config = ConfigDict(extra="forbid")

    fps: float | None = Field(
        None, gt=0, le=1000, description="Frames per second; overrides the recording's rate, not its frame times."
    )
    width: int | None = Field(
        None, ge=1, le=65535, description="Image width in pixels, with `height`; overrides the recording's."
    )
    height: int | None = Field(
        None, ge=1, le=65535, description="Image height in pixels, with `width`; overrides the recording's."
    )
    mirrored: bool | None = Field(None, description="Whether the image was mirrored (a selfie preview).")
    hand: Literal["left", "right"] | None = Field(None, description="The hand that signs one-handed signs.")

    def facts(self) -> Facts:
        return Facts(self.fps, self.width, self.height, self.mirrored, self.hand)


class UploadFields(FactsFields):
    """Parameters of an upload, in the query or in the form."""

    ref: str | None = Field(
        None,
        max_length=2000,
        description="A sign, HELLO; a sentence, HELLO,HOW,YOU; left out, freestyle, which spots every sign.",
    )
    lesson: str | None = Field(None, max_length=200, description="The code of the practised lesson.")
    defer: bool = Field(
        False,
        description="Keeps the attempt for a worker, which scores it against its lesson's signs, else as freestyle.",
    )
    id: UUID | None = Field(None, description="A UUID of the client's choice: an upload repeated with it is kept once.")
    started_at: datetime | None = Field(None, description="The time of signing, with a time zone; by default now.")


@dataclass(frozen=True, slots=True)
class Upload:
    data: bytes
    name: str
    fields: UploadFields


async def read_upload(request: Request, query: UploadFields, limit: int) -> Upload:
    """Reads the recording, from the body or the form's file, up to `limit` bytes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        await _linger(request.stream(), limit)
        raise _too_large(limit)
    body = _limited(request, limit)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        body = _unpacked(body, limit)
    elif encoding not in ("", "identity"):
        raise Refusal(415, "unsupported", f"the body is encoded as {encoding[:20]!r}; send it plain or in gzip")
    if kind == "multipart/form-data":
        return await _from_form(request.headers, body, query)
    if kind.startswith("multipart/"):
        raise Refusal(415, "unsupported", "send the recording as the body, or as the file of a form-data form")
    # The format is detected from the content: curl labels every body a form.
    return Upload(b"".join([piece async for piece in body]), "attempt", query)


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """The body's pieces, up to `limit` bytes."""
    count = 0
    pieces = request.stream()
    async for piece in pieces:
        count += len(piece)
        if count > limit:
            await _linger(pieces, limit)
            raise _too_large(limit)
        yield piece


async def _unpacked(body: AsyncIterator[bytes], limit: int) -> AsyncGenerator[bytes, None]:
    """The decompressed pieces of gzip, up to `limit` bytes."""
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
    count = 0
    try:
        async for piece in body:
            # Deflate expands a slice at most about 1,000 times, to 4 MB.
            for start in range(0, len(piece), 4096):
                rest = piece[start : start + 4096]
                while rest:
                    if decoder.eof:
                        decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
                    unpacked = decoder.decompress(rest)
                    rest = decoder.unused_data
                    count += len(unpacked)
                    if count > limit:
                        await _linger(body, limit)
                        raise _too_large(limit)
                    if unpacked:
                        yield unpacked
    except zlib.error:
        raise Refusal(400, "bad_form", "the body is not the gzip that Content-Encoding says; send it again") from None
    if not decoder.eof:
        raise Refusal(400, "cut_off", "the gzip ends early; send it again")


async def _linger(pieces: AsyncIterator[bytes], limit: int) -> None:
    """Discards up to `limit` bytes in 5 s: a client disconnected while sending never reads the answer."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(5):
            async for piece in pieces:
                limit -= len(piece)
                if limit < 0:
                    return


def _too_large(limit: int) -> Refusal:
    return Refusal(413, "too_large", f"the body exceeds {limit} bytes; send a shorter recording, or .pose")


async def _from_form(headers: Headers, body: AsyncGenerator[bytes, None], query: UploadFields) -> Upload:
    ending = _Ending()
    parser = MultiPartParser(headers, ending.watch(body), max_files=1, max_fields=20, max_part_size=_FIELD_LIMIT)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise Refusal(400, "bad_form", f"the form cannot be read: {error.message}") from None
    try:
        if not ending.is_whole:
            raise Refusal(400, "cut_off", "the form ends early; send it again")
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Refusal(400, "bad_form", "the form has no file; send the recording in the field file")
        fields: dict[str, Any] = query.model_dump(exclude_unset=True)
        for name, value in form.multi_items():
            if name == "file":
                continue
            if name in fields:
                raise Refusal(400, "wrong_use", f"{name} is given twice; give it once, in the query or in the form")
            fields[name] = value
        try:
            merged = UploadFields.model_validate(fields)
        except ValidationError as error:
            raise RequestValidationError(
                [{**one, "loc": ("form", *one["loc"])} for one in error.errors(include_url=False)]
            ) from None
        return Upload(await file.read(), _name(file.filename), merged)
    finally:
        await form.close()


class _Ending:
    """Whether a form ends with its closing boundary: the parser does not check, and would drop fields silently."""

    def __init__(self) -> None:
        self._tail = b""

    async def watch(self, body: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
        async for piece in body:
            self._tail = (self._tail + piece)[-8:]
            yield piece

    @property
    def is_whole(self) -> bool:
        return self._tail.rstrip(b"\r\n").endswith(b"--")


def _name(filename: str | None) -> str:
    """The file name, without folders and control characters, for messages and the store."""
    name = PurePosixPath((filename or "").replace("\\", "/")).name
    return "".join(character for character in name if character.isprintable())[:100] or "attempt"

import mmap
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Literal
from uuid import UUID

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from .._facts import Facts
from .._wording import Language
from ._admission import Place
from ._body import body_of
from ._language import LANGUAGE_DESCRIPTION
from ._problems import Refusal

# Of a form beside its file: the bytes of a field or of a part's headers, and the number of fields.
_FIELD_LIMIT = 4096
_FIELDS_LIMIT = 20

# The bytes that a server hands over at once, about.
_PIECE = 256 * 1024

# Bytes of gzip that are unpacked at once: deflate expands them at most about 1,000 times, to 4 MB.
_SLICE = 4096


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
    keep_film: bool = Field(
        False, description="Of a film: keeps it with the private recordings; else it is deleted as soon as it is read."
    )
    id: UUID | None = Field(None, description="A UUID of the client's choice: an upload repeated with it is kept once.")
    language: Language | None = Field(None, description=LANGUAGE_DESCRIPTION)
    started_at: datetime | None = Field(None, description="The time of signing, with a time zone; by default now.")


@dataclass(frozen=True, slots=True)
class Upload:
    data: memoryview
    name: str
    fields: UploadFields
    #: The media type of a form's film.
    film: str | None = None


class Reception:
    """Takes the body of an upload into memory, once and as plain bytes.

    What the headers already show to be wrong is refused before the client is asked for the body.
    """

    def __init__(self, request: Request, query: UploadFields, limit: int) -> None:
        self._body = body_of(request)
        self._limit = limit
        self._gzip = _Gzip() if _is_gzip(request) else None
        kind, options = parse_options_header(request.headers.get("content-type"))
        self._sink: _Whole | _Form
        self._check(self._body.length or 0)
        if kind == b"multipart/form-data":
            # Not by the model: some versions of FastAPI set its defaults too.
            given = {name: getattr(query, name) for name in request.query_params}
            self._sink = _Form(options.get(b"boundary", b""), given, self.most)
        elif kind.startswith(b"multipart/"):
            raise Refusal(415, "unsupported", "send the recording as the body, or as the file of a form-data form")
        else:
            # The format is detected from the content: curl labels every body a form.
            self._sink = _Whole(query, self.most)

    @property
    def most(self) -> int:
        """Bytes that the body needs at most."""
        is_stated = self._gzip is None and self._body.length is not None
        return self._body.length or 0 if is_stated else self._limit

    async def read(self, place: Place) -> Upload:
        sent = count = 0
        while True:
            # Memory comes first: what has been received cannot wait outside of it.
            await place.hold(min(count + _PIECE, self.most))
            if (piece := await place.next(self._body)) is None:
                break
            sent += len(piece)
            self._check(sent)
            for part in [piece] if self._gzip is None else self._gzip.unpacked(piece):
                count += len(part)
                self._check(count)
                await place.hold(count)
                self._sink.write(part)
        if self._gzip is not None:
            self._gzip.end()
        place.end(count)
        return self._sink.upload()

    def _check(self, count: int) -> None:
        if count > self._limit:
            line = f"the body exceeds {self._limit} bytes; send a shorter recording, or .pose"
            raise Refusal(413, "too_large", line)


def _is_gzip(request: Request) -> bool:
    """Whether the body is packed. Any other coding would be taken for a recording's own bytes."""
    codings = _codings(request, "content-encoding")
    if codings not in ([], ["gzip"], ["x-gzip"]):
        line = f"the body is encoded as {', '.join(codings)[:40]!r}; send it plain or in one gzip"
        raise Refusal(415, "unsupported", line, {"Accept-Encoding": "gzip"})
    if _codings(request, "transfer-encoding") not in ([], ["chunked"]):
        raise Refusal(
            415, "unsupported", "the transfer is encoded; send the body plain, or with Content-Encoding: gzip"
        )
    return bool(codings)


def _codings(request: Request, name: str) -> list[str]:
    """The codings of all headers of a name, without those that change nothing."""
    listed = ",".join(request.headers.getlist(name)).split(",")
    return [coding for one in listed if (coding := one.strip().lower()) not in ("", "identity")]


class _Gzip:
    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def unpacked(self, piece: bytes) -> Generator[bytes, None, None]:
        try:
            for start in range(0, len(piece), _SLICE):
                rest = piece[start : start + _SLICE]
                while rest:
                    if self._decoder.eof:
                        # Another member follows.
                        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
                    part = self._decoder.decompress(rest)
                    rest = self._decoder.unused_data
                    if part:
                        yield part
        except zlib.error:
            line = "the body is not the gzip that Content-Encoding says; send it again"
            raise Refusal(400, "bad_form", line) from None

    def end(self) -> None:
        if not self._decoder.eof:
            raise Refusal(400, "cut_off", "the gzip ends early; send it again")


class _Data:
    """Bytes that grow in one place: a page takes memory with its first byte, and nothing is ever moved or doubled."""

    def __init__(self, most: int) -> None:
        self._pages = mmap.mmap(-1, max(most, 1))
        self._count = 0

    def write(self, part: bytes | memoryview) -> None:
        end = self._count + len(part)
        self._pages[self._count : end] = part
        self._count = end

    def view(self) -> memoryview:
        return memoryview(self._pages)[: self._count]


class _Whole:
    """A body that is the recording."""

    def __init__(self, query: UploadFields, most: int) -> None:
        self._data = _Data(most)
        self._query = query

    def write(self, part: bytes) -> None:
        self._data.write(part)

    def upload(self) -> Upload:
        return Upload(self._data.view(), "attempt", self._query)


class _Form:
    """A multipart form with the recording as its file. Nothing is spooled to a disk."""

    def __init__(self, boundary: bytes, given: dict[str, Any], most: int) -> None:
        if not boundary:
            raise _bad_form("the form cannot be read: its Content-Type has no boundary")
        self._fields = given
        self._most = most
        self._file: _Data | None = None
        self._filename = ""
        self._film: str | None = None
        self._is_whole = False
        self._headers: dict[str, str] = {}
        self._header_name = bytearray()
        self._header_value = bytearray()
        self._part = ""
        self._value: bytearray | _Data = bytearray()
        self._count = 0
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._part_begins,
                    "on_header_field": self._header_name_continues,
                    "on_header_value": self._header_value_continues,
                    "on_header_end": self._header_ends,
                    "on_headers_finished": self._headers_end,
                    "on_part_data": self._part_continues,
                    "on_part_end": self._part_ends,
                    "on_end": self._form_ends,
                },
            )
        except FormParserError as error:
            raise _bad_form(f"the form cannot be read: {error}") from None

    def write(self, part: bytes) -> None:
        try:
            self._parser.write(part)
        except FormParserError as error:
            raise _bad_form(f"the form cannot be read: {error}") from None

    def upload(self) -> Upload:
        # Without the closing boundary, fields would be missing silently.
        if not self._is_whole:
            raise Refusal(400, "cut_off", "the form ends early; send it again")
        if self._file is None:
            raise _bad_form("the form has no file; send the recording in the field file")
        try:
            fields = UploadFields.model_validate(self._fields)
        except ValidationError as error:
            raise RequestValidationError(
                [{**one, "loc": ("form", *one["loc"])} for one in error.errors(include_url=False)]
            ) from None
        return Upload(self._file.view(), _name(self._filename), fields, self._film)

    # The parser's events

    def _part_begins(self) -> None:
        self._count += 1
        if self._count > _FIELDS_LIMIT + 1:
            raise _bad_form(f"the form has more than {_FIELDS_LIMIT} fields; send the recording and its facts only")
        self._headers = {}

    def _header_name_continues(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._check_length(self._header_name)

    def _header_value_continues(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._check_length(self._header_value)

    def _header_ends(self) -> None:
        name = self._header_name.decode("latin-1").lower()
        if len(self._headers) >= _FIELDS_LIMIT or name in self._headers:
            raise _bad_form("a part of the form has too many headers, or one twice; send it again")
        self._headers[name] = self._header_value.decode("latin-1")
        self._header_name.clear()
        self._header_value.clear()

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition"))
        self._part = options.get(b"name", b"").decode("utf-8", "replace")
        encoding = self._headers.get("content-encoding", "identity").strip().lower()
        transfer = self._headers.get("content-transfer-encoding", "binary").strip().lower()
        if encoding not in ("", "identity") or transfer not in ("", "binary", "8bit", "7bit"):
            line = f"the form's part {self._part[:40]!r} is encoded; send its bytes as they are"
            raise Refusal(415, "unsupported", line)
        if b"filename" not in options:
            self._value = bytearray()
            if self._part in self._fields:
                line = f"{self._part[:40]} is given twice; give it once, in the query or in the form"
                raise Refusal(400, "wrong_use", line)
            return
        if self._part != "file":
            raise _bad_form("the form has no file; send the recording in the field file")
        if self._file is not None:
            raise _bad_form("the form has two files; send one recording")
        self._value = self._file = _Data(self._most)
        kind = self._headers.get("content-type", "").partition(";")[0].strip().lower()
        self._film = kind if kind.startswith("video/") else None
        self._filename = options[b"filename"].decode("utf-8", "replace")

    def _part_continues(self, data: bytes, start: int, end: int) -> None:
        if isinstance(self._value, _Data):
            self._value.write(memoryview(data)[start:end])
        else:
            self._value += data[start:end]
            self._check_length(self._value)

    def _part_ends(self) -> None:
        if isinstance(self._value, bytearray):
            self._fields[self._part] = self._value.decode("utf-8", "replace")

    def _form_ends(self) -> None:
        self._is_whole = True

    def _check_length(self, value: bytearray) -> None:
        if len(value) > _FIELD_LIMIT:
            raise _bad_form(f"a field of the form exceeds {_FIELD_LIMIT} bytes; send the recording in the field file")


def _bad_form(line: str) -> Refusal:
    return Refusal(400, "bad_form", line)


def _name(filename: str) -> str:
    """The file name, without folders and control characters, for messages and the store."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(character for character in name if character.isprintable())[:100] or "attempt"

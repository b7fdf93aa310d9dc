import gzip
import hashlib
import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_STATIC = Path(__file__).parent / "static"

#: The player is the report's: a wheel has a copy, a clone its source, beside which is the report's own page.
_REPORT = _STATIC.joinpath(*[".."] * 5, "Sources", "CReportPage", "page")

#: The paths of the pages.
_PLACES = {"practise.html": "", "teach.html": "teach"}

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # Always asked for again, and answered with 304 where it is the same: a new server has new pages at once.
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}


@dataclass(frozen=True)
class _File:
    body: bytes
    packed: bytes
    headers: dict[str, str]

    @classmethod
    def of(cls, body: bytes, suffix: str) -> "_File":
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {**_HEADERS, "Content-Type": _TYPES[suffix], "ETag": tag}
        return cls(body, gzip.compress(body, mtime=0), headers)

    def answer(self, request: Request) -> Response:
        tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
        if self.headers["ETag"] in tags or "*" in tags:
            return Response(status_code=304, headers=self.headers)
        if re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("accept-encoding", "")):
            return Response(self.packed, headers={**self.headers, "Content-Encoding": "gzip"})
        return Response(self.body, headers=self.headers)


def pages(*, api: str = "/v1") -> Starlette:
    """The pages as an app, to be mounted after the router: `app.mount("/", pages())`.

    :param api: the path of the router, on the same origin.
    """
    if not api.startswith("/") or api.startswith("//") or "\\" in api:
        raise ValueError("api is a path on this origin, as /v1")
    # Every file is read here once; a request names one of them, and no path of the disk.
    files = {f"assets/{path.relative_to(_STATIC).as_posix()}": path for path in _STATIC.rglob("*") if path.is_file()}
    if "assets/player.js" not in files:
        files |= {f"assets/{path.name}": path for path in _REPORT.glob("*") if path.suffix in (".js", ".css", ".json")}
    if "assets/player.js" not in files:
        raise RuntimeError("the pages lack the player: install the wheel, or use a clone of the repository")
    served: dict[str, _File] = {}
    for name, path in files.items():
        body = path.read_bytes()
        if path.suffix == ".html":
            body = body.replace(b"{{api}}", html.escape(api.rstrip("/")).encode())
        served[_PLACES.get(path.name, name)] = _File.of(body, path.suffix)
    tags = sorted(path.stem for path in (_STATIC / "strings").glob("*.json"))
    served["assets/languages.json"] = _File.of(json.dumps(tags).encode(), ".json")

    async def answer(request: Request) -> Response:
        file = served.get(request.path_params["path"])
        if file is None:
            return Response("not found", 404, {**_HEADERS, "Content-Type": "text/plain; charset=utf-8"})
        return file.answer(request)

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET"])])

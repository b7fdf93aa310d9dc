"""A browser, and the pages over a router of stand-ins."""

import json
import os
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import replays
from fastapi import FastAPI, Request, Response

from recordings import ROOT

PAGE = ROOT / "Sources" / "CReportPage" / "page"
ID = "6b1f5c3e-0d53-4f0e-9a44-0f6f6a0c7d11"

CHROMIUM = os.environ.get("SIGNIFY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def needs_browser() -> Any:
    """Playwright's synchronous interface; skips without it or Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the extra checks")
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium, of scripts/install-packages python-checks")
    return sync_api


def wait(page: Any, condition: str, *, seconds: float = 20) -> None:
    """Waits in Python: a page's policy forbids the evaluation that Playwright waits with."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"not within {seconds} s: {condition}"
        page.wait_for_timeout(50)


def serious(page: Any) -> list[str]:
    """The serious and critical findings of axe on a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    found = axe.Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in grave]


def modules() -> list[Path]:
    """The modules of the player in the order of the engine."""
    source = (PAGE.parent / "ReportPage.c").read_text()
    return [PAGE / name for name in re.findall(r'^#embed "page/(\w+\.js)"$', source, re.MULTILINE)]


def script() -> str:
    """The modules as one script, as the engine inlines them."""
    lines = "".join(module.read_text() for module in modules()).split("\n")
    return "\n".join(line.removeprefix("export ") for line in lines if not line.startswith("import "))


def report(document: Any, *, theme: str = "auto", lang: str = "en", direction: str = "ltr") -> str:
    """The page of a report, as the engine fills it."""
    labels = json.loads((PAGE / "labels.json").read_text())[lang]
    title = document["signs"][0]["gloss"]
    fillings = {
        "<!--STYLE-->": (PAGE / "player.css").read_text(),
        "<!--SCRIPT-->": script(),
        "<!--REPLAY-->": json.dumps(document).replace("</", "<\\/"),
        "<!--LABELS-->": json.dumps({"lang": lang, "dir": direction, **labels}).replace("</", "<\\/"),
        "{{lang}}": lang,
        "{{dir}}": direction,
        "{{theme}}": theme,
        "{{title}}": title,
    }
    page = (PAGE / "page.html").read_text()
    for marker, filling in fillings.items():
        page = page.replace(marker, filling)
    return page


class Router:
    """Answers as the router does, without an engine; remembers what it was sent."""

    def __init__(self) -> None:
        self.fault = "curled"
        self.is_editor = True
        self.polls = 0
        self.received: list[tuple[str, str, int]] = []

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/v1/signs")
        async def signs() -> Any:
            return {"signs": ["HELLO", "PLEASE", "THANK-YOU"]}

        @app.get("/v1/signs/{gloss}/replay")
        async def demonstration(gloss: str) -> Any:
            return replays.demonstration(gloss)

        @app.post("/v1/attempts", status_code=202)
        async def hand_in(request: Request, response: Response, ref: str) -> Any:
            body = await request.body()
            self.received.append((ref, request.headers.get("content-type", ""), len(body)))
            self.polls = 0
            response.headers["Location"] = f"/v1/attempts/{ID}"
            return {"id": ID, "status": "waiting", "feedback": None}

        @app.get("/v1/attempts/{name}")
        async def attempt(name: str) -> Any:
            self.polls += 1
            if self.polls < 3:
                return {"id": name, "status": "waiting", "feedback": None}
            feedback = replays.replay(self.fault)["feedback"]
            return {"id": name, "status": "scored", "score": feedback["score"], "feedback": feedback}

        @app.get("/v1/attempts/{name}/replay")
        async def replay(name: str) -> Any:
            del name
            return replays.replay(self.fault)

        @app.get("/v1/settings")
        async def settings() -> Any:
            return {"language": None, "theme": None}

        @app.get("/v1/history")
        async def history() -> Any:
            entries = [(82.5, "Good handshape."), (31.5, "Straighten your right index finger.")]
            return {
                "sessions": [
                    {
                        "id": ID,
                        "mode": "word",
                        "score": score,
                        "summary": summary,
                        "completed_at": "2026-11-30T20:00:00Z",
                    }
                    for score, summary in entries
                ],
                "next": None,
            }

        @app.get("/v1/progress")
        async def progress() -> Any:
            return {"level": 2, "xp": 120, "scored_sessions": 14, "average_score": 71.25, "sessions_this_week": 3}

        @app.post("/v1/signs/{gloss}/takes/check")
        @app.post("/v1/signs/{gloss}/takes")
        async def takes(request: Request, response: Response, gloss: str) -> Any:
            body = await request.body()
            self.received.append((request.url.path, gloss, len(body)))
            if not self.is_editor:
                response.status_code = 403
                response.headers["Content-Type"] = "application/problem+json"
                return {"status": 403, "code": "denied", "detail": "only editors add takes"}
            caution = {"code": "rate_assumed", "message": "The rate was assumed."}
            return {"accepted": True, "faults": [], "cautions": [caution], "kept": request.url.path.endswith("takes")}

        return app

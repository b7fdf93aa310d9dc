"""The pages to practise and to teach on: in a browser over stand-ins, and over HTTP by themselves."""

import http.client
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import web
from fastapi import FastAPI
from service import serving

import signify_engine.fastapi
import signify_engine.web
from signify_engine import Store
from signify_engine.fastapi import local_learner
from signify_engine.fastapi import router as router_of
from signify_engine.web import pages

from recordings import ATTEMPTS, ROOT

Open = Callable[..., Any]

CAMERA = ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
INDEX_FINGER = [f"index_finger_{joint}" for joint in ("mcp", "pip", "dip", "tip")]


@pytest.fixture(scope="module")
def router() -> web.Router:
    return web.Router()


@pytest.fixture(scope="module")
def address(router: web.Router) -> Iterator[str]:
    app = router.app()
    app.mount("/", pages(api="/v1"))
    with serving(app) as address:
        yield f"http://{address}"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Any]:
    with web.needs_browser().sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Any) -> Iterator[Any]:
    browser = playwright.chromium.launch(executable_path=web.CHROMIUM, args=CAMERA)
    yield browser
    browser.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Open]:
    """Opens a page; fails on any message of the console and any request to elsewhere."""
    contexts, said, asked = [], [], []

    def visit(path: str, *, width: int = 1280, scheme: str = "light", locale: str = "en-GB", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + path)
        web.wait(page, "document.documentElement.dataset.ready === 'true'")
        return page

    yield visit
    for context in contexts:
        context.close()
    # A refusal that a test asks for is a message of Chromium's.
    assert [text for text in said if "403" not in text] == []
    assert [url for url in asked if not url.startswith((address, "blob:", "data:"))] == []


def test_one_practises_from_the_camera(visit: Open, router: web.Router) -> None:
    page = visit("/")
    page.click("[data-gloss=HELLO]")
    web.wait(page, "globalThis.player?.state.drawn > 2")
    assert page.evaluate("player.isDemonstration")
    page.click("[data-do=camera]")
    page.wait_for_selector("[data-do=go]")
    page.wait_for_selector(".w-light[data-state]")
    page.select_option(".w-buttons select", "2")
    page.click("[data-do=go]")
    web.wait(page, "player.state.code === 'straighten_fingers'", seconds=30)
    ref, kind, size = router.received[-1]
    assert (ref, kind) == ("HELLO", "video/webm")
    assert size > 5_000
    assert page.evaluate("player.state.playing")
    assert page.locator("video").count() == 0
    # Of the answer 0.2 s are the stand-in's.
    assert page.evaluate("performance.getEntriesByName('signify-score')[0].duration") < 3000
    page.click("[data-do=again]")
    page.wait_for_selector("[data-do=go]")
    page.click("[data-do=stop]")
    assert page.locator("video").count() == 0


def test_one_practises_from_a_file(visit: Open, router: web.Router) -> None:
    page = visit("/?sign=PLEASE")
    page.set_viewport_size({"width": 800, "height": 400})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.set_input_files(".w-file", ATTEMPTS / "hello.json")
    page.wait_for_selector(".sp-ring")
    assert router.received[-1][0] == "PLEASE"
    # Wherever the learner was, the score is in sight, and the figures move only there.
    web.wait(page, "document.querySelector('.sp-ring').getBoundingClientRect().top >= 0")
    assert page.evaluate("document.querySelector('.sp-ring').getBoundingClientRect().bottom < innerHeight")
    page.click("[data-do=watch]")
    web.wait(page, "player.isDemonstration")


def test_it_has_the_history_and_the_progress(visit: Open) -> None:
    page = visit("/")
    assert page.locator(".w-attempt").count() == 2
    assert "71.3" in page.inner_text(".w-facts")
    page.locator(".w-attempt").first.click()
    web.wait(page, "globalThis.player?.state.drawn > 0")
    assert page.evaluate("player.state.sign") == "HELLO"


def test_an_editor_keeps_a_take(visit: Open, router: web.Router) -> None:
    page = visit("/teach")
    page.set_input_files(".w-file", ATTEMPTS / "hello.json")
    # Without a name nothing is sent.
    assert page.locator("[data-do=keep]").count() == 0
    page.fill("#gloss", "hello")
    page.set_input_files(".w-file", ATTEMPTS / "hello.json")
    page.wait_for_selector("[data-do=keep]")
    assert "The rate was assumed." in page.inner_text(".w-told")
    page.click("[data-do=keep]")
    page.wait_for_selector("text=The take of HELLO is kept.")
    assert [path for path, gloss, _ in router.received[-2:]] == ["/v1/signs/HELLO/takes/check", "/v1/signs/HELLO/takes"]


def test_who_is_no_editor_is_told_so(visit: Open, router: web.Router) -> None:
    router.is_editor = False
    try:
        page = visit("/teach")
        page.fill("#gloss", "HELLO")
        page.set_input_files(".w-file", ATTEMPTS / "hello.json")
        page.wait_for_selector(".w-refusal")
        assert "Only editors" in page.inner_text(".w-refusal")
    finally:
        router.is_editor = True


def test_the_language_is_asked_for_or_chosen(visit: Open) -> None:
    page = visit("/?language=ar", locale="de-DE")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page = visit("/", locale="pt-BR")
    assert page.inner_text("h1") == "Praticar"
    page.select_option("#language", "de")
    page.wait_for_selector("h1:text('Üben')")
    page.reload()
    page.wait_for_selector("h1:text('Üben')")
    page.select_option("#theme", "dark")
    assert page.evaluate("document.body.dataset.theme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(visit: Open, scheme: str, width: int) -> None:

    def check(page: Any) -> None:
        assert web.serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    page = visit("/?sign=HELLO", width=width, scheme=scheme)
    check(page)
    page.click("[data-do=camera]")
    page.wait_for_selector("[data-do=go]")
    check(page)
    page.click("[data-do=stop]")
    page.set_input_files(".w-file", ATTEMPTS / "hello.json")
    page.wait_for_selector(".sp-ring")
    check(page)
    page = visit("/teach?language=ar", width=width, scheme=scheme)
    check(page)


def test_the_player_is_served_whole_and_hides_no_file_of_the_pages(address: str) -> None:
    player = {path.name for path in web.PAGE.iterdir()} - {"page.html"}
    assert "icons.js" in player
    own = ROOT / "python" / "src" / "signify_engine" / "web" / "static"
    assert player & {path.name for path in own.iterdir()} == set()
    for name in player:
        assert httpx.get(f"{address}/assets/{name}").content == (web.PAGE / name).read_bytes()
    assert httpx.get(address + "/assets/page.html").status_code == 404


def test_the_files_have_a_strict_policy(address: str) -> None:
    for path in ("/", "/teach", "/assets/practise.js", "/assets/player.js", "/nothing"):
        answer = httpx.get(address + path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    answer = httpx.get(address + "/assets/player.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    again = httpx.get(address + "/assets/player.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = httpx.get(address + "/assets/player.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == answer.content
    assert "content-encoding" not in plain.headers
    assert httpx.head(address + "/").status_code == 200
    assert httpx.post(address + "/").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../__init__.py",
        "/assets/%2e%2e/_pages.py",
        "/assets/..%2f_pages.py",
        "/../../etc/passwd",
        "/assets/",
        "//",
    ],
)
def test_no_path_leads_out(address: str, path: str) -> None:
    host, _, port = address.removeprefix("http://").partition(":")
    connection = http.client.HTTPConnection(host, int(port))
    # As it stands: httpx would resolve the dots.
    connection.request("GET", path)
    assert connection.getresponse().status == 404
    connection.close()


def test_an_api_of_another_origin_is_refused() -> None:
    for api in ("https://elsewhere.example/v1", "//elsewhere.example", "v1", "/\\elsewhere.example"):
        with pytest.raises(ValueError, match="path on this origin"):
            pages(api=api)


def test_every_language_has_every_text() -> None:
    folder = Path(signify_engine.web.__file__).parent / "static" / "strings"
    texts = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    assert set(texts) == {"en", "en-x-child", "es", "pt", "fr", "de", "ar"}
    for each in texts.values():
        assert each.keys() == texts["en"].keys()
        assert each["about"]


def test_the_engine_scores_and_replays(browser: Any, store: Store) -> None:
    app = FastAPI()
    app.include_router(router_of(store, current_user=local_learner), prefix="/v1")
    app.mount("/", pages())
    with serving(app) as address:
        page = browser.new_page(locale="es-MX")
        page.goto(f"http://{address}/?sign=HELLO")
        web.wait(page, "globalThis.player?.state.drawn > 2")
        page.set_input_files(".w-file", ATTEMPTS / "hello-curled-finger.pose")
        page.wait_for_selector(".sp-ring")
        shown = page.evaluate("player.state")
        assert shown["code"] == "straighten_fingers"
        assert shown["joints"] == [{"hand": "dominant", "joints": INDEX_FINGER}]
        assert "índice" in page.inner_text(".sp-moment")
        page.wait_for_selector(".w-attempt")
        page.close()


def raised(take: signify_engine.Attempt, shoulder_widths: float) -> bytes:
    """A take with hands and wrists so much higher."""
    recording = json.loads(take.to_json())
    ratio = recording["width"] / recording["height"]
    for frame in recording["frames"]:
        body = frame["poseLandmarks"]
        way = shoulder_widths * abs(body[11]["x"] - body[12]["x"]) * ratio
        hands = [*frame.get("leftHandLandmarks", []), *frame.get("rightHandLandmarks", [])]
        for point in [*body[15:23], *hands]:
            if point:
                point["y"] -= way
    return json.dumps(recording).encode()


def test_a_clip_becomes_a_score_and_a_replay_with_its_fault(playwright: Any, store: Store, tmp_path: Path) -> None:
    """Camera, film, score, replay and the moment pressed, by the engine. benchmarks/practise.py measures the time."""
    clips = os.environ.get("SIGNIFY_VIDEO")
    if not clips:
        pytest.skip("no SIGNIFY_VIDEO, a folder of clips of real signers")
    if not shutil.which("ffmpeg"):
        pytest.skip("needs Debian's ffmpeg")
    video = pytest.importorskip("signify_engine.video", reason="needs the extra video")
    clip = Path(clips) / "doctor_001.mp4"
    with video.Pool() as pool:
        # Beside a reference with higher hands, the hands of the clip are too low.
        store.add_takes("DOCTOR", [raised(video.attempt_of(clip, pool), 1.2)])
    films = signify_engine.fastapi.Films(folder=tmp_path / "films")
    app = FastAPI()
    app.include_router(router_of(store, current_user=local_learner, films=films), prefix="/v1")
    app.mount("/", pages())
    film = tmp_path / "camera.mjpeg"
    command = ["ffmpeg", "-v", "error", "-i", str(clip), "-vf", "scale=640:360", "-q:v", "4", str(film)]
    subprocess.run(command, check=True)
    arguments = [*CAMERA, f"--use-file-for-fake-video-capture={film}"]
    with serving(app) as address:
        browser = playwright.chromium.launch(executable_path=web.CHROMIUM, args=arguments)
        page = browser.new_page()
        page.goto(f"http://{address}/?sign=DOCTOR")
        page.click("[data-do=camera]")
        page.wait_for_selector("[data-do=go]")
        page.select_option(".w-buttons select", "2")
        page.click("[data-do=go]")
        page.wait_for_selector(".sp-ring", timeout=60_000)
        web.wait(page, "player.state.drawn > 5")
        if page.evaluate("player.state.moment") is None:
            page.click(".sp-moment")
        shown = page.evaluate("player.state")
        browser.close()
    assert (shown["sign"], shown["code"]) == ("DOCTOR", "raise_hand")
    palm = ["wrist", *(f"{finger}_mcp" for finger in ("index_finger", "middle_finger", "ring_finger", "pinky"))]
    assert {tuple(mark["joints"]) for mark in shown["joints"]} == {tuple(palm)}
    assert shown["arrows"]
    # Nothing of the film is left.
    assert [path.suffix for path in (tmp_path / "films").iterdir() if path.suffix not in (".owner", ".json")] == []

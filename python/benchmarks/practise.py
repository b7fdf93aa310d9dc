"""How long a learner waits: from the end of a clip of 2 s in the browser to its score and moving replay.

    python python/benchmarks/practise.py FILM [times]

A fake camera plays the film in headless Chromium, MediaRecorder records it, and the router reads, scores and replays
it. Prints the medians of the whole and of its parts. Needs the extras `video`, `fastapi` and `checks`, and Debian's
chromium and ffmpeg.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import web
from fastapi import FastAPI
from playwright.sync_api import sync_playwright
from service import serving

from signify_engine import Store, video
from signify_engine.fastapi import Films, local_learner, router
from signify_engine.web import pages

CAMERA = ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
PARTS = """() => {
    const requests = performance.getEntriesByType("resource");
    const handed = requests.find((each) => each.name.includes("/attempts?"));
    const replay = requests.find((each) => each.name.includes("/replay?") && each.startTime > handed.startTime);
    const end = performance.getEntriesByName("signify-clip-end")[0].startTime;
    const shown = performance.getEntriesByName("signify-replay-shown")[0].startTime;
    const server = Object.fromEntries(handed.serverTiming.map((each) => [each.name, each.duration]));
    const answered = handed.responseEnd - handed.startTime;
    return {
        "the whole": shown - end,
        "upload": answered - server.landmarks - server.score,
        "landmarks": server.landmarks,
        "score": server.score,
        "replay": replay.responseEnd - replay.startTime,
        "page": shown - end - answered - (replay.responseEnd - replay.startTime),
    };
}"""


def practised(browser: Any, address: str) -> dict[str, float]:
    page = browser.new_page()
    page.goto(f"http://{address}/?sign=CLIP")
    page.click("[data-do=camera]")
    page.wait_for_selector("[data-do=go]")
    page.select_option(".w-buttons select", "2")
    page.click("[data-do=go]")
    page.wait_for_selector(".sp-ring", timeout=60_000)
    web.wait(page, "player.state.drawn > 2")
    parts: dict[str, float] = page.evaluate(f"({PARTS})()")
    page.close()
    return parts


def main() -> None:
    clip, times = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = folder / "camera.mjpeg"
        scaled = ["ffmpeg", "-v", "error", "-i", str(clip), "-vf", "scale=640:360", "-q:v", "4", str(film)]
        subprocess.run(scaled, check=True)
        with Store.open(folder / "practice.sqlite", create=True, fill=True) as store:
            with video.Pool() as pool:
                store.add_takes("CLIP", [video.attempt_of(clip, pool)])
            app = FastAPI()
            films = Films(folder=folder / "films")
            app.include_router(router(store, current_user=local_learner, films=films), prefix="/v1")
            app.mount("/", pages())
            with serving(app) as address, sync_playwright() as playwright:
                arguments = [*CAMERA, f"--use-file-for-fake-video-capture={film}"]
                runs = []
                for _ in range(times):
                    # A new one each time: of one browser's later pages some are taken for hidden, and are not drawn.
                    browser = playwright.chromium.launch(executable_path=web.CHROMIUM, args=arguments)
                    runs.append(practised(browser, address))
                    browser.close()
    for part in runs[0]:
        each = sorted(run[part] / 1000 for run in runs)
        print(f"{part:10} {statistics.median(each):6.2f} s   ({each[0]:.2f} to {each[-1]:.2f})")


main()

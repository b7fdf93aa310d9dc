"""How fast the player of a report draws in headless Chromium.

    signify-score attempt.json --ref HELLO --report report.html
    python python/benchmarks/player.py report.html [seconds]

Needs playwright (the extra `checks`) and Debian's chromium. Prints the frames per second of each width and view while
the sign plays, and the milliseconds that one frame takes.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

RATE = """async (seconds) => {
    const [drawn, start] = [player.state.drawn, performance.now()];
    await new Promise((done) => setTimeout(done, seconds * 1000));
    return (player.state.drawn - drawn) / (performance.now() - start) * 1000;
}"""
COST = """() => {
    const start = performance.now();
    for (let i = 0; i < 50; i++) player.paint();
    player.canvas.getContext("2d").getImageData(0, 0, 1, 1);
    return (performance.now() - start) / 50;
}"""


def main() -> None:
    report, seconds = Path(sys.argv[1]).resolve(), float(sys.argv[2]) if len(sys.argv) > 2 else 3.0
    print(f"report: {report.stat().st_size / 1000:.0f} kB")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width, scale in ((1280, 1), (360, 3)):
            page = browser.new_page(viewport={"width": width, "height": 900}, device_scale_factor=scale)
            page.goto(report.as_uri())
            for view in ("side", "over"):
                page.evaluate(f"player.setView('{view}'); player.play()")
                rate, cost = page.evaluate(RATE, seconds), page.evaluate(COST)
                print(f"{width} px, {view}: {rate:.0f} frames/s, {cost:.1f} ms a frame")
        browser.close()


main()

"""What the pictures of docs/pictures are drawn with: SVG in the colours of a light and of a dark page."""

import html
import math
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"

COLOURS = {  # class: (in light, in dark)
    "paper": ("#ffffff", "#0d1117"), "edge": ("#d1d9e0", "#3d444d"), "stage": ("#f3f6fa", "#151b23"),
    "ink": ("#1f2328", "#f0f6fc"), "faint": ("#59636e", "#9198a1"), "rail": ("#e4e9ef", "#2a313c"),
    "skin": ("#c9d3e0", "#3b4757"), "bone": ("#5b6b80", "#9fb0c6"),
    "wrong": ("#d1332e", "#ff7b72"), "right": ("#1a7f37", "#3fb950"), "door": ("#0550ae", "#79c0ff"),
}

Point = tuple[float, float]


def mean(points: list[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def line(kind: str, points: list[Point], width: float, more: str = "") -> str:
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{kind} stroke" points="{way}" stroke-width="{width:g}"{more}/>'


def shape(kind: str, points: list[Point], more: str = "") -> str:
    return f'<polygon class="{kind} fill" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"{more}/>'


def dot(kind: str, point: Point, radius: float) -> str:
    return f'<circle class="{kind} fill" cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="{radius:g}"/>'


def text(x: float, y: float, words: str, kind: str = "ink", size: int = 14, more: str = "") -> str:
    return f'<text class="{kind} fill" x="{x:.1f}" y="{y:.1f}" font-size="{size}"{more}>{html.escape(words)}</text>'


def bar(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (f'<rect class="{kind} fill" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:g}" '
            f'rx="{height / 2:g}"/>')


def box(kind: str, x: float, y: float, width: float, height: float, radius: float = 8) -> str:
    return (f'<rect class="{kind} fill" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{radius:g}"/>')


def frame(kind: str, x: float, y: float, width: float, height: float, radius: float = 8, more: str = "") -> str:
    return (f'<rect class="{kind} stroke" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{radius:g}"{more}/>')


def arrow(kind: str, start: Point, end: Point, width: float = 4, size: float = 13) -> list[str]:
    """An arrow from one place to another."""
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    head = [end] + [(end[0] - along[0] * size + side * along[1] * size * 0.6,
                     end[1] - along[1] * size - side * along[0] * size * 0.6) for side in (1, -1)]
    shaft = (end[0] - along[0] * size * 0.85, end[1] - along[1] * size * 0.85)
    return [line(kind, [start, shaft], width), shape(kind, head)]


def card(width: int, height: int, label: str, parts: list[str]) -> str:
    """A picture on paper of its own, so that it is legible on a page of either colour."""
    def rules(dark: bool) -> str:
        return "".join(f".{name}{{--c:{pair[dark]}}}" for name, pair in COLOURS.items())

    font = "text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}"
    use = ".fill{fill:var(--c)}.stroke{fill:none;stroke:var(--c);stroke-linecap:round;stroke-linejoin:round}"
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{html.escape(label)}">',
        f"<style>{font}{use}{rules(False)}@media (prefers-color-scheme:dark){{{rules(True)}}}</style>",
        f'<rect class="paper fill" width="{width}" height="{height}" rx="14"/>',
        f'<rect class="edge stroke" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="13.5"/>',
        *parts,
        "</svg>",
    ]) + "\n"


def finish(verb: str, pictures: Mapping[str, str], program: str) -> None:
    """Writes the pictures, or ends the program where one in the repository is another one."""
    for name, drawn in pictures.items():
        path = PICTURES / f"{name}.svg"
        if verb == "write":
            PICTURES.mkdir(exist_ok=True)
            path.write_text(drawn, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != drawn:
            sys.exit(f"signify: docs/pictures/{name}.svg is another picture; run {program} write and commit it")

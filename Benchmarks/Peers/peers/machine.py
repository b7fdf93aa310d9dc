"""What it was measured on, and with."""

from __future__ import annotations

import datetime
import importlib.metadata
import platform
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import threadpoolctl
import torch


def facts() -> dict[str, str]:
    """The lines of lscpu, by name."""
    lines = subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout.splitlines()
    return {key.strip(): value.strip() for key, value in (line.split(":", 1) for line in lines)}


def kind() -> str:
    """The kind of machine: its widest vectors that the engine knows of."""
    flags = set(facts().get("Flags", "").split())
    # Those that the engine's kernels ask for.
    for name, needed in (("AVX-512", {"avx512f", "avx512dq", "avx512vl"}), ("AVX2", {"avx2", "fma"})):
        if needed <= flags:
            return name
    return "NEON" if platform.machine() == "aarch64" else "portable"


def lines(engine: str, native: str) -> Iterator[str]:
    """The processor, the kernels that each side ran, and the versions.

    `engine` is the greeting of the engine's runner, "ready" and the name of its kernels; `native` is that of the C++
    one: the vectors of the measured peak, simdjson's version and kernels.
    """
    known = facts()
    caches = ", ".join(f"{name} {known[name + ' cache']}" for name in ("L1d", "L2", "L3") if name + " cache" in known)
    model = f"family {known.get('CPU family')} model {known.get('Model')}"
    kernels = engine.removeprefix("ready").strip() or "unnamed"
    vectors, simdjson = native.split("; ")
    yield f"- {known.get('Model name', platform.machine())}, {model}; {caches}."
    yield f"- {kind()} is the widest that it has. The engine ran {kernels} kernels; the peak is measured by {vectors}."
    pools = [pool for pool in threadpoolctl.threadpool_info() if pool["internal_api"] == "openblas"]
    numpy_blas = next(pool for pool in pools if "numpy" in pool["filepath"])
    yield (
        f"- OpenBLAS: the engine's {engine_blas()}; numpy's {numpy_blas['version']}, "
        f"{numpy_blas['architecture']} kernels, {numpy_blas['num_threads']} thread. "
        f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, {torch.get_num_threads()} thread."
    )
    listed = (Path(__file__).parent.parent / "requirements.txt").read_text().splitlines()
    names = dict.fromkeys(line.split("==")[0] for line in listed if "==" in line)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    yield f"- Python {platform.python_version()}, {versions}; {simdjson} kernels, compiled with -O3 -march=native."
    yield f"- {datetime.datetime.now(tz=datetime.UTC).date().isoformat()}."


def engine_blas() -> str:
    """Debian's OpenBLAS, asked by a program of its own: this one has numpy's."""
    code = (
        "import ctypes; blas = ctypes.CDLL('libopenblas.so.0'); name = blas.openblas_get_corename;"
        "config = blas.openblas_get_config; name.restype = config.restype = ctypes.c_char_p;"
        "print(config().decode(), '|', name().decode())"
    )
    answer = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=True).stdout
    config, core = answer.split("|")
    version = re.search(r"\d+\.\d+\.\d+", config)
    return f"{version[0] if version else 'of the system'}, {core.strip()} kernels"

"""Zig: a C compiler and a C library for each Linux. cargo-zigbuild brings it."""

import shutil
from pathlib import Path


def home():
    """Gives its directory, which pip puts beside cargo-zigbuild's."""
    return Path(shutil.which("cargo-zigbuild")).parent.parent / "ziglang"

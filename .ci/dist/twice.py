"""Checks that a release can be made again, byte by byte."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import release


def compare(target):
    """Makes the commit's release in two directories, with nothing in common but the tools; exits if they differ."""
    with tempfile.TemporaryDirectory(prefix="dist-") as scratch:
        places = [Path(scratch, "one"), Path(scratch, "a", "second", "directory")]
        first, second = (made(place, target) for place in places)
    if first != second:
        sys.exit(f"Two builds of one commit differ:\n{first}\n{second}")
    print(f"Two builds of one commit are equal:\n{first}", end="")


def made(place, target):
    """Makes the release in a new clone, and gives its checksums."""
    subprocess.run(["git", "clone", "--quiet", release.ROOT, place], check=True)
    env = {name: value for name, value in os.environ.items() if name not in ("CARGO_TARGET_DIR", "GPG_FINGERPRINT")}
    for verb in (["zip", target], ["sums"]):
        subprocess.run([sys.executable, ".ci/dist", *verb], cwd=place, env=env, check=True)
    sums = next(place.joinpath("dist").glob("*_SHA256SUMS"))
    return sums.read_text()

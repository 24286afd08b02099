"""What a release is called, and where its files are."""

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DIST = ROOT / "dist"
NAME = "terraform-provider-zendesk"


@functools.cache
def metadata():
    """Gives what cargo says of the package."""
    return json.loads(output("cargo", "metadata", "--format-version=1", "--no-deps", "--locked"))


def version():
    """Gives the version, which Cargo.toml says."""
    return next(package["version"] for package in metadata()["packages"] if package["name"] == NAME)


def check(tag):
    """Exits if a tag isn't the version's."""
    if tag != f"v{version()}":
        sys.exit(f"The tag {tag} isn't that of Cargo.toml's version, v{version()}.")
    if notes().startswith(f"## {version()} (Unreleased)"):
        sys.exit(f"CHANGELOG.md says that {version()} is unreleased; put the date there first.")


def notes():
    """Gives the version's part of CHANGELOG.md."""
    heading = f"## {version()} ("
    parts = re.split(r"^(?=## )", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(heading)), None) or sys.exit(f"CHANGELOG.md has no {heading}")


def path(suffix):
    """Gives the path of one of the release's files."""
    DIST.mkdir(exist_ok=True)
    return DIST / f"{NAME}_{version()}_{suffix}"


def epoch():
    """Gives the release's moment in seconds: the commit's, so that each build of it has the same."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or output("git", "log", "-1", "--format=%ct"))


def output(*command):
    """Runs a command at the root, and gives what it prints."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout

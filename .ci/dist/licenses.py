"""Collects the licences of what is compiled into the executable: they ask to be handed on."""

import json
import subprocess
import tempfile
import tomllib
from pathlib import Path

import release
import zig

TEMPLATE = Path(__file__).with_name("licenses.hbs")


def files(target):
    """Gives the licences' texts, contents by the file's name."""
    sysroot = Path(release.output("rustc", "--print", "sysroot").strip())
    found = {"crates.txt": crates(target), "rust.html": (sysroot / "share/doc/rust/COPYRIGHT-library.html").read_bytes()}
    if target.endswith("-musl"):
        home = zig.home()
        found |= {"musl.txt": (home / "lib/libc/musl/COPYRIGHT").read_bytes(), "zig.txt": (home / "LICENSE").read_bytes()}
    return {f"third-party-licenses/{name}": text for name, text in found.items()}


def crates(target):
    """Gives the texts of the crates' licences, each with the crates that have it, as cargo-about finds them."""
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch, "about.toml")
        config.write_text(configuration(target))
        # Offline: cargo-about would otherwise ask a service, whose answers change.
        command = ["cargo-about", "generate", "--locked", "--offline", "--fail", "--config", config, TEMPLATE]
        return subprocess.run(command, cwd=release.ROOT, stdout=subprocess.PIPE, check=True).stdout


def configuration(target):
    """Tells cargo-about what deny.toml allows; what only builds or tests the provider is left out."""
    allowed = tomllib.loads((release.ROOT / "deny.toml").read_text())["licenses"]["allow"]
    return f"""
        accepted = {json.dumps(allowed)}
        targets = ["{target}"]
        ignore-build-dependencies = true
        ignore-dev-dependencies = true
        workarounds = ["ring", "rustls"]
        max-depth = 2
        private = {{ ignore = true }}
    """

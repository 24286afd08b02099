"""Builds the provider for one target, and packs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import licenses
import package
import release
import zig

# What Go, and so the registries, call the targets of rustc.
#
# musl makes executables that need no library of the machine they run on, HCP Terraform's among them. With glibc one
# could be linked in as well, but it would still load parts of itself to resolve host names.
PLATFORMS = {
    "aarch64-apple-darwin": "darwin_arm64",
    "aarch64-unknown-linux-gnu": "linux_arm64",
    "aarch64-unknown-linux-musl": "linux_arm64",
    "x86_64-apple-darwin": "darwin_amd64",
    "x86_64-pc-windows-gnu": "windows_amd64",
    "x86_64-pc-windows-msvc": "windows_amd64",
    "x86_64-unknown-linux-gnu": "linux_amd64",
    "x86_64-unknown-linux-musl": "linux_amd64",
}


def host():
    """Gives the target for this machine: on Linux, the one without libraries."""
    lines = release.output("rustc", "-vV").splitlines()
    triple = next(line.removeprefix("host: ") for line in lines if line.startswith("host: "))
    return triple.replace("-linux-gnu", "-linux-musl")


def archive(target):
    """Builds the provider for `target` and packs it with the texts that go with it."""
    if target not in PLATFORMS:
        sys.exit(f"{target} is not among the targets known to .ci/dist: {', '.join(PLATFORMS)}.")
    executable = build(target)
    files = {f"{release.NAME}_v{release.version()}{executable.suffix}": executable.read_bytes()}
    files |= {name: (release.ROOT / name).read_bytes() for name in ("CHANGELOG.md", "LICENSE", "README.md")}
    files |= licenses.files(target)
    package.write(release.path(f"{PLATFORMS[target]}.zip"), files)


def build(target):
    """Compiles the provider, and gives the executable's path."""
    add_standard_library(target)
    subprocess.run(["cargo", "fetch", "--locked", "--target", target], cwd=release.ROOT, check=True)
    # Zig brings a C compiler and musl for every Linux: one pinned file instead of what the machine has.
    compile_with = "zigbuild" if target.endswith("-musl") else "build"
    command = ["cargo", compile_with, "--release", "--locked", "--bin", release.NAME, "--target", target]
    subprocess.run(command, cwd=release.ROOT, env=environment(target), check=True)
    suffix = ".exe" if "-windows-" in target else ""
    return Path(release.metadata()["target_directory"], target, "release", f"{release.NAME}{suffix}")


def add_standard_library(target):
    """Has rustup install the target's standard library, unless it is there."""
    directory = release.output("rustc", "--print", "target-libdir", "--target", target).strip()
    if Path(directory).is_dir() or os.environ.get("CARGO_UNSTABLE_BUILD_STD"):
        return
    if not shutil.which("rustup") or subprocess.run(["rustup", "target", "add", target], check=False).returncode:
        sys.exit(
            f"There is no standard library for {target}, and rustup could not install it. To try what needs none,\n"
            "name a target that is there (rustup target list --installed): make dist TARGET=x86_64-unknown-linux-gnu\n"
            "Such an executable needs libraries of the machine it runs on, and make dist-test says so."
        )


def environment(target):
    """Gives the environment that makes each build of a commit the same, wherever the source and cargo's files are."""
    home = Path(os.environ.get("CARGO_HOME") or "~/.cargo").expanduser()
    # Where two match, rustc takes the later.
    prefixes = {release.metadata()["target_directory"]: "/build", str(release.ROOT): "/source", str(home): "/cargo"}
    prefixes |= {str(registry): "/crates" for registry in sorted(home.glob("registry/src/*"))}
    flags = [f"--remap-path-prefix={directory}={name}" for directory, name in prefixes.items()]
    if target.endswith("-msvc"):
        flags.append("-Ctarget-feature=+crt-static")
    return os.environ | {
        "CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags),
        "CARGO_ZIGBUILD_ZIG_PATH": str(zig.home() / "zig"),
        "SOURCE_DATE_EPOCH": str(release.epoch()),
        "ZERO_AR_DATE": "1",
    }

"""Writes what stands beside the zips: the manifest, the bill of materials, the checksums and their signature."""

import hashlib
import os
import shutil

import bom
import release
import signature


def write():
    """Writes all of them for the zips that are in dist/."""
    manifest = release.path("manifest.json")
    shutil.copyfile(release.ROOT / "terraform-registry-manifest.json", manifest)
    zips = sorted(release.DIST.glob(f"{release.NAME}_{release.version()}_*.zip"))
    files = sorted([*zips, manifest, bom.write()])
    sums = release.path("SHA256SUMS")
    sums.write_text("".join(line(file) for file in files))
    print(sums)
    if os.environ.get("GPG_FINGERPRINT"):
        print(signature.write(sums))


def line(file):
    """Gives a file's line, as sha256sum has it."""
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"

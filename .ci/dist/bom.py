"""Writes the bill of materials: what is compiled into the executables of all targets, in CycloneDX's format."""

import json
import os
import subprocess

import release


def write():
    """Has cargo-cyclonedx make the bill, and gives its path."""
    bill = release.path("sbom.cdx.json")
    subprocess.run(
        [
            *("cargo-cyclonedx", "cyclonedx", "--quiet"),
            *("--format", "json", "--spec-version", "1.5", "--target", "all", "--no-build-deps"),
            *("--override-filename", bill.stem),
        ],
        cwd=release.ROOT,
        # With it, the bill has no random serial number.
        env=os.environ | {"SOURCE_DATE_EPOCH": str(release.epoch())},
        check=True,
    )
    # It can write beside Cargo.toml alone, and names the package by its directory.
    made = release.ROOT / bill.name
    content = json.loads(made.read_text().replace(release.ROOT.as_uri(), "file:///source"))
    made.unlink()
    bill.write_text(json.dumps(content, indent=2) + "\n")
    return bill

"""Packs files so that the same files make the same bytes."""

import time
import zipfile

import release

UNIX = 3
EXECUTABLE, PLAIN = 0o100755, 0o100644


def write(path, files):
    """Writes a zip of `files`, contents by name: sorted, all of the commit's moment, with fixed permissions."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(entry(name), files[name])
    print(path)


def entry(name):
    """Describes one file."""
    info = zipfile.ZipInfo(name, time.gmtime(release.epoch())[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = UNIX
    info.external_attr = (EXECUTABLE if name.startswith(release.NAME) else PLAIN) << 16
    return info

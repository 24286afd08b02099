"""Makes what a release consists of, as Terraform's and OpenTofu's registries want it, in dist/.

`make dist` runs it, with the tools that it needs installed.
"""

import argparse
from pathlib import Path

import build
import checksums
import release
import signature
import twice


def main():
    """Runs the verb that the command line names."""
    parser = argparse.ArgumentParser(prog="python3 .ci/dist", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    archive = verbs.add_parser("zip", help="build the provider for a target, and pack it")
    archive.add_argument("target", nargs="?", default="", help="as rustc names it; default: this machine's")
    archive.set_defaults(run=lambda args: build.archive(args.target or build.host()))

    sums = verbs.add_parser("sums", help="write manifest, bill of materials, SHA256SUMS and its signature for all zips")
    sums.set_defaults(run=lambda args: checksums.write())

    sign = verbs.add_parser("sign", help="sign a file with the key that GPG_FINGERPRINT names")
    sign.add_argument("file", type=Path)
    sign.set_defaults(run=lambda args: signature.write(args.file))

    tag = verbs.add_parser("tag", help="check that a tag names this version")
    tag.add_argument("tag")
    tag.set_defaults(run=lambda args: release.check(args.tag))

    notes = verbs.add_parser("notes", help="print this version's part of the changelog")
    notes.set_defaults(run=lambda args: print(release.notes(), end=""))

    check = verbs.add_parser("twice", help="do both in two directories, and compare")
    check.add_argument("target", nargs="?", default="", help="as above")
    check.set_defaults(run=lambda args: twice.compare(args.target or build.host()))

    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()

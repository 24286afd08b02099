"""Measures the provider beside others, and writes docs/benchmarks.md: `make bench`.

Peers are named by BENCH_NULL, BENCH_NULL2, BENCH_RESTFUL and BENCH_RESTAPI, or found on PATH or in .tools/peers; what
BENCH_NULL_VERSION and so on say of them is printed. What is measured is kept as JSON in target/bench, a file for each part,
so that the parts can be run one by one; of a part that isn't kept there, the document stays as it is.
"""

import argparse
import signal
import sys
from pathlib import Path

import account
import contenders
import hostile
import life
import limit
import outages
import plan
import process
import report
import stops
import work
from samples import Samples
from session import commit, moment, session
from setup import Setup

PARTS = {
    "outages": outages,
    "stops": stops,
    "hostile": hostile,
    "account": account,
    "plan": plan,
    "life": life,
    "limit": limit,
    "process": process,
    "work": work,
}
RELEASE = contenders.ROOT / "target" / "release"


def main():
    """Measures the parts that are asked for, and writes the document from all that there are."""
    options = arguments()
    if not options.report:
        run(options)
    parts = {name: Samples.load(options.results / f"{name}.json") for name in PARTS}
    before = options.document.read_text() if options.document.exists() else ""
    options.document.write_text(report.document({name: part for name, part in parts.items() if part}, before))
    say(f"{options.document} is written")


def run(options):
    """Measures, and keeps each part's samples as soon as they are all there."""
    peers, missing = contenders.peers()
    ours = contenders.ours(options.provider, commit())
    setup = Setup(ours, peers, options.fake.resolve(), say)
    for program in (setup.ours.binary, setup.fake):
        if not program.is_file():
            sys.exit(f"{program} isn't there: `make bench` builds it")
    print(*missing, sep="\n", end="\n" if missing else "")
    header = session(setup.with_binary())
    for name in options.only:
        say(f"part {name}")
        began = moment()
        samples = Samples(header, began, stored(options), list(PARTS[name].measure(setup, options)))
        samples.store(options.results / f"{name}.json")
        print(f"{name}\n\n{report.table(name, samples)}", flush=True)


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests/bench", description=__doc__)
    numbers = lambda text: [int(number) for number in text.split(",")]
    names = lambda text: [name for name in text.split(",") if name in PARTS or parser.error(f"there is no part {name}")]
    parser.add_argument("--only", type=names, default=list(PARTS), metavar="PARTS", help=",".join(PARTS))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit-runs", type=int, help="runs of the part limit, if not as many")
    parser.add_argument("--outage-sizes", type=numbers, default=[10, 300], help="routes in the part outages")
    parser.add_argument("--patience", type=int, default=120, help="seconds after which a peer is ended in an outage")
    parser.add_argument("--own-patience", type=int, default=300, help="the same for the provider of this project")
    parser.add_argument("--ivrs", type=int, default=4, help="in the part account")
    parser.add_argument("--account-routes", type=int, default=1000, help="in the part account, ten to a menu")
    parser.add_argument("--account-latencies", type=numbers, default=[0, 100], help="milliseconds, in the part account")
    parser.add_argument("--sizes", type=numbers, default=[1000, 10000], help="routes in the parts plan, process, work")
    parser.add_argument("--latencies", type=numbers, default=[0, 50, 100, 200], help="milliseconds, in the part life")
    parser.add_argument("--routes", type=int, default=500, help="routes in the parts life and limit")
    parser.add_argument("--menus", type=int, default=50, help="menus that hold them")
    parser.add_argument("--requests-per-minute", type=int, default=400, help="in the part limit")
    parser.add_argument("--provider", type=Path, default=RELEASE / "terraform-provider-zendesk")
    parser.add_argument("--fake", type=Path, default=RELEASE / "examples" / "fake_zendesk")
    parser.add_argument("--results", type=Path, default=contenders.ROOT / "target" / "bench")
    parser.add_argument("--document", type=Path, default=contenders.ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--report", action="store_true", help="measure nothing; write the document from what is kept")
    return parser.parse_args()


def stored(options):
    """What was asked for, as far as a table must say it."""
    names = ("runs", "limit_runs", "sizes", "latencies", "routes", "menus", "requests_per_minute", "outage_sizes")
    names += ("patience", "own_patience", "ivrs", "account_routes", "account_latencies")
    return {name: getattr(options, name) for name in names}


def say(text):
    """Tells how far it is."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    # Whoever ends this ends the fake Zendesks and removes the directories as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: ended by a signal"))
    main()

"""Part `work`: the instructions that the provider's own code takes, which are nearly the same at each run.

`perf` counts them where the processor lets it; else `valgrind` does, slowly.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from existing import existing

CALL = re.compile(r"GRPCProvider(?:\.v6)?: (\w+)")

# What Terraform's log names as well, but mostly answers itself: it keeps the schema, and closing is no call.
NO_CALLS = ("GetProviderSchema", "Close")


def measure(setup, options):
    """Counts the instructions and the calls of a plan of each size."""
    counter = next((counter for counter in (Perf, Callgrind) if counter.works()), None)
    if counter is None:
        setup.say("Neither perf nor valgrind can count instructions here: this part is left out.")
        return []
    return [of_size(setup, counter, size) for size in options.sizes]


def of_size(setup, counter, size):
    """The sample of one size."""
    with existing(setup, setup.ours, size) as routes, tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch:
        setup.say(f"{setup.ours.name}: {counter.name} counts a plan of {size} routes")
        used = routes.plan_with(counter.command(scratch, setup.ours.binary))
        counts = [counter.read(path) for path in Path(scratch).iterdir()]
        if len(counts) != used["processes"] or 0 in counts:
            raise SystemExit(f"{counter.name} counted {counts} for {used['processes']} processes")
        return {
            "contender": setup.ours.name,
            "size": size,
            "counter": counter.name,
            "instructions": sum(counts),
            "calls": calls(routes, scratch),
        }


def calls(routes, scratch):
    """How often Terraform calls the provider in one plan, by procedure."""
    log = Path(scratch) / "terraform.log"
    routes.plan(TF_LOG_CORE="trace", TF_LOG_PATH=str(log))
    return Counter(call for call in CALL.findall(log.read_text()) if call not in NO_CALLS)


class Perf:
    """The processor's own counter."""

    name = "perf stat"

    @classmethod
    def works(cls):
        """Whether this machine has it; many virtual ones don't."""
        if not shutil.which("perf"):
            return False
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(cls.command(scratch, "true"), capture_output=True, check=False)
            return any(map(cls.read, Path(scratch).iterdir()))

    @staticmethod
    def command(scratch, program):
        # One file for each process: the shell's own number tells them apart.
        line = f'exec perf stat -x, -e instructions:u -o {scratch}/$$ "$0"'
        return ["sh", "-c", line, program]

    @staticmethod
    def read(path):
        """The number in a line such as `123456,,instructions:u,…`."""
        counted = re.search(r"^(\d+),.*instructions", path.read_text(), re.M)
        return int(counted[1]) if counted else 0


class Callgrind:
    """A simulated processor that counts."""

    name = "valgrind --tool=callgrind"

    @staticmethod
    def works():
        return bool(shutil.which("valgrind"))

    @staticmethod
    def command(scratch, program):
        return ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={scratch}/%p", program]

    @staticmethod
    def read(path):
        """The number in the line `totals: 123456`; a killed process leaves none."""
        counted = re.search(r"^(?:totals|summary): (\d+)", path.read_text(), re.M)
        return int(counted[1]) if counted else 0

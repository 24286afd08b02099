"""Part `process`: what a provider costs before it does anything: its start, its memory, its size."""

import os
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from existing import existing

# Starts are short, and so their times spread; each run takes the time of so many.
STARTS = 4

# What Terraform gives a plugin. The certificate is one like Terraform's; nobody has its key.
HANDSHAKE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_MIN_PORT": "10000",
    "PLUGIN_MAX_PORT": "25000",
    "PLUGIN_PROTOCOL_VERSIONS": "6,5",
    "PLUGIN_CLIENT_CERT": Path(__file__).with_name("client.pem").read_text(),
}

# A program that does nothing but print a line: what is left is the cost of starting a process.
NOTHING = "echo"


def measure(setup, options):
    """Starts each contender in turn, then has each plan the smallest size."""
    contenders = setup.with_binary()
    for contender in contenders:
        yield {"contender": contender.name, "size_bytes": contender.binary.stat().st_size}
    programs = [*((contender.name, contender.binary) for contender in contenders), (NOTHING, NOTHING)]
    for run in range(options.runs * STARTS):
        for name, program in programs:
            yield {"contender": name, "run": run, "start_seconds": start(program)}
    yield from memory(setup, contenders, min(options.sizes), options.runs)


def start(program):
    """Seconds from the start to the first line of output."""
    with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch:
        environment = {**HANDSHAKE, "PATH": os.environ["PATH"], "TMPDIR": scratch, "PLUGIN_UNIX_SOCKET_DIR": scratch}
        began = time.perf_counter()
        process = subprocess.Popen(
            [program], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        process.kill()
        process.wait()
        process.stdout.close()
    if program != NOTHING and not line.startswith(b"1|"):
        raise SystemExit(f"{program} said {line!r}, which is no handshake")
    return seconds


def memory(setup, contenders, size, runs):
    """Yields how much memory each contender has at its peak."""
    with ExitStack() as stack:
        routes = [stack.enter_context(existing(setup, contender, size)) for contender in contenders]
        for run in range(runs):
            for one in routes:
                contender = one.workspace.contender
                used = one.plan_with([contender.binary])
                yield {"contender": contender.name, "run": run, "size": size, "peak_bytes": used["peak_bytes"]}

"""Part `hostile`: the memory that a provider takes when the answers are hostile."""

import os
import subprocess
import tempfile
from pathlib import Path

from existing import existing
from meter import Meter
from servers import Server, hostile

# The most seconds that anybody gets.
LIMIT = 120

# What is run by hand, for who can.
BY_HAND = ("export", "graph")


def measure(setup, options):
    """Plans with each contender, and exports and draws with ours, once for each answer."""
    answers = hostile()
    for contender in setup.with_api():
        with existing(setup, contender, 10) as routes:
            for name, answer in answers.items():
                setup.say(f"{contender.name}: {name}")
                with Server(answer) as server:
                    yield {"answer": name, "operation": "plan", "contender": contender.name, **plan(routes, server)}
    for name, answer in answers.items():
        for command in BY_HAND:
            with Server(answer) as server:
                yield {"answer": name, "operation": command, "contender": setup.ours.name, **by_hand(setup.ours, command, server)}
    with Server(answers["a body without end"]) as server:
        signed_in = {"ZENDESK_OAUTH_CLIENT_ID": "any", "ZENDESK_OAUTH_CLIENT_SECRET": "any"}
        taken = by_hand(setup.ours, "export", server, signed_in)
        yield {"answer": "a token without end", "operation": "export", "contender": setup.ours.name, **taken}


def plan(routes, server):
    """What a plan takes that fails, or doesn't come to an end."""
    workspace = routes.workspace
    workspace.reach(server.base_url, server.token)
    meter = Meter(workspace.dir, [workspace.contender.binary])
    workspace.take(meter.script)
    run = workspace.plan(limit=LIMIT)
    workspace.take(workspace.contender.binary)
    return taken(meter, run.seconds if run.code is not None else None)


def by_hand(contender, command, server, credentials=None):
    """What the executable takes, run by hand."""
    with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch:
        meter = Meter(scratch, [contender.binary, command])
        environment = {"PATH": os.environ["PATH"], "ZENDESK_BASE_URL": server.base_url}
        environment |= credentials or {"ZENDESK_OAUTH_TOKEN": server.token}
        subprocess.run([meter.script], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL, timeout=LIMIT, check=False)
        return taken(meter, None)


def taken(meter, seconds):
    """The peak of memory, if a process came to its end."""
    peak = meter.read()["peak_bytes"] if Path(meter.results).exists() else None
    return {"peak_bytes": peak, "seconds": seconds}

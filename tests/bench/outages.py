"""Part `outages`: a plan of unchanged routes when the account can't be had.

Nearly all of the time is spent waiting. So the peers go on side by side, after ours; only a dead host is asked by one after
the other, since the kernel counts who was refused for all together.
"""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from existing import existing
from fake import Fake

# What the fake Zendesk makes of all requests, by the outage's name; a dead host is no fake at all.
DEAD = "dead host"
OUTAGES = {DEAD: None, "401": "401", "503": "503", "black hole": "silence"}

# The most seconds that a request may take; without it, a black hole has the default of each contender.
TIMEOUT = 2


def measure(setup, options):
    """Plans once for each size, outage and contender."""
    for size in options.outage_sizes:
        with ExitStack() as stack:
            routes = [stack.enter_context(existing(setup, contender, size)) for contender in setup.with_api()]
            for outage in OUTAGES:
                setup.say(f"{outage}: {size} routes")
                for group in [[one] for one in routes] if outage == DEAD else [routes[:1], routes[1:]]:
                    for sample in side_by_side(setup, options, outage, group):
                        yield {"outage": outage, "size": size, **sample}


def side_by_side(setup, options, outage, routes):
    """The samples of contenders that don't wait for each other."""
    if not routes:
        return []
    with ThreadPoolExecutor(len(routes)) as pool:
        return list(pool.map(lambda one: suffer(setup, options, outage, one), routes))


def suffer(setup, options, outage, one):
    """One plan: how long it takes to fail, and how many requests it sends."""
    contender = one.workspace.contender
    limit = options.own_patience if contender == setup.ours else options.patience
    with (dead_host() if outage == DEAD else Unwell(setup.fake, OUTAGES[outage])) as host:
        one.workspace.reach(host.base_url, host.token, TIMEOUT if outage == "black hole" else None)
        run = one.workspace.plan(limit=limit)
        sample = {"contender": contender.name, "seconds": run.seconds, "requests": host.requests()}
    if run.code == 1 or run.code is None:
        return {**sample, "limit": limit} if run.code is None else sample
    raise SystemExit(f"{contender.name} ended with {run.code} in spite of the outage {outage}:\n{run.output[-4000:]}")


class Unwell(Fake):
    """A fake Zendesk in an outage."""

    def __init__(self, program, outage):
        super().__init__(program, 0, outage=outage)

    @property
    def base_url(self):
        return self.account["base_url"]

    @property
    def token(self):
        return self.account["oauth_token"]

    def requests(self):
        """How many requests have come."""
        return sum(self.tally().values())


class DeadHost:
    """A port that nobody listens on."""

    token = "any"

    def __init__(self, port):
        self.base_url, self.before = f"http://127.0.0.1:{port}", refused()

    def requests(self):
        """How many connections have been refused, if the kernel tells."""
        return None if self.before is None else refused() - self.before


@contextmanager
def dead_host():
    """A port that is taken, so that nobody else listens on it meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield DeadHost(taken.getsockname()[1])


def refused():
    """How many connections to anywhere have failed; Linux counts them for all that has the same network."""
    counters = Path("/proc/net/snmp")
    if not counters.exists():
        return None
    names, values = (line.split() for line in counters.read_text().splitlines() if line.startswith("Tcp:"))
    return int(dict(zip(names, values))["AttemptFails"])

"""Part `account`: a plan of an unchanged account with several IVRs, beside as many resources that need no API."""

from contextlib import ExitStack

from existing import existing
from plan import timed


def measure(setup, options):
    """Plans with each contender in turn: ours at each latency, those that ask nobody once."""
    ours, *others = setup.without_api()
    cases = [(ours, latency) for latency in options.account_latencies] + [(other, 0) for other in others]
    with ExitStack() as stack:
        accounts = [
            (latency, stack.enter_context(existing(setup, contender, options.account_routes, options.ivrs, latency)))
            for contender, latency in cases
        ]
        for run in range(options.runs):
            for latency, one in accounts:
                yield {"contender": one.workspace.contender.name, "latency_ms": latency, "run": run, **timed(one)}

"""Part `life`: routes are created, refreshed and destroyed, by contenders that use the same API."""

import tempfile

from fake import Fake
from workspace import UNCHANGED, Workspace


def measure(setup, options):
    """Lives through each latency; the contenders take turns."""
    for latency in options.latencies:
        for run in range(options.runs):
            for contender in setup.with_api():
                setup.say(f"{contender.name}: {options.routes} routes at {latency} ms")
                fake = Fake(setup.fake, options.menus, latency_ms=latency)
                for sample in cycle(contender, fake, options.routes):
                    yield {"contender": contender.name, "latency_ms": latency, "run": run, **sample}


def cycle(contender, fake, routes):
    """Yields a sample of each operation, up to the first that fails."""
    with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch, fake:
        workspace = Workspace(scratch, contender)
        workspace.set(fake, fake.routes(routes))
        for operation, act in (("create", workspace.apply), ("refresh", workspace.plan), ("destroy", workspace.destroy)):
            run, tally = act(), fake.tally()
            yield {"operation": operation, **outcome(run, routes), **counts(tally)}
            if run.code != UNCHANGED:
                return


def outcome(run, routes):
    """How long it took, or how it failed."""
    if run.code == UNCHANGED:
        return {"seconds": run.seconds}
    errors = run.output.count("\nError: ")
    return {"failed": f"failed: {errors} of {routes} routes" if errors else "failed: the plan isn't empty"}


def counts(tally):
    """How many requests were sent, and how many of them were refused for their number."""
    refused = sum(count for what, count in tally.items() if what.endswith(" 429"))
    return {"requests": sum(tally.values()), "refused": refused}

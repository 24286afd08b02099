"""Part `plan`: a plan of many unchanged routes, beside as many resources that need no API."""

from contextlib import ExitStack

from existing import existing


def measure(setup, options):
    """Plans with each contender in turn, for each size; CPU and memory in runs of their own."""
    return [sample for size in options.sizes for sample in of_size(setup, size, options.runs)]


def of_size(setup, size, runs):
    """Yields the samples of one size."""
    with ExitStack() as stack:
        routes = [stack.enter_context(existing(setup, contender, size)) for contender in setup.without_api()]
        for run in range(runs):
            for one in routes:
                yield {**about(one, size, run), **timed(one)}
        for run in range(runs):
            for one in routes:
                if one.workspace.contender.binary:
                    yield {**about(one, size, run), **one.plan_with([one.workspace.contender.binary])}


def about(one, size, run):
    """What a sample is of."""
    return {"contender": one.workspace.contender.name, "size": size, "run": run}


def timed(one):
    """One plan: how long it takes, and how many requests it sends."""
    one.fake.tally()
    seconds = one.plan().seconds
    return {"seconds": seconds, "requests": sum(one.fake.tally().values())}

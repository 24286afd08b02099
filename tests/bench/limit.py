"""Part `limit`: the same as `life`, by an account that answers only so many requests a minute.

Nearly all of the time is spent waiting. So the contenders go on side by side, each with a fake Zendesk of its own; more of
them at once would wait for the processor instead, and never come near the limit.
"""

from concurrent.futures import ThreadPoolExecutor

from fake import Fake
from life import cycle


def measure(setup, options):
    """Lives once for each run and contender."""
    return [sample for run in range(options.limit_runs or options.runs) for sample in side_by_side(setup, options, run)]


def side_by_side(setup, options, run):
    """The samples of one run of all contenders."""
    contenders = setup.with_api()
    setup.say(f"run {run}: {options.routes} routes, {options.requests_per_minute} requests a minute each")

    def live(contender):
        fake = Fake(setup.fake, options.menus, requests_per_minute=options.requests_per_minute)
        samples = list(cycle(contender, fake, options.routes))
        setup.say(f"{contender.name}: {'failed' if 'failed' in samples[-1] else 'done'}")
        return [{"contender": contender.name, "run": run, **sample} for sample in samples]

    with ThreadPoolExecutor(len(contenders)) as pool:
        return [sample for samples in pool.map(live, contenders) for sample in samples]

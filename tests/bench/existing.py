"""Routes that exist already, in the fake Zendesk and in Terraform's state."""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from fake import KEYS, Fake
from meter import Meter
from workspace import Workspace

# Menus that are filled at a time, so that latency doesn't matter much.
AT_A_TIME = 20


class Existing:
    """Routes that exist, as a workspace with a state, and the fake that has them."""

    def __init__(self, workspace, fake):
        self.workspace, self.fake = workspace, fake
        self.state = workspace.dir / "terraform.tfstate"
        self.kept = workspace.dir / "kept.tfstate"
        shutil.copy(self.state, self.kept)
        fake.tally()

    def plan(self, **environment):
        """Plans from the state as it was; nothing is to be done."""
        shutil.copy(self.kept, self.state)
        return self.workspace.plan(**environment).expect()

    def plan_with(self, command, **environment):
        """Plans with a command in place of the provider; gives what its processes used."""
        meter = Meter(self.workspace.dir, command)
        self.workspace.take(meter.script)
        try:
            self.plan(**environment)
            return meter.read()
        finally:
            self.workspace.take(self.workspace.contender.binary)


@contextmanager
def existing(setup, contender, size, ivrs=1, latency_ms=0):
    """Makes so many routes, ten to a menu, as many menus to each IVR.

    Terraform applies those of the first menu. The others are made by the API, and stand in the state as copies: the work of
    Terraform's own apply grows with the square of their number. A plan that finds nothing to do proves the state right.
    """
    menus, rest = divmod(size, len(KEYS) * ivrs)
    if rest:
        raise SystemExit(f"{size} routes don't fill the menus of {ivrs} IVRs with ten routes each")
    with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch, Fake(setup.fake, menus, ivrs, latency_ms) as fake:
        setup.say(f"{contender.name}: {size} routes are made")
        workspace = Workspace(scratch, contender)
        routes = fake.routes(size)
        workspace.set(fake, [(menu, key) for menu, key in routes if menu == fake.menus[0]])
        workspace.apply().expect()
        grow(workspace.dir / "terraform.tfstate", fake)
        workspace.set(fake, routes)
        yield Existing(workspace, fake)


def grow(path, fake):
    """Puts the routes of all other menus into a state that has those of the first."""
    state = json.loads(path.read_text())
    first, *others = fake.menus
    ids = fake.ids(first)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        made = list(pool.map(lambda menu: fake.fill(menu, ids), others))
    resources = state["resources"].copy()
    for menu, new in zip(others, made):
        changes = [*zip(first, menu), *((ids[key], new[key]) for key in ids)]
        state["resources"] += [copy(resource, changes) for resource in resources]
    path.write_text(json.dumps(state))


def copy(resource, changes):
    """The same with other ids, which are long numbers and mean nothing else wherever they stand."""
    text = json.dumps(resource)
    for old, new in changes:
        text = text.replace(str(old), str(new))
    return json.loads(text)

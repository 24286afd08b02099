"""Routes that exist already, in the fake Zendesk and in Terraform's state."""

import json
import shutil
import tempfile
from contextlib import contextmanager

from fake import KEYS, Fake
from meter import Meter
from workspace import Workspace


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
def existing(setup, contender, size):
    """Makes so many routes, ten to a menu.

    Terraform applies those of the first menu. The others are made by the API, and stand in the state as copies: the work of
    Terraform's own apply grows with the square of their number. A plan that finds nothing to do proves the state right.
    """
    menus, rest = divmod(size, len(KEYS))
    if rest:
        raise SystemExit(f"{size} routes don't fill menus with ten routes each")
    with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch, Fake(setup.fake, menus) as fake:
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
    first = fake.ids(fake.menus[0])
    state["resources"] += [copy(resource, fake, first, menu) for menu in fake.menus[1:] for resource in state["resources"]]
    path.write_text(json.dumps(state))


def copy(resource, fake, first, menu):
    """The same for another menu. Its id and the route's are long numbers, which mean nothing else wherever they stand."""
    text = json.dumps(resource).replace(str(fake.menus[0]), str(menu))
    key = resource["name"].rpartition("_")[2]
    if key in first:
        text = text.replace(str(first[key]), str(fake.create(menu, key)))
    return json.loads(text)

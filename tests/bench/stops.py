"""Part `stops`: how long it takes from a signal to the end of Terraform and of the provider, when nobody answers."""

import os
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager

from configuration import REQUIRED
from existing import existing
from servers import Server, silence
from workspace import TERRAFORM, Workspace

# The signals that a run is told to end by: Ctrl-C, and what a job that is cancelled gets.
SIGNALS = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM}

# The most seconds that anybody gets to ask for something, and then to end.
LIMIT = 120

# What ours alone can do, as configuration.
OWN = {
    "data source": ("main.tf", 'data "zendesk_ivr" "main" {\n  name = "Main line"\n}\n', ["plan"]),
    "query": ("all.tfquery.hcl", 'list "zendesk_ivr_route" "all" {\n  provider = zendesk\n}\n', ["query"]),
}
BY_HAND = ("export", "graph")


def measure(setup, options):
    """Ends each contender in each phase, by each signal."""
    for name in SIGNALS:
        yield from of_ours(setup, name)
    for contender in setup.with_api():
        with existing(setup, contender, 10) as routes:
            for name in SIGNALS:
                yield sample(setup, contender, "refresh", name, lambda server: terraform(routes.workspace, server, "plan"))
            routes.state.unlink()
            for name in SIGNALS:
                apply = lambda server: terraform(routes.workspace, server, "apply", "-auto-approve")
                yield sample(setup, contender, "create", name, apply)


def of_ours(setup, name):
    """The phases that the others don't have."""
    for phase, (file, text, arguments) in OWN.items():
        with tempfile.TemporaryDirectory(prefix="zendesk-bench-") as scratch:
            workspace = Workspace(scratch, setup.ours)
            (workspace.dir / "main.tf").write_text(REQUIRED % (setup.ours.type, setup.ours.address))
            with (workspace.dir / file).open("a") as main:
                main.write(text)
            yield sample(setup, setup.ours, phase, name, lambda server: terraform(workspace, server, *arguments))
    client = {"ZENDESK_OAUTH_CLIENT_ID": "any", "ZENDESK_OAUTH_CLIENT_SECRET": "any"}
    for phase, command, credentials in [*((one, one, None) for one in BY_HAND), ("token", "export", client)]:
        start = lambda server: group([setup.ours.binary, command], reached(server, credentials))
        yield sample(setup, setup.ours, phase, name, start)


def sample(setup, contender, phase, name, start):
    """Starts something, tells it to end when it has asked, and takes the time."""
    setup.say(f"{contender.name}: {phase}, {name}")
    with Server(silence) as server, start(server) as process:
        if not server.asked.wait(LIMIT):
            raise SystemExit(f"{contender.name} asks for nothing: {phase}")
        began = time.perf_counter()
        os.killpg(process.pid, SIGNALS[name])
        while is_alive(process) and time.perf_counter() - began < LIMIT:
            time.sleep(0.01)
        seconds = time.perf_counter() - began
    return {"contender": contender.name, "phase": phase, "signal": name, "seconds": min(seconds, LIMIT)}


def is_alive(process):
    """Whether any process of a group is there."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def terraform(workspace, server, *arguments):
    """Terraform, in a group with its providers."""
    workspace.reach(server.base_url, server.token)
    return group([TERRAFORM, *arguments], workspace.environment | reached(server), workspace.dir)


def reached(server, credentials=None):
    """The variables by which ours reaches a server."""
    account = {"PATH": os.environ["PATH"], "ZENDESK_BASE_URL": server.base_url}
    return account | (credentials or {"ZENDESK_OAUTH_TOKEN": server.token})


@contextmanager
def group(command, environment, directory=None):
    """A process in a group of its own, which is killed in the end."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=directory, env=environment, start_new_session=True, **quiet)
    try:
        yield process
    finally:
        if is_alive(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

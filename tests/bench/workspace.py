"""A directory that Terraform works in, with a provider taken as it is: no `init`, no network."""

import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from configuration import configuration, variables

TERRAFORM = os.environ.get("TF_ACC_TERRAFORM_PATH", "terraform")

# What `terraform plan -detailed-exitcode` says when there is nothing to do.
UNCHANGED = 0


@dataclass
class Run:
    """How a run of Terraform went; the code is None if it took too long."""

    code: int | None
    seconds: float
    output: str

    def expect(self, code=UNCHANGED):
        """This run, if it ended as it should."""
        if self.code != code:
            raise SystemExit(f"Terraform ended with {self.code}, and not with {code}:\n{self.output[-4000:]}")
        return self


class Workspace:
    """One contender's configuration and state."""

    def __init__(self, scratch, contender):
        self.dir = Path(scratch) / contender.name.replace("/", "-")
        self.dir.mkdir(parents=True)
        self.contender = contender
        self.environment = {
            "CHECKPOINT_DISABLE": "1",
            "HOME": str(self.dir),
            "PATH": os.environ.get("PATH", os.defpath),
            "TF_CLI_ARGS": "-no-color",
            "TF_CLI_CONFIG_FILE": str(self.dir / "cli.tfrc"),
            "TF_INPUT": "0",
            "TF_IN_AUTOMATION": "1",
        }
        if contender.binary:
            self.take(contender.binary)

    def set(self, fake, routes):
        """Writes the configuration: which account, and which routes."""
        (self.dir / "main.tf").write_text(configuration(self.contender, routes))
        self.reach(fake.account["base_url"], fake.account["oauth_token"])

    def reach(self, *how):
        """Writes how the API is reached."""
        (self.dir / "terraform.tfvars.json").write_text(json.dumps(variables(*how)))

    def take(self, program):
        """Has Terraform start this program as the provider."""
        place = self.dir / "provider"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / f"terraform-provider-{self.contender.type}").symlink_to(program)
        override = f'"{self.contender.address}" = "{place}"'
        (self.dir / "cli.tfrc").write_text(f"provider_installation {{\n  dev_overrides {{ {override} }}\n}}\n")

    def run(self, *arguments, limit=None, **environment):
        """Runs Terraform, and takes the time; after `limit` seconds, Terraform and its providers are killed."""
        if not self.contender.binary:
            (self.dir / "cli.tfrc").touch()
        start = time.perf_counter()
        process = subprocess.Popen(
            [TERRAFORM, *arguments],
            cwd=self.dir,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=limit is not None,
        )
        try:
            output, _ = process.communicate(timeout=limit)
            return Run(process.returncode, time.perf_counter() - start, output)
        except subprocess.TimeoutExpired:
            return Run(None, limit, "")
        finally:
            end(process, with_its_group=limit is not None)

    def apply(self):
        """Makes what the configuration says."""
        return self.run("apply", "-auto-approve")

    def plan(self, limit=None, **environment):
        """Plans; the code is 2 if there is something to do."""
        return self.run("plan", "-detailed-exitcode", limit=limit, **environment)

    def destroy(self):
        """Removes what the state holds."""
        return self.run("destroy", "-auto-approve")


def end(process, with_its_group):
    """Kills a process that hasn't ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL) if with_its_group else process.kill()
        process.communicate()

"""A directory that Terraform works in, with a provider taken as it is: no `init`, no network."""

import json
import os
import shutil
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
    """How a run of Terraform went."""

    code: int
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
        (self.dir / "terraform.tfvars.json").write_text(json.dumps(variables(fake)))

    def take(self, program):
        """Has Terraform start this program as the provider."""
        place = self.dir / "provider"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / f"terraform-provider-{self.contender.type}").symlink_to(program)
        override = f'"{self.contender.address}" = "{place}"'
        (self.dir / "cli.tfrc").write_text(f"provider_installation {{\n  dev_overrides {{ {override} }}\n}}\n")

    def run(self, *arguments, **environment):
        """Runs Terraform, and takes the time."""
        if not self.contender.binary:
            (self.dir / "cli.tfrc").touch()
        start = time.perf_counter()
        done = subprocess.run(
            [TERRAFORM, *arguments],
            cwd=self.dir,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Run(done.returncode, time.perf_counter() - start, done.stdout)

    def apply(self):
        """Makes what the configuration says."""
        return self.run("apply", "-auto-approve")

    def plan(self, **environment):
        """Plans; the code is 2 if there is something to do."""
        return self.run("plan", "-detailed-exitcode", **environment)

    def destroy(self):
        """Removes what the state holds."""
        return self.run("destroy", "-auto-approve")

"""The providers that are compared: ours first, then the peers that this machine has."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Each peer's name in tables and its address, by what names its variable (BENCH_NULL2) and its program.
PEERS = {
    "null": ("hashicorp/null", "hashicorp/null"),
    "null2": ("hashicorp/null 2", "hashicorp/null"),
    "restful": ("magodo/restful", "magodo/restful"),
    "restapi": ("Mastercard/restapi", "Mastercard/restapi"),
}


@dataclass(frozen=True)
class Contender:
    """A provider: its name in tables, its address, its binary, and its version as given."""

    name: str
    address: str | None
    binary: Path | None
    version: str

    @property
    def type(self):
        """The last part of the address, by which Terraform finds the binary in a directory."""
        return self.address.rsplit("/", 1)[-1] if self.address else None


# Terraform's own resource: no process, no protocol; what is left is Terraform's own work.
BUILTIN = Contender("terraform_data", None, None, "built into Terraform")


def ours(binary, version):
    """The provider of this project."""
    return Contender("zendesk", "zendesk-tf/zendesk", Path(binary).resolve(), version)


def peers():
    """The peers that are there, by their key in PEERS, and a line for each that isn't."""
    found, missing = {}, []
    for kind, (name, address) in PEERS.items():
        variable = f"BENCH_{kind.upper()}"
        binary = os.environ.get(variable) or on_this_machine(f"terraform-provider-{kind}")
        if binary and Path(binary).is_file():
            version = os.environ.get(f"{variable}_VERSION", "version not given")
            found[kind] = Contender(name, address, Path(binary).resolve(), version)
        else:
            missing.append(f"{name} is left out: {variable} names no binary, nor is it on PATH or in .tools/peers.")
    return found, missing


def on_this_machine(program):
    """The path of a program on PATH or in .tools/peers, if it is there."""
    places = [os.environ.get("PATH", ""), str(ROOT / ".tools" / "peers")]
    return shutil.which(program, path=os.pathsep.join(places))

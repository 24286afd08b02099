"""The machine and the versions that samples are taken with."""

import json
import os
import platform
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path

from contenders import ROOT
from workspace import TERRAFORM


def session(contenders):
    """What a table must say about where its numbers come from."""
    return {
        **machine(),
        "Terraform": json.loads(said_by(TERRAFORM, "version", "-json"))["terraform_version"],
        "rustc": said_by("rustc", "--version").removeprefix("rustc "),
        **{contender.name: contender.version for contender in contenders},
    }


def moment():
    """The day, and how busy the machine is already."""
    return {"date": datetime.now(timezone.utc).strftime("%Y-%m-%d"), "load": f"{os.getloadavg()[0]:.1f}"}


def machine():
    """Processor, cores, memory, kernel."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())
    return {
        "processor": cpu[1] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "unknown",
        "kernel": f"{platform.system()} {platform.release()}",
    }


def commit():
    """The commit that the provider was built from, as far as the working tree tells."""
    return f"commit {said_by('git', 'describe', '--always', '--dirty')}"


def said_by(*command):
    """What a program prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown" if done.returncode == 0 else "unknown"

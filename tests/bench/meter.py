"""What the processes of a provider use, measured from the outside.

Terraform starts a small shell script as the provider. The script starts the real one and becomes usage.py, which waits for
it. The script is no Python: a process begins with the peak memory of the one that it was forked from, and a shell's is
below that of any provider.
"""

import shlex
import sys
from pathlib import Path

SCRIPT = """\
#!/bin/sh
exec 3<&0
{command} <&3 3<&- &
exec {waiter} $! {results} 3<&-
"""


class Meter:
    """A command in place of a provider, and what its processes used."""

    def __init__(self, directory, command):
        self.script = Path(directory) / "measured.sh"
        self.results = Path(directory) / "usage"
        waiter = [sys.executable, "-I", "-S", Path(__file__).with_name("usage.py")]
        self.script.write_text(SCRIPT.format(command=quoted(command), waiter=quoted(waiter), results=quoted([self.results])))
        self.script.chmod(0o755)

    def read(self):
        """What all processes used since the last look: CPU seconds together, and the highest peak of memory."""
        processes = [tuple(map(float, line.split())) for line in self.results.read_text().splitlines()]
        self.results.unlink()
        return {
            "cpu_seconds": sum(cpu for cpu, _ in processes),
            "peak_bytes": max(peak for _, peak in processes),
            "processes": len(processes),
        }


def quoted(words):
    """Words as a shell reads them."""
    return shlex.join(map(str, words))

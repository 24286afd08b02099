"""Waits for the provider, and notes what the kernel says that it used.

usage: usage.py PROCESS RESULTS

The shell script of meter.py becomes this program, and so the provider is its child. It imports next to nothing: the
provider is starting at this very moment.
"""

import os
import sys


def wait(process, results):
    """Waits for a child of this process; gives its exit code."""
    _, status, usage = os.wait4(process, 0)
    line = f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss * 1024}\n"
    with open(results, "a", encoding="ascii") as file:
        file.write(line)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(wait(int(sys.argv[1]), sys.argv[2]))

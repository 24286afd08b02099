"""What every part starts from: the programs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from contenders import BUILTIN, Contender


@dataclass
class Setup:
    """The programs that are measured, and the fake Zendesk."""

    ours: Contender
    peers: dict
    fake: Path
    say: Callable

    def without_api(self):
        """Ours, and those that hold values and ask nobody."""
        return [self.ours, *self.some("null", "null2"), BUILTIN]

    def with_api(self):
        """Ours, and those that do the same work by the same API."""
        return [self.ours, *self.some("restful", "restapi")]

    def with_binary(self):
        """All that are processes."""
        return [self.ours, *self.some("null", "null2", "restful", "restapi")]

    def some(self, *kinds):
        """The peers of these kinds that are there."""
        return [self.peers[kind] for kind in kinds if kind in self.peers]

"""What was measured, and the numbers that stand for many samples."""

import json
import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """The same thing measured again and again."""

    values: tuple

    @property
    def median(self):
        return statistics.median(self.values)

    def shown(self, scale=1.0, digits=2):
        """Median, and the range from the lowest to the highest."""
        low, high = min(self.values) * scale, max(self.values) * scale
        return f"{self.median * scale:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


class Samples:
    """One part's samples, each a flat object, with what they were taken with: machine and versions, moment, options."""

    def __init__(self, session, moment, options, samples):
        self.session, self.moment, self.options, self.samples = session, moment, options, samples

    @classmethod
    def load(cls, path):
        """Reads what `store` wrote, if it did."""
        return cls(**json.loads(path.read_text())) if path.exists() else None

    def store(self, path):
        """Writes all of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(vars(self), indent=1) + "\n")

    def where(self, **wanted):
        """The samples that have these values."""
        return [sample for sample in self.samples if all(sample.get(name) == value for name, value in wanted.items())]

    def series(self, measure, **wanted):
        """One measure of the samples that have these values, if there are any."""
        values = tuple(sample[measure] for sample in self.where(**wanted) if sample.get(measure) is not None)
        return Series(values) if values else None

    def each(self, name, **wanted):
        """The values of one field, in the order of their first sample."""
        return list(dict.fromkeys(sample[name] for sample in self.where(**wanted) if name in sample))


def ratio(theirs, ours):
    """How many times as much a peer takes."""
    if theirs is None or ours is None or not ours.median:
        return ""
    return f"{theirs.median / ours.median:.2f}"

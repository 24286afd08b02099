"""What the design asks for, and whether it is met."""

from samples import ratio
from tables import MIB, MS, table

# The latency at which the design compares refreshes, in milliseconds.
LATENCY = 100


def targets(parts):
    """A row for each target whose part was measured."""
    rows = [row for name, rows in ROWS.items() if name in parts for row in rows(parts[name])]
    return table(("what", "target", "measured", "met"), [(*row[:3], "yes" if row[3] else "**no**") for row in rows])


def life(part):
    """How many requests there are, and how much time they take."""
    ours, *peers = part.each("contender")
    routes, menus = part.options["routes"], part.options["menus"]
    for operation, most in (("refresh", menus), ("create", routes + menus)):
        requests = part.series("requests", contender=ours, operation=operation)
        if requests:
            what = f"requests to {operation} {routes} routes in {menus} menus"
            yield what, f"at most {most}", max(requests.values), max(requests.values) <= most
    refreshed = {"operation": "refresh", "latency_ms": LATENCY}
    for peer in peers:
        theirs, own = (part.series("seconds", contender=name, **refreshed) for name in (peer, ours))
        if theirs and own:
            times = theirs.median / own.median
            what = f"refresh of {routes} routes at {LATENCY} ms beside {peer}"
            yield what, "8 times faster", f"{times:.1f} times", times >= 8


def plan(part):
    """Speed beside a provider without I/O, and growth."""
    sizes, ours = part.each("size"), part.each("contender")[0]
    own = part.series("seconds", contender=ours, size=sizes[0])
    null = part.series("seconds", contender="hashicorp/null", size=sizes[0])
    if null:
        what = f"plan of {sizes[0]} routes beside as many null_resource"
        yield what, "not slower", f"{ratio(null, own)} times as fast", null.median >= own.median
    yield from growth(part, ours, sizes)


def growth(part, ours, sizes):
    """Linear: what is big takes no more CPU for each route than what is small, but for a tenth."""
    if len(sizes) < 2:
        return
    small, big = sizes[0], sizes[-1]
    times = part.series("cpu_seconds", contender=ours, size=big).median
    times /= part.series("cpu_seconds", contender=ours, size=small).median
    yield f"provider's CPU, {small} to {big} routes", "linear", f"{times:.1f} times", times <= big / small * 1.1


def process(part):
    """The small numbers."""
    ours = part.each("contender")[0]
    small = part.series("peak_bytes", contender=ours)
    size = next((sample["size"] for sample in part.where(contender=ours) if "size" in sample), "")
    rows = (
        ("start to handshake", "ms", 5, part.series("start_seconds", contender=ours), MS),
        (f"peak memory of a plan of {size} routes", "MiB", 12, small, MIB),
        ("binary", "MiB", 10, part.series("size_bytes", contender=ours), MIB),
    )
    for what, unit, most, series, scale in rows:
        yield what, f"under {most} {unit}", f"{series.median * scale:.2f} {unit}", series.median * scale < most


ROWS = {"life": life, "plan": plan, "process": process}

"""What the design asks for, and whether it is met."""

from samples import ratio
from tables import MIB, MS, beyond_terraform, table

# The latency at which the design compares refreshes, in milliseconds.
LATENCY = 100

# The most seconds from a stop to the end, and the memory that a hostile answer may take, in MiB.
ENDS_WITHIN = 5
HOSTILE_BELOW = 128

# The most seconds that a plan may take to fail, by outage, and the requests that it must stay below.
FAILS_WITHIN = {"dead host": 10, "401": 10, "503": 240, "black hole": 240}
FAILS_BELOW = 20


def targets(parts, before):
    """A row for each target: of parts that were measured, and as they stand in an older document, of the others."""
    return table(("what", "part", "target", "measured", "met"), [
        row for name, rows in ROWS.items() for row in (new(name, rows(parts[name])) if name in parts else old(name, before))
    ])


def new(name, rows):
    """The rows of a part that was measured."""
    return [(what, name, target, measured, "yes" if met else "**no**") for what, target, measured, met in rows]


def old(name, document):
    """The rows of a part in a document."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in document.splitlines() if line.startswith("|")]
    return [row for row in rows if len(row) == 5 and row[1] == name]


def outages(part):
    """A failure is found out once, whatever the number of routes."""
    ours, size = part.each("contender")[0], max(part.each("size"))
    for sample in part.where(contender=ours, size=size):
        outage, seconds, requests = sample["outage"], sample["seconds"], sample["requests"]
        most, failed = FAILS_WITHIN[outage], "limit" not in sample
        what, time = f"{outage}: a plan of {size} routes fails", f"{seconds:.1f} s" if failed else f"> {sample['limit']} s"
        yield f"{what} within", f"{most} s", time, failed and seconds <= most
        if requests is not None:
            yield f"{what} after", f"fewer than {FAILS_BELOW} requests", requests, failed and requests < FAILS_BELOW


def stops(part):
    """All is over soon after a signal."""
    longest = max(part.series("seconds", contender=part.each("contender")[0]).values)
    yield "from a signal to the end, in each phase", f"at most {ENDS_WITHIN} s", f"{longest:.1f} s", longest <= ENDS_WITHIN


def hostile(part):
    """No answer takes much memory."""
    peaks = part.series("peak_bytes", contender=part.each("contender")[0]).values
    most = max(peaks) * MIB
    yield "peak memory with a hostile answer", f"under {HOSTILE_BELOW} MiB", f"{most:.1f} MiB", most < HOSTILE_BELOW


def account(part):
    """One request for a refresh, and little time beside Terraform's own."""
    ours, *others = part.each("contender")
    routes, latencies = part.options["account_routes"], part.each("latency_ms", contender=ours)
    requests = max(part.series("requests", contender=ours).values)
    yield f"requests to refresh {routes} routes in {part.options['ivrs']} IVRs", "1, and 1 for groups", requests, requests <= 2
    least, *slower = (part.series("seconds", contender=ours, latency_ms=latency) for latency in latencies)
    added = beyond_terraform(part, least) / routes * MS
    yield f"plan of {routes} routes, beyond as many terraform_data", "at most 0.2 ms a route", f"{added:.2f} ms", added <= 0.2
    for latency, series in zip(latencies[1:], slower):
        more = series.median - least.median
        yield f"the same at {latency} ms, beyond that at {latencies[0]} ms", "at most 0.2 s", f"{more:.2f} s", more <= 0.2
    for other in others[:-1]:
        null = part.series("seconds", contender=other)
        what = f"plan of {routes} routes beside as many null_resource of {other}"
        yield what, "faster", f"{ratio(null, least)} times as fast", null.median > least.median


def life(part):
    """How many requests there are, and how much time they take."""
    ours, *peers = part.each("contender")
    routes, menus = part.options["routes"], part.options["menus"]
    for operation, most in (("refresh", 1), ("create", routes + 1)):
        requests = part.series("requests", contender=ours, operation=operation)
        if requests:
            what = f"requests to {operation} {routes} routes in {menus} menus"
            yield what, f"{most}, and 1 for groups", max(requests.values), max(requests.values) <= most + 1
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


ROWS = {"outages": outages, "stops": stops, "hostile": hostile, "account": account, "life": life, "plan": plan, "process": process}

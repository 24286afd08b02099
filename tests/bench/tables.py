"""The table of each part, in Markdown."""

from contenders import BUILTIN
from samples import Samples, ratio

MS, MIB, MILLION = 1e3, 1 / 2**20, 1e-6

# One life of routes under a limit: all operations, one after the other.
WHOLE = "all three"
SUMMED = ("seconds", "requests", "refused")


def table(head, rows):
    """A table; what stands in the first column is a name, and the rest are mostly numbers."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, rule, *rows)) + "\n"


def outages(part):
    """Time and requests until a plan fails, by outage and size."""
    head = ("outage", "routes", "provider", "s", "requests")
    return table(head, [
        [sample["outage"], sample["size"], sample["contender"], until(sample), asked(sample)]
        for outage in part.each("outage")
        for size in part.each("size")
        for sample in part.where(outage=outage, size=size)
    ])


def until(sample):
    """When a plan failed, or by when it hadn't."""
    return f"> {sample['limit']}" if "limit" in sample else f"{sample['seconds']:.2f}"


def asked(sample):
    """How many requests there were until then."""
    if sample["requests"] is None:
        return "not counted"
    return f"{sample['requests']} by then" if "limit" in sample else sample["requests"]


def stops(part):
    """Seconds from a signal to the end, by phase."""
    signals = part.each("signal")
    return table(("phase", "provider", *(f"{name}, s" for name in signals)), [
        [phase, name, *(shown(part.series("seconds", phase=phase, contender=name, signal=one), 1, 2) for one in signals)]
        for phase in part.each("phase")
        for name in part.each("contender", phase=phase)
    ])


def hostile(part):
    """The peak of memory, by answer."""
    return table(("answer", "operation", "provider", "peak memory, MiB"), [
        [answer, sample["operation"], sample["contender"], peak(sample)]
        for answer in part.each("answer")
        for sample in part.where(answer=answer)
    ])


def peak(sample):
    """A peak in MiB, if it is known."""
    return "not known" if sample["peak_bytes"] is None else f"{sample['peak_bytes'] * MIB:.1f}"


def account(part):
    """Time of a plan, what of it is the provider's, and requests, by latency."""
    head = ("provider", "latency, ms", "plan, s", "ratio", "beyond terraform_data, s", "a route, ms", "requests")
    return table(head, [
        account_row(part, name, latency)
        for name in part.each("contender")
        for latency in part.each("latency_ms", contender=name)
    ])


def account_row(part, name, latency):
    ours, series = part.each("contender")[0], part.series("seconds", contender=name, latency_ms=latency)
    more = beyond_terraform(part, series)
    added = ["", ""] if not more else [f"{more:.2f}", f"{more / part.options['account_routes'] * MS:.2f}"]
    least = part.series("seconds", contender=ours, latency_ms=min(part.each("latency_ms", contender=ours)))
    requests = number(part, "requests", contender=name, latency_ms=latency)
    return [name, latency if name == ours else "", shown(series, 1, 2), ratio(series, least), *added, requests]


def beyond_terraform(part, series):
    """What a median is above that of as many terraform_data, in seconds."""
    return series.median - part.series("seconds", contender=BUILTIN.name).median


def plan(part):
    """Time, CPU and memory of a plan, by size."""
    head = ("provider", "routes", "plan, s", "ratio", "provider's CPU, s", "ratio", "peak memory, MiB", "ratio", "requests")
    return table(head, [plan_row(part, size, name) for size in part.each("size") for name in part.each("contender")])


def plan_row(part, size, name):
    ours = part.each("contender")[0]
    cells = [name, size]
    for measure, scale, digits in (("seconds", 1, 2), ("cpu_seconds", 1, 3), ("peak_bytes", MIB, 1)):
        series = part.series(measure, size=size, contender=name)
        cells += [shown(series, scale, digits), ratio(series, part.series(measure, size=size, contender=ours))]
    return [*cells, number(part, "requests", size=size, contender=name)]


def life(part):
    """Time and requests of each operation, by latency."""
    head = ("provider", "latency, ms", "operation", "s", "ratio", "requests", "ratio")
    return table(head, [
        [name, latency, operation, *life_cells(part, name, latency_ms=latency, operation=operation)]
        for latency in part.each("latency_ms")
        for operation in part.each("operation")
        for name in part.each("contender")
    ])


def limit(part):
    """The same under a limit, with the requests that were refused, and all three operations together."""
    head = ("provider", "operation", "s", "ratio", "requests", "ratio", "refused")
    operations, whole = part.each("operation"), together(part)
    return table(head, [
        [name, operation, *life_cells(of, name, operation=operation), refused(of, name, operation)]
        for of, operation in [*((part, operation) for operation in operations), (whole, WHOLE)]
        for name in part.each("contender")
    ])


def refused(part, name, operation):
    return number(part, "refused", contender=name, operation=operation)


def together(part):
    """The sums of the lives that came to their end."""
    lives = [part.where(contender=name, run=run) for name in part.each("contender") for run in part.each("run")]
    return Samples(part.session, part.moment, part.options, [
        {**life[0], "operation": WHOLE, **{name: sum(sample[name] for sample in life) for name in SUMMED}}
        for life in lives
        if all("seconds" in sample for sample in life)
    ])


def life_cells(part, name, **wanted):
    """Seconds and requests with their ratios; the failure if one run failed."""
    ours = part.each("contender")[0]
    if not part.where(contender=name, **wanted):
        return ["not reached", "", "", ""]
    failed = part.each("failed", contender=name, **wanted)
    requests = number(part, "requests", contender=name, **wanted)
    if failed:
        return ["; ".join(failed), "", requests, ""]
    seconds = part.series("seconds", contender=name, **wanted)
    ratios = [
        ratio(*(part.series(measure, contender=one, **wanted) for one in (name, ours)))
        for measure in ("seconds", "requests")
    ]
    return [shown(seconds, 1, 2), ratios[0], requests, ratios[1]]


def process(part):
    """Start, memory and size of each binary."""
    head = ("provider", "start to handshake, ms", "ratio", "peak memory, MiB", "ratio", "binary, MiB", "ratio")
    return table(head, [process_row(part, name) for name in part.each("contender")])


def process_row(part, name):
    ours = part.each("contender")[0]
    cells = [name]
    for measure, scale, digits in (("start_seconds", MS, 2), ("peak_bytes", MIB, 1), ("size_bytes", MIB, 1)):
        series = part.series(measure, contender=name)
        text = f"{series.median * scale:.1f}" if series and measure == "size_bytes" else shown(series, scale, digits)
        cells += [text, ratio(series, part.series(measure, contender=ours))]
    return cells


def work(part):
    """Instructions of the provider's own, for each route and each call."""
    head = ("routes", "instructions, million", "a route, thousand", "a call, thousand", "calls")
    counted = [(sample["size"], sample["instructions"], sum(sample["calls"].values())) for sample in part.samples]
    rows = [work_row(str(size), size, instructions, calls) for size, instructions, calls in counted]
    if len(counted) > 1:
        further = [big - small for small, big in zip(counted[0], counted[-1])]
        rows.append(work_row(f"from {counted[0][0]} to {counted[-1][0]}", *further))
    return table(head, rows)


def work_row(name, size, instructions, calls):
    thousands = [f"{instructions / count / 1e3:.1f}" for count in (size, calls)]
    return [name, f"{instructions * MILLION:.0f}", *thousands, calls]


def shown(series, scale, digits):
    """A series, if there is one."""
    return series.shown(scale, digits) if series else ""


def number(part, measure, **wanted):
    """A count: one number where all runs agree."""
    series = part.series(measure, **wanted)
    return "" if series is None else str(series.values[0]) if len(set(series.values)) == 1 else series.shown(digits=0)

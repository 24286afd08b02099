"""docs/benchmarks.md, from what was measured."""

import re
from pathlib import Path
from string import Template

import hostile
import stops
import tables
from outages import TIMEOUT
from process import STARTS
from targets import targets

HERE = Path(__file__).parent

# What the parts are, in the order of the document: heading, and what its table means.
PARTS = {
    "outages": ("Outages", """\
`terraform plan` of routes that are as configured, when the account can't be had: a dead host refuses connections, *401* and
*503* answer all requests, and a black hole takes requests and answers none. There, a request may take $timeout seconds, as far as
a provider has a setting for it; magodo/restful has none. All contenders retry what may pass by itself as often as ours does by
default. After $patience seconds a peer is ended, and after $own_patience ours: *> $patience*. The requests to a dead host are
connections, which the kernel counts for all programs together. One plan each."""),
    "stops": ("Stops", """\
From a signal to the process group, as Ctrl-C in a terminal and a job that is cancelled send it, to the end of Terraform and of the
provider, while an answer is awaited that doesn't come. *create* is the first request of an apply of new routes: ours lists what is
there, the others create. *token*, *export* and *graph* are the executable, run by hand. After $stop_limit seconds, all were ended.
Once each."""),
    "hostile": ("Hostile answers", """\
The peak of memory of the provider's processes when all answers are like this; *plan* refreshes ten routes. What didn't end in
$hostile_limit seconds was killed, and its peak isn't known. Once each."""),
    "account": ("An account", """\
`terraform plan` of $account_routes unchanged routes, ten to a menu, in $ivrs IVRs, with a refresh; the fake Zendesk lets the
latency pass before each answer. Beside it, as many `null_resource` and `terraform_data` that hold the same values and ask nobody.
*Beyond terraform_data* is what a provider's median is above that of `terraform_data`, which is Terraform's own work. The ratio
is to ours at 0 ms. State and routes are made as for the plans below, and each plan found nothing to do.
Medians of $runs runs, lowest and highest in brackets."""),
    "plan": ("Plans of unchanged routes", """\
`terraform plan` of routes that are as configured, ten to a menu, with a refresh; the fake Zendesk answers at once. Beside
it, as many `null_resource` and `terraform_data`, which ask nobody: what they take is Terraform's own work and, for null, a
Go provider's part of it. CPU and memory are those of the provider's processes alone, of which one plan starts three,
measured in runs of their own: CPU is their sum, memory the highest peak. Terraform made the routes of the first menu; the
others were made by the API and copied in the state, since the work of Terraform's own apply grows with the square of their
number. Each plan found nothing to do. Medians of $runs runs, lowest and highest in brackets."""),
    "life": ("Create, refresh, destroy", """\
$routes routes in $menus menus, created by `terraform apply`, refreshed by `terraform plan`, removed by `terraform destroy`
(which refreshes first, as it does by default), on a fake Zendesk that lets the latency pass before each answer. Terraform works on
ten routes at a time, its default. The peers are general providers for REST APIs, configured as their documentation says
for an API like this one: [configuration.py](../tests/bench/configuration.py). Medians of $runs runs."""),
    "limit": ("The same under a rate limit", """\
The fake Zendesk answers $requests_per_minute requests in each minute, and the rest with 429 and Retry-After; *refused*
says how many. All contenders are configured to send such requests again. The time is spent waiting for the next minute,
so the contenders go on side by side, each with a fake Zendesk of its own. Each operation begins in the minute that the
one before it has left; what counts is all three.
Medians of $limit_runs runs."""),
    "process": ("The process", """\
From the start of the binary, as a plugin of Terraform, to its first line of output; `echo` stands for what it costs to
start any process. Medians of $starts starts. Peak memory is that of a plan of $smallest routes: medians of $runs runs."""),
    "work": ("Instructions", """\
What the provider's own processes execute in one plan of unchanged routes, counted instruction by instruction; unlike time,
it is nearly the same at each run. A call is one remote procedure call of Terraform's, of which a plan takes five for each
route. The last row is without what a start costs.
Counted by `$counter`."""),
}


def document(parts, before):
    """The whole document; sections of parts that weren't measured stay. What all were measured with stands once."""
    parts = {name: parts[name] for name in PARTS if name in parts and parts[name].samples}
    with_what = {name: tables.table(("measured with", ""), samples.session.items()) for name, samples in parts.items()}
    kept = {name: section(before, heading) for name, (heading, _) in PARTS.items() if name not in parts}
    common = len(set(with_what.values())) == 1 and not any(kept.values())
    sections = [(HERE / "introduction.md").read_text(), "## Targets\n", targets(parts, before)]
    sections += list(with_what.values())[:1] if common else []
    for name, (heading, _) in PARTS.items():
        if name in parts:
            sections += [f"## {heading}\n", part(name, parts[name]), *([] if common else [with_what[name]])]
        else:
            sections += kept[name]
    notes = HERE / "notes.md"
    return "\n".join([*sections, *([notes.read_text()] if notes.exists() else [])])


def section(document, heading):
    """A document's section, if it has it."""
    found = re.search(rf"^## {heading}\n.*?(?=^## |\Z)", document, re.M | re.S)
    return [found[0].rstrip() + "\n"] if found else []


def part(name, samples):
    """One part's text and table."""
    options = samples.options | {
        "smallest": min(samples.options["sizes"]),
        "limit_runs": samples.options["limit_runs"] or samples.options["runs"],
        "counter": ", ".join(samples.each("counter")),
        "timeout": TIMEOUT,
        "stop_limit": stops.LIMIT,
        "hostile_limit": hostile.LIMIT,
        "starts": samples.options["runs"] * STARTS,
    }
    text = Template(PARTS[name][1]).substitute(options)
    moment = Template("Measured on $date; the load average before was $load.").substitute(samples.moment)
    return f"{text}\n{moment}\n\n{table(name, samples)}"


def table(name, samples):
    """One part's table alone."""
    return getattr(tables, name)(samples)

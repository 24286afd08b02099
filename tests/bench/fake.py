"""The fake Zendesk, as a process."""

import json
import signal
import subprocess
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

# Where Zendesk has a menu's routes.
ROUTES = "/api/v2/channels/voice/ivr/{ivr}/menus/{menu}/routes"

# Any group will do.
GROUP = 360001381413

# Of a menu's thirteen keys, ten are used.
KEYS = [str(digit) for digit in range(10)]


class Fake:
    """A fake Zendesk with IVRs of `menus` menus each, until the `with` block ends."""

    def __init__(self, program, menus, ivrs=1, latency_ms=0, requests_per_minute=None, outage=None):
        self.command = [program, "--json", "--menus", str(menus), "--ivrs", str(ivrs), "--latency-ms", str(latency_ms)]
        if requests_per_minute:
            self.command += ["--requests-per-minute", str(requests_per_minute)]
        if outage:
            self.command += ["--outage", outage]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        self.account = json.loads(self.process.stdout.readline())
        self.menus = [(ivr["ivr_id"], menu) for ivr in self.account["call_centers"] for menu in ivr["menu_ids"]]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def tally(self):
        """The requests since this was last asked, by method and status such as `GET 200`."""
        self.process.send_signal(signal.SIGUSR1)
        return Counter(json.loads(self.process.stdout.readline()))

    def routes(self, count):
        """Where `count` routes go, as (menu, key), a menu being (ivr, menu): spread evenly over the menus."""
        places = [(menu, key) for key in KEYS for menu in self.menus]
        if count > len(places):
            raise SystemExit(f"{count} routes are too many for {len(self.menus)} menus: of each, ten keys are used")
        return places[:count]

    def ids(self, menu):
        """The ids of a menu's routes, by key."""
        with self.connected() as connection:
            return {route["keypress"]: route["id"] for route in self.call(connection, "GET", menu)["ivr_routes"]}

    def fill(self, menu, keys):
        """Makes a menu's routes for these keys; gives their ids, by key."""
        with self.connected() as connection:
            return {key: self.create(connection, menu, key) for key in keys}

    def create(self, connection, menu, key):
        """Makes a route; gives its id."""
        body = {"ivr_route": {"keypress": key, "action": "group", "options": {"group_ids": [GROUP]}}}
        return self.call(connection, "POST", menu, body)["ivr_route"]["id"]

    def connected(self):
        """A connection to the API, for one thread."""
        return closing(HTTPConnection(urlsplit(self.account["base_url"]).netloc))

    def call(self, connection, method, menu, body=None):
        """Calls the API for the routes of a menu."""
        token = self.account["oauth_token"]
        headers = {"Accept": "application/json", "Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        path = ROUTES.format(ivr=menu[0], menu=menu[1])
        connection.request(method, path, body and json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path} was answered with {answer.status}: {text!r}")
        return json.loads(text)

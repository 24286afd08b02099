"""The fake Zendesk, as a process."""

import json
import signal
import subprocess
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlsplit

# Where Zendesk has a menu's routes.
ROUTES = "/api/v2/channels/voice/ivr/{ivr}/menus/{menu}/routes"

# Any group will do.
GROUP = 360001381413

# Of a menu's thirteen keys, ten are used.
KEYS = [str(digit) for digit in range(10)]


class Fake:
    """A fake Zendesk with an IVR of `menus` menus, until the `with` block ends."""

    def __init__(self, program, menus, latency_ms=0, requests_per_minute=None):
        self.command = [program, "--json", "--menus", str(menus), "--latency-ms", str(latency_ms)]
        if requests_per_minute:
            self.command += ["--requests-per-minute", str(requests_per_minute)]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        self.account = json.loads(self.process.stdout.readline())
        self.ivr = self.account["call_center"]["ivr_id"]
        self.menus = self.account["call_center"]["menu_ids"]
        self.connection = HTTPConnection(urlsplit(self.account["base_url"]).netloc)
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def tally(self):
        """The requests since this was last asked, by method and status such as `GET 200`."""
        self.process.send_signal(signal.SIGUSR1)
        return Counter(json.loads(self.process.stdout.readline()))

    def routes(self, count):
        """Where `count` routes go, as (menu, key): spread evenly over the menus."""
        places = [(menu, key) for key in KEYS for menu in self.menus]
        if count > len(places):
            raise SystemExit(f"{count} routes are too many for {len(self.menus)} menus: of each, ten keys are used")
        return places[:count]

    def ids(self, menu):
        """The ids of a menu's routes, by key."""
        return {route["keypress"]: route["id"] for route in self.call("GET", menu)["ivr_routes"]}

    def create(self, menu, key):
        """Makes a route; gives its id."""
        body = {"ivr_route": {"keypress": key, "action": "group", "options": {"group_ids": [GROUP]}}}
        return self.call("POST", menu, body)["ivr_route"]["id"]

    def call(self, method, menu, body=None):
        """Calls the API for the routes of a menu."""
        token = self.account["oauth_token"]
        headers = {"Accept": "application/json", "Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        path = ROUTES.format(ivr=self.ivr, menu=menu)
        self.connection.request(method, path, body and json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path} was answered with {answer.status}: {text!r}")
        return json.loads(text)

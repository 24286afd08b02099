"""Servers that aren't Zendesk's: one that never answers, and ones whose answers are hostile."""

import json
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MIB = 1 << 20


class Server:
    """A server on the loopback address that does the same with each request, until the `with` block ends."""

    token = "any"

    def __init__(self, answer):
        self.asked, self.ended = threading.Event(), threading.Event()
        this = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                self.rfile.read(int(self.headers.get("content-length", 0)))
                this.asked.set()
                self.close_connection = True
                try:
                    answer(this, self)
                except OSError:
                    pass  # Who asked has had enough.

            do_GET = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *_):
                pass

        class Threads(ThreadingHTTPServer):
            daemon_threads = True

        self.server = Threads(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()


def silence(server, _):
    """Answers nothing."""
    server.ended.wait()


def head(handler, status, length=None, **headers):
    """Sends status and headers; without a length, the body ends with the connection."""
    handler.send_response(status)
    for name, value in {"content-type": "application/json", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    if length is not None:
        handler.send_header("content-length", str(length))
    else:
        handler.send_header("connection", "close")
    handler.end_headers()


def whole(status, body, **headers):
    """Answers with this body."""
    def answer(_, handler):
        head(handler, status, len(body), **headers)
        handler.wfile.write(body)
    return answer


def endless(start):
    """Answers with a body that doesn't end."""
    def answer(server, handler):
        head(handler, 200)
        handler.wfile.write(start)
        while not server.ended.is_set():
            handler.wfile.write(b" " * MIB)
    return answer


def pages(_, handler):
    """A list of which each page has a next one."""
    number = int(handler.path.rpartition("=")[2]) if "page=" in handler.path else 1
    records = [{"id": number * 100 + at, "name": "x" * 500} for at in range(100)]
    path, host = handler.path.partition("?")[0], handler.headers["host"]
    many = {"count": 100_000_000, "next_page": f"http://{host}{path}?page={number + 1}"}
    body = json.dumps({"ivrs": records, "ivr_routes": records, **many}).encode()
    whole(200, body)(_, handler)


def blanks():
    """Two gigabytes of blanks, in two megabytes of gzip."""
    packer = zlib.compressobj(9, wbits=31)
    packed = [packer.compress(b" " * MIB) for _ in range(2 << 10)]
    return b"".join([*packed, packer.flush()])


def records():
    """A list as long as a body may be, of the shortest records."""
    one = b'{"id":1},'
    return b'{"ivrs":[' + one * (31 * MIB // len(one)) + b'{"id":1}]}'


def details():
    """A 422 that complains about 20,000 fields."""
    fields = {f"field_{number}": [{"description": "is wrong " * 20}] for number in range(20_000)}
    return json.dumps({"error": "RecordInvalid", "description": "Record validation errors", "details": fields}).encode()


def hostile():
    """Each hostile answer, by its name."""
    return {
        "2 GB of blanks in 2 MB of gzip": whole(200, blanks(), content_encoding="gzip"),
        "a body without end": endless(b'{"ivrs": ['),
        "31 MiB of the shortest records": whole(200, records()),
        "pages without end": pages,
        "a 422 about 20,000 fields": whole(422, details()),
    }

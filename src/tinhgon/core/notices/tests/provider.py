"""A provider of text messages for the tests, a process of its own: writes each request down as a line of JSON, and
answers with the statuses it was started with, the last one for ever. A status of 0 says nothing for a long time."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer


class Provider(BaseHTTPRequestHandler):
    statuses: list[int]
    out: str

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open(self.out, "a") as file:  # noqa: PTH123  a line at a time
            file.write(json.dumps({"headers": dict(self.headers), "body": body, "path": self.path}) + "\n")
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if status == 0:
            time.sleep(30)
            return
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


if __name__ == "__main__":
    Provider.out, Provider.statuses = sys.argv[1], [int(status) for status in sys.argv[2:]]
    server = HTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()

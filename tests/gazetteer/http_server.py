"""A real HTTP server on loopback that misbehaves on request, for the tests of downloads and of online look-ups."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers each request with the next of ``answers``, the last one for ever; keeps what was asked."""

    daemon_threads = True
    answers: list[Answer]
    requests: list[tuple[str, dict[str, str]]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server
        server.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = server.answers[min(len(server.requests), len(server.answers)) - 1]
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def log_message(self, *args):
        pass


@contextmanager
def serve(*answers: Answer) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), _Handler)
    server.answers, server.requests = list(answers), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def head(handler: BaseHTTPRequestHandler, status: int, **headers: object) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), str(value))
    handler.send_header("Connection", "close")
    handler.end_headers()


def whole(body: bytes, **headers: object) -> Answer:
    """The file, or the part of it that is asked for if the validator fits."""

    def answer(handler):
        etag = str(headers.get("ETag", ""))
        wanted = handler.headers.get("Range")
        if wanted and etag and handler.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                head(handler, 416, Content_Range=f"bytes */{len(body)}", Content_Length=0)
                return
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            head(handler, 206, Content_Range=span, Content_Length=len(body) - start, **headers)
            handler.wfile.write(body[start:])
        else:
            head(handler, 200, Content_Length=len(body), **headers)
            handler.wfile.write(body)

    return answer


def cut(body: bytes, after: int, **headers: object) -> Answer:
    """Promises the whole file from the start and stops after some bytes."""

    def answer(handler):
        head(handler, 200, Content_Length=len(body), **headers)
        handler.wfile.write(body[:after])

    return answer


def status(code: int, **headers: object) -> Answer:
    return lambda handler: head(handler, code, Content_Length=0, **headers)

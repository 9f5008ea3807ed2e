"""A company of its own for each test, a local receiver, and a connection that breaks when told to."""

import os
import queue
import socket
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import urlsplit

from remit_sdk import NewApiKey, NewCompany, NewPayment, NewToken, Remit

URL = os.environ.get("REMIT_URL", "http://127.0.0.1:8080")
PASSWORD = "correct horse battery staple"


def invoice(**change):
    account = {"account_name": "Jane Citizen", "bsb": "000-000", "account_number": "000123456"}
    return NewPayment(**{"amount_cents": 12550, **account, **change})


def sign_up():
    stranger = Remit(URL)
    email = f"{uuid.uuid4()}@example.com"
    account = {"bsb": "000-000", "account_number": "123456789"}
    company = stranger.create_company(NewCompany(name="Acme", email=email, password=PASSWORD, **account))
    session = Remit(URL, stranger.create_token(NewToken(email=email, password=PASSWORD)).token)
    secret = session.create_api_key(NewApiKey(name="shop")).secret
    return SimpleNamespace(company=company, email=email, session=session, secret=secret, remit=Remit(URL, secret))


def paid(remit, **change):
    payment = remit.create_payment(invoice(**change))
    return remit.process_payment(payment.id, headers={"Prefer": "wait=10"})


class Proxy:
    """A TCP proxy in front of the server; `cut` decides, chunk by chunk of the answers, when it hangs up."""

    def __init__(self, cut):
        self.cut, self.connections = cut, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            remote = socket.create_connection((urlsplit(URL).hostname, urlsplit(URL).port))
            number = self.connections
            threading.Thread(target=self.pass_on, args=(client, remote, None), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(remote, client, number), daemon=True).start()

    def pass_on(self, source, target, answers_of):
        try:
            while chunk := source.recv(65536):
                if answers_of is not None and self.cut(chunk, answers_of):
                    break
                target.sendall(chunk)
        except OSError:
            pass
        for one in (source, target):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.close()


class Receiver:
    """A receiver of webhooks: `next` is the next one that came, as (body, headers)."""

    def __init__(self):
        came = self.came = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                self.send_response(204)
                self.end_headers()
                came.put((body, dict(self.headers)))

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/hook" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next(self):
        return self.came.get(timeout=60)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

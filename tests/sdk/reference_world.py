"""A company with whatever the operations of /docs act on."""

import json
import os
import threading
import time
import urllib.error
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

URL = os.environ["REMIT_URL"]
DEADLINE = 60
PASSWORD = "a fine long passphrase"


class Receiver(BaseHTTPRequestHandler):
    """Takes everything that is posted to it."""

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class World:
    draft = {"amount_cents": 12550, "account_name": "Jane Citizen", "bsb": "000-000", "account_number": "000123456"}

    def __init__(self, operations):
        self.operations = operations
        receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        self.receiver = f"http://127.0.0.1:{receiver.server_port}/hook"
        self.token, self.key = self.sign_up()

    def fresh_email(self):
        return f"{uuid.uuid4()}@example.com"

    def sign_up(self):
        """A company of its own: its session token and API key."""
        self.email = self.fresh_email()
        login = {"email": self.email, "password": PASSWORD}
        self.ask("/v1/companies", {"name": "Acme", "bsb": "062-000", "account_number": "12345678", **login}, None)
        token = self.ask("/v1/token", login, None)["token"]
        return token, self.ask("/v1/api-keys", {"name": "reference"}, token)["secret"]

    def ask(self, path, body, credential):
        headers = {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())}
        if credential:
            headers["authorization"] = f"Bearer {credential}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(URL + path, data, headers), timeout=DEADLINE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{path}: {refused.read().decode()}") from None

    def get(self, path):
        return self.ask(path, None, self.key)

    def post(self, path, body):
        return self.ask(path, body, self.key)

    def eventually(self, what, look):
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            found = look()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"not in time: {what}")

    def prepared(self, operation, script):
        """The script of an operation with a thing of its own to act on, and the variables that it needs."""
        token, key = self.token, self.key
        if operation in ("deleteToken", "changePassword", "createToken"):
            token, key = self.sign_up()
        email = self.email if operation == "createToken" else self.fresh_email()
        settings = {"REMIT_URL": URL, "REMIT_TOKEN": token, "REMIT_KEY": key}
        script = script.replace("accounts@acme.example", email)
        # No such company, and nobody there to hear of anything.
        script = script.replace("https://acme.example/webhooks", self.receiver)
        if "$ID" in script:
            settings.update(self.thing(script))
        return script, settings

    def thing(self, script):
        if "/payments/$ID" in script:
            return {"ID": self.post("/v1/payments", self.draft)["id"]}
        if "/events/$ID" in script:
            self.post("/v1/payments", self.draft)
            return {"ID": self.eventually("an event", lambda: self.get("/v1/events")["data"])[0]["id"]}
        if "/api-keys/$ID" in script:
            return {"ID": self.ask("/v1/api-keys", {"name": "to be revoked"}, self.token)["id"]}
        assert "/webhooks/$ID" in script, script
        self.token, self.key = self.sign_up()
        webhook = self.post("/v1/webhooks", {"url": self.receiver})["id"]
        settings = {"ID": webhook, "REMIT_KEY": self.key}
        if "$DELIVERY_ID" in script:
            self.post(f"/v1/webhooks/{webhook}/test", {})
            path = f"/v1/webhooks/{webhook}/deliveries?status=delivered"
            settings["DELIVERY_ID"] = self.eventually("a delivery", lambda: self.get(path)["data"])[0]["id"]
        return settings

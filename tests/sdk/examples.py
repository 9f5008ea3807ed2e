"""Runs a shop of openapi/examples: python examples.py COMMAND [ARGUMENT]... REMIT_URL says where Remit is."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "python"))
from support import sign_up  # noqa: E402

DEADLINE = 60


def ask(url, body):
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


class Shop:
    def __init__(self, command, acme):
        settings = {**os.environ, "REMIT_KEY": acme.secret, "PORT": "0"}
        # Who runs the tests in the background of a script has Ctrl+C ignored, and programs inherit that.
        heeds_interrupts = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
        self.process = subprocess.Popen(
            command, env=settings, stdout=subprocess.PIPE, text=True, preexec_fn=heeds_interrupts
        )
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        self.address = self.says("open at ").split()[-1]

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def says(self, start):
        """The next line that begins so; the others were about other orders."""
        while True:
            line = self.lines.get(timeout=DEADLINE)
            if line.startswith(start):
                return line

    def order(self, account_number, **change):
        wish = {"item": "tea", "cents": 1250, "name": "Jane", "bsb": "000-000", "account_number": account_number}
        return ask(f"{self.address}/orders", json.dumps({**wish, **change}).encode())


def main(command):
    acme = sign_up()
    shop = Shop(command, acme)
    try:
        for account_number, states in {
            "000123456": ["paid"],
            "111111116": ["not paid (no_account)"],
            "666666660": ["paid", "disputed"],
        }.items():
            status, order = shop.order(account_number)
            assert status == 201, (status, order)
            for state in states:
                line = shop.says(f"order {order['id']}: ")
                assert line == f"order {order['id']}: {state}", line
        status, refusal = shop.order("000123456", cents=0)
        assert status == 422, (status, refusal)
        status, refusal = ask(f"{shop.address}/webhooks", b'{"type": "payment.successful"}')
        assert status == 400, (status, refusal)
        with urllib.request.urlopen(f"{shop.address}/orders", timeout=DEADLINE) as answer:
            assert sorted(one["state"] for one in json.load(answer)) == ["disputed", "not paid", "paid"]
        shop.process.send_signal(signal.SIGINT)
        assert shop.process.wait(DEADLINE) == 0
        assert acme.remit.list_webhooks().data == []
    finally:
        shop.process.kill()


main(sys.argv[1:])

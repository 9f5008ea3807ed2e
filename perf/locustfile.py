"""The scenario of `perf/load` for locust, whose users it drives in Python.

perf/load starts it when PARTS contains `locust`. By hand:

    EMAIL=… PASSWORD=… PAYMENTS=id,id locust -f perf/locustfile.py --headless --reset-stats \
        --host http://127.0.0.1:8080 --users 1000 --spawn-rate 10 --run-time 160s
"""

import itertools
import os

from locust import FastHttpUser, task

LOGIN = {"email": os.environ["EMAIL"], "password": os.environ["PASSWORD"]}
payments = itertools.cycle(os.environ["PAYMENTS"].split(","))
numbers = itertools.count()


class Company(FastHttpUser):
    connection_timeout = network_timeout = 120.0

    def on_start(self):
        self.path = f"/v1/payments/{next(payments)}"

    @task
    def scenario(self):
        answer = self.client.post("/v1/token", json=LOGIN, name="token")
        if answer.status_code != 200:
            return
        headers = {"authorization": f"Bearer {answer.json()['token']}"}
        changes = {
            "account_name": f"Jane {next(numbers)}",
            "bsb": "062-000",
            "account_number": "12345678",
            "amount_cents": 12550,
        }
        self.client.patch(self.path, json=changes, headers=headers, name="change")
        self.client.get("/v1/payments?limit=50", headers=headers, name="list")
        self.client.get(self.path, headers=headers, name="get")

"""Prints the session token of a new company at REMIT_URL."""

import json
import os
import urllib.request
import uuid

login = {"email": f"{uuid.uuid4()}@example.com", "password": "correct horse battery staple"}


def post(path, body):
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(os.environ["REMIT_URL"] + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


post("/v1/companies", {"name": "Acme", "bsb": "000-000", "account_number": "123456789", **login})
print(post("/v1/token", login)["token"])

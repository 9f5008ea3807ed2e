"""A small shop: an order takes a payment, a webhook says what became of it. See ../README.md."""

import json
import os
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from remit_sdk import ApiError, NewPayment, NewWebhook, Remit, WebhookError, problem_of, verify_webhook

remit = Remit(os.environ["REMIT_URL"], os.environ["REMIT_KEY"])
orders = {}
changing = threading.Lock()
STATES = {"created": "awaiting payment", "successful": "paid", "failed": "not paid", "disputed": "disputed"}


def place_order(wish):
    """Takes a payment for the order, whose id makes sure that it is one payment."""
    order_id = str(uuid.uuid4())
    account = {"account_name": wish["name"], "bsb": wish["bsb"], "account_number": wish["account_number"]}
    metadata = {"order": order_id, "item": wish["item"]}
    draft = NewPayment(amount_cents=wish["cents"], metadata=metadata, **account)
    payment = remit.create_payment(draft, idempotency_key=f"order-{order_id}")
    with changing:
        orders[payment.id] = {"id": order_id, "item": wish["item"], "state": "awaiting payment", "version": 0}
    remit.process_payment(payment.id, idempotency_key=f"order-{order_id}-process")
    return {"id": order_id, "payment": payment.id}


def react(payment):
    """Moves the payment's order, unless it knows of something later already."""
    with changing:
        order = orders.get(payment.id)
        if order is None or payment.version <= order["version"]:
            return
        state = STATES.get(payment.status, "unclear")
        order["version"] = payment.version
        if state != order["state"]:
            order["state"] = state
            why = f" ({payment.failure.code})" if payment.failure else ""
            print(f"order {order['id']}: {state}{why}", flush=True)


class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, list(orders.values()))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/orders":
            try:
                self.answer(201, place_order(json.loads(body)))
            except ApiError as error:
                problem = problem_of(error)
                self.answer(422 if error.status == 422 else 502, {"error": problem and problem.detail})
        elif self.path == "/webhooks":
            try:
                event = verify_webhook(body, self.headers, self.server.secret)
            except WebhookError as error:
                return self.answer(400, {"error": str(error)})
            self.answer(204)
            if event.type_.startswith("payment."):
                react(event.data)
        else:
            self.answer(404, {"error": "not here"})

    def answer(self, status, content=None):
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    shop = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Shop)
    address = f"http://127.0.0.1:{shop.server_port}"
    webhook = remit.create_webhook(NewWebhook(url=f"{address}/webhooks", event_types=["payment.*"]))
    shop.secret = webhook.secret
    print(f"open at {address}", flush=True)
    try:
        shop.serve_forever()
    except KeyboardInterrupt:
        remit.delete_webhook(webhook.id)


if __name__ == "__main__":
    main()

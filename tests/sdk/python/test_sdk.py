"""The Python SDK against a running server, as a shop would use it. REMIT_URL says where it is."""

import asyncio
import base64
import contextlib
import json
import time
import unittest
import uuid

import httpx
from remit_sdk import (
    ApiError,
    AsyncRemit,
    Code,
    NewApiKey,
    NewBatch,
    NewCompany,
    NewWebhook,
    PaymentChange,
    Remit,
    Status,
    WebhookError,
    follow,
    problem_of,
    verify_webhook,
)
from support import PASSWORD, URL, Proxy, Receiver, invoice, paid, sign_up


class Sdk(unittest.TestCase):
    @contextlib.contextmanager
    def refused(self, code):
        with self.assertRaises(ApiError) as caught:
            yield caught
        self.assertIs(problem_of(caught.exception).code, code)

    def test_a_company_signs_up_logs_in_and_makes_a_key(self):
        acme = sign_up()
        answer = acme.remit.get_company_with_headers()
        self.assertEqual(answer.data.id, acme.company.id)
        self.assertTrue(answer.headers["x_request_id"])

    def test_a_payment_that_is_processed_with_a_wait_comes_back_successful(self):
        payment = paid(sign_up().remit)
        self.assertIs(payment.status, Status.SUCCESSFUL)
        self.assertIsNotNone(payment.transaction_at)

    def test_a_creation_whose_answer_is_cut_off_is_repeated_and_has_one_effect(self):
        acme = sign_up()
        line = Proxy(lambda chunk, connection: connection == 1)
        self.addCleanup(line.close)
        answer = Remit(line.url, acme.secret).create_payment_with_headers(invoice())
        self.assertEqual(line.connections, 2)
        self.assertEqual(answer.headers["idempotency_replayed"], "true")
        self.assertEqual([one.id for one in acme.remit.list_payments().data], [answer.data.id])

    def test_a_list_is_read_through_all_of_its_pages(self):
        remit = sign_up().remit
        references = [f"INV-{i}" for i in range(7)]
        batch = NewBatch(payments=[invoice(reference=reference) for reference in references])
        remit.create_payment_batch(batch, idempotency_key="seven")
        self.assertEqual([len(page.data) for page in remit.list_payments_pages(limit=3)], [3, 3, 1])
        self.assertEqual(sorted(one.reference for one in remit.list_payments_items(limit=3)), references)

    def test_a_webhook_arrives_is_verified_and_a_forged_one_is_not_believed(self):
        remit = sign_up().remit
        hook = Receiver()
        self.addCleanup(hook.close)
        secret = remit.create_webhook(NewWebhook(url=hook.url, event_types=["payment.successful"])).secret
        payment = paid(remit)
        body, headers = hook.next()
        event = verify_webhook(body, headers, secret)
        self.assertEqual((event.type_, event.data.id), ("payment.successful", payment.id))
        given = {name.lower(): value for name, value in headers.items()}
        self.assertEqual(event.id, given["webhook-id"])

        rotated = {**given, "webhook-signature": "v1,AAAA v2,é " + given["webhook-signature"]}
        self.assertEqual(verify_webhook(body.decode(), rotated, secret).id, event.id)
        other = "whsec_" + base64.b64encode(bytes(24)).decode()
        unsigned = {name: value for name, value in given.items() if name != "webhook-signature"}
        for forged in (
            lambda: verify_webhook(body + b" ", given, secret),
            lambda: verify_webhook(body, given, other),
            lambda: verify_webhook(body, given, secret, now=time.time() + 301),
            lambda: verify_webhook(body, unsigned, secret),
        ):
            self.assertRaises(WebhookError, forged)

    def test_signatures_are_those_of_the_standard(self):
        # The example of standard-webhooks, whose signature is published with it. It is no event of ours.
        headers = {
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        }
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        with self.assertRaises(TypeError):
            verify_webhook('{"test": 2432232314}', headers, secret, now=1614265330)
        with self.assertRaises(WebhookError):
            verify_webhook('{"test": 2432232315}', headers, secret, now=1614265330)

    def test_events_are_followed_without_gap_or_repeat_over_cut_connections_and_a_restart(self):
        acme = sign_up()
        # The first stream is hung up on with its first event under way; what follows stays.
        cuts = []

        def cut(chunk, _):
            if cuts or b'data: {"id"' not in chunk:
                return False
            cuts.append(chunk)
            return True

        line = Proxy(cut)
        self.addCleanup(line.close)
        follower, seen = Remit(line.url, acme.secret), []

        def follows(payments):
            for event in follow(follower, seen[-1].sequence if seen else 0):
                seen.append(event)
                if [one.type_ for one in seen].count("payment.successful") == payments:
                    return
                if len(seen) == 2:
                    paid(acme.remit)

        paid(acme.remit)
        follows(2)
        paid(acme.remit)
        follows(3)
        self.assertTrue(cuts)
        self.assertEqual([event.sequence for event in seen], list(range(1, len(seen) + 1)))
        self.assertEqual(seen, list(acme.remit.list_events_items(limit=100)))

    def test_a_follower_without_a_stream_reads_the_list(self):
        acme = sign_up()
        paid(acme.remit)

        class Streamless(httpx.HTTPTransport):
            def handle_request(self, request):
                if request.url.path.endswith("/stream"):
                    raise httpx.ConnectError("cut")
                return super().handle_request(request)

        streamless = Remit(URL, acme.secret, http_client=httpx.Client(transport=Streamless()))
        self.assertEqual(next(follow(streamless, 1)).sequence, 2)

    def test_refusals_are_told_apart_by_their_code(self):
        acme = sign_up()
        remit = acme.remit
        with self.refused(Code.UNAUTHENTICATED):
            Remit(URL, "remit_wrong").get_company()
        with self.refused(Code.UNAUTHENTICATED):
            next(follow(Remit(URL, "remit_wrong"), 0))
        with self.refused(Code.FORBIDDEN):
            remit.create_api_key(NewApiKey(name="no"))
        with self.refused(Code.NOT_FOUND):
            remit.get_payment(str(uuid.uuid4()))
        with self.refused(Code.EMAIL_TAKEN):
            account = {"bsb": "000-000", "account_number": "12345"}
            remit.create_company(NewCompany(name="A", email=acme.email, password=PASSWORD, **account))
        payment = paid(remit)
        with self.refused(Code.INVALID_STATE) as caught:
            remit.delete_payment(payment.id)
        self.assertIs(problem_of(caught.exception).current_status, Status.SUCCESSFUL)
        with self.refused(Code.VALIDATION_FAILED) as caught:
            remit.create_payment(invoice(amount_cents=0, bsb="x"))
        wrong = problem_of(caught.exception).errors
        self.assertEqual(sorted(one.pointer for one in wrong), ["/amount_cents", "/bsb"])
        with self.refused(Code.VERSION_MISMATCH):
            remit.change_payment(payment.id, PaymentChange(description="late"), headers={"If-Match": '"99"'})

    def test_an_eleventh_stream_is_refused_and_its_follower_reads_the_list_meanwhile(self):
        acme = sign_up()
        paid(acme.remit)
        with contextlib.ExitStack() as streams:
            for _ in range(10):
                client = streams.enter_context(contextlib.closing(httpx.Client()))
                stream = Remit(URL, acme.secret, http_client=client).stream_events(after="0", timeout=30)
                next(stream)
                streams.callback(stream.close)
            with self.assertRaises(httpx.HTTPStatusError) as caught:
                next(acme.remit.stream_events(after="0"))
            refusal = json.loads(caught.exception.response.text)
            self.assertEqual((refusal["status"], refusal["code"]), (429, "rate_limited"))
            self.assertEqual(next(follow(acme.remit, 0)).sequence, 1)

    def test_the_client_for_asyncio_does_the_same(self):
        acme = sign_up()

        async def pay():
            remit = AsyncRemit(URL, acme.secret)
            payment = await remit.create_payment(invoice())
            return await remit.process_payment(payment.id, headers={"Prefer": "wait=10"})

        self.assertIs(asyncio.run(pay()).status, Status.SUCCESSFUL)


if __name__ == "__main__":
    unittest.main()

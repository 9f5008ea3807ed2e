/** The TypeScript SDK against a running server, as a shop would use it. REMIT_URL says where it is. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import {
  connect,
  follow,
  isProblem,
  verifyWebhook,
  WebhookError,
  type Event,
  type Problem,
} from 'remit-sdk';
import { invoice, paid, proxy, receiver, signUp, url } from './support.js';

const within = { timeout: 60_000 };
const refused = (code: Problem['code']) => (error: unknown) => isProblem(error, code);

test('a company signs up, logs in and makes a key', within, async () => {
  const { company, remit } = await signUp();
  const { data, headers } = await remit.getCompany({}, { envelope: true });
  assert.equal(data.id, company.id);
  assert.ok(headers.xRequestId);
});

test('a payment that is processed with a wait comes back successful', within, async () => {
  const { remit } = await signUp();
  const payment = await paid(remit);
  assert.equal(payment.status, 'successful');
  assert.ok(payment.transaction_at);
});

test('a creation whose answer is cut off is repeated and has one effect', within, async () => {
  const { remit, secret } = await signUp();
  const line = await proxy((_, connection) => connection === 1);
  const patient = connect({ url: line.url, key: secret });
  const { data, headers } = await patient.createPayment(invoice, { envelope: true });
  assert.equal(line.connections(), 2);
  assert.equal(headers.idempotencyReplayed, 'true');
  const { data: all } = await remit.listPayments();
  assert.deepEqual(all.map((one) => one.id), [data.id]);
  line.close();
});

test('a list is read through all of its pages', within, async () => {
  const { remit } = await signUp();
  const payments = Array.from({ length: 7 }, (_, i) => ({ ...invoice, reference: `INV-${i}` }));
  await remit.createPaymentBatch({ payments, 'Idempotency-Key': 'seven' });
  const sizes: number[] = [];
  for await (const page of remit.listPayments.pages({ limit: 3 })) sizes.push(page.data.length);
  assert.deepEqual(sizes, [3, 3, 1]);
  const references: unknown[] = [];
  for await (const one of remit.listPayments.items({ limit: 3 })) references.push(one.reference);
  assert.deepEqual(references.sort(), payments.map((one) => one.reference));
});

test('a webhook arrives, is verified, and a forged one is not believed', within, async () => {
  const { remit } = await signUp();
  const hook = await receiver();
  const { secret } = await remit.createWebhook({ url: hook.url, event_types: ['payment.successful'] });
  assert.ok(secret);
  const payment = await paid(remit);
  const { body, headers } = await hook.next();
  const event = await verifyWebhook(body, headers, secret);
  assert.equal(event.type, 'payment.successful');
  assert.equal(event.data.id, payment.id);
  assert.equal(event.id, headers['webhook-id']);

  const rotated = { ...headers, 'webhook-signature': `v1,AAAA v2,x ${headers['webhook-signature']}` };
  assert.equal((await verifyWebhook(body.toString(), rotated, secret)).id, event.id);
  const later = { now: Date.now() / 1000 + 301 };
  const unsigned = { ...headers, 'webhook-signature': undefined };
  const other = `whsec_${Buffer.alloc(24).toString('base64')}`;
  await assert.rejects(verifyWebhook(`${body} `, headers, secret), WebhookError);
  await assert.rejects(verifyWebhook(body, headers, other), WebhookError);
  await assert.rejects(verifyWebhook(body, headers, secret, later), WebhookError);
  await assert.rejects(verifyWebhook(body, unsigned, secret), WebhookError);
  hook.close();
});

test('signatures are those of the standard', async () => {
  // The example of standard-webhooks, whose signature is published with it.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = '{"test": 2432232314}';
  const headers = new Headers({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  assert.deepEqual(await verifyWebhook(body, headers, secret, { now: 1614265330 }), JSON.parse(body));
  const key = Buffer.from(secret.slice(6), 'base64');
  const own = createHmac('sha256', key).update(`${headers.get('webhook-id')}.1614265330.${body}`);
  assert.equal(headers.get('webhook-signature'), `v1,${own.digest('base64')}`);
});

test('events are followed without gap or repeat over cut connections and a restart', within, async () => {
  const { remit, secret } = await signUp();
  // The first stream is hung up on with its first event under way; what follows stays.
  let hungUp = false;
  const line = await proxy((chunk) => !hungUp && (hungUp = chunk.includes('data: {"id"')));
  const follower = connect({ url: line.url, key: secret });
  const seen: Event[] = [];
  const follows = async (payments: number) => {
    const ended = new AbortController();
    const after = seen.at(-1)?.sequence ?? 0;
    for await (const event of follow(follower, { after, signal: ended.signal })) {
      seen.push(event);
      if (seen.filter((one) => one.type === 'payment.successful').length === payments) break;
      if (seen.length === 2) await paid(remit);
    }
    ended.abort();
  };
  await paid(remit);
  await follows(2);
  await paid(remit);
  await follows(3);
  assert.ok(hungUp);
  assert.deepEqual(seen.map((event) => event.sequence), seen.map((_, i) => i + 1));
  const { data: all } = await remit.listEvents({ limit: 100 });
  assert.deepEqual(seen, all);
  line.close();
});

test('a follower without a stream reads the list', within, async () => {
  const { remit, secret } = await signUp();
  const streamless = connect({
    url,
    key: secret,
    fetch: (input, init) =>
      String(input).includes('/stream') ? Promise.reject(new TypeError('cut')) : fetch(input, init),
  });
  await paid(remit);
  for await (const event of follow(streamless, { after: 1 })) {
    assert.equal(event.sequence, 2);
    break;
  }
});

test('refusals are told apart by their code', within, async () => {
  const { remit, email, session } = await signUp();
  await assert.rejects(connect({ url, key: 'remit_wrong' }).getCompany(), refused('unauthenticated'));
  await assert.rejects(remit.createApiKey({ name: 'no' }), refused('forbidden'));
  await assert.rejects(remit.getPayment({ id: crypto.randomUUID() }), refused('not_found'));
  const again = { name: 'A', email, password: 'correct horse battery', bsb: '000-000', account_number: '12345' };
  await assert.rejects(session.createCompany(again), refused('email_taken'));
  const { id } = await paid(remit);
  await assert.rejects(remit.deletePayment({ id }), (error) => {
    assert.ok(isProblem(error, 'invalid_state'));
    return error.body.current_status === 'successful';
  });
  await assert.rejects(remit.createPayment({ ...invoice, amount_cents: 0, bsb: 'x' }), (error) => {
    assert.ok(isProblem(error, 'validation_failed'));
    return error.body.errors?.map((one) => one.pointer).sort().join() === '/amount_cents,/bsb';
  });
  const old = remit.changePayment({ id, description: 'late', 'If-Match': '"99"' });
  await assert.rejects(old, refused('version_mismatch'));
});

test('an eleventh stream is refused, and its follower reads the list meanwhile', within, async () => {
  const { remit } = await signUp();
  await paid(remit);
  const ended = new AbortController();
  const streams = Array.from({ length: 10 }, () => {
    const options = { signal: ended.signal, reconnect: false };
    return remit.streamEvents({ after: '0' }, options);
  });
  await Promise.all(streams.map((stream) => stream.next()));
  await assert.rejects(remit.streamEvents({ after: '0' }).next(), refused('rate_limited'));
  for await (const event of follow(remit, { after: 0 })) {
    assert.equal(event.sequence, 1);
    break;
  }
  ended.abort();
});

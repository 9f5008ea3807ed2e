/** A small shop: an order takes a payment, a webhook says what became of it. See ../README.md. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { connect, isProblem, verifyWebhook, WebhookError, type Payment } from 'remit-sdk';

type Wish = { item: string; cents: number; name: string; bsb: string; account_number: string };
type Order = { id: string; item: string; state: string; version: number };

const { REMIT_URL = 'http://127.0.0.1:8080', REMIT_KEY, PORT = '4000' } = process.env;
if (!REMIT_KEY) throw new Error('REMIT_KEY is not set');
const remit = connect({ url: REMIT_URL, key: REMIT_KEY });
const orders = new Map<string, Order>();
const states: Partial<Record<string, string>> = {
  created: 'awaiting payment',
  successful: 'paid',
  failed: 'not paid',
  disputed: 'disputed',
};

/** Takes a payment for the order, whose id makes sure that it is one payment. */
async function placeOrder({ item, cents, name, bsb, account_number }: Wish) {
  const id = randomUUID();
  const payment = await remit.createPayment({
    'Idempotency-Key': `order-${id}`,
    amount_cents: cents,
    account_name: name,
    bsb,
    account_number,
    metadata: { order: id, item },
  });
  orders.set(payment.id, { id, item, state: 'awaiting payment', version: 0 });
  await remit.processPayment({ id: payment.id, 'Idempotency-Key': `order-${id}-process` });
  return { id, payment: payment.id };
}

/** Moves the payment's order, unless it knows of something later already. */
function react(payment: Payment) {
  const order = orders.get(payment.id);
  if (!order || payment.version <= order.version) return;
  const state = states[payment.status] ?? 'unclear';
  order.version = payment.version;
  if (state === order.state) return;
  order.state = state;
  console.log(`order ${order.id}: ${state}${payment.failure ? ` (${payment.failure.code})` : ''}`);
}

async function answer(request: IncomingMessage, secret: string): Promise<[number, unknown?]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  switch (`${request.method} ${request.url}`) {
    case 'GET /orders':
      return [200, [...orders.values()]];
    case 'POST /orders':
      return [201, await placeOrder(JSON.parse(body.toString()) as Wish)];
    case 'POST /webhooks': {
      const event = await verifyWebhook(body, request.headers, secret);
      if (event.type.startsWith('payment.')) react(event.data as Payment);
      return [204];
    }
    default:
      return [404, { error: 'not here' }];
  }
}

function refusal(error: unknown): [number, unknown] {
  if (error instanceof WebhookError || error instanceof SyntaxError) return [400, { error: error.message }];
  if (isProblem(error, 'validation_failed')) return [422, { error: error.body.detail }];
  return [502, { error: 'the payment could not be taken' }];
}

let secret = '';
const shop = createServer(async (request, response) => {
  const [status, content] = await answer(request, secret).catch(refusal);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(content === undefined ? undefined : JSON.stringify(content));
});
shop.listen(Number(PORT), '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const webhook = await remit.createWebhook({ url: `${address}/webhooks`, event_types: ['payment.*'] });
  secret = webhook.secret ?? '';
  process.once('SIGINT', () => void remit.deleteWebhook({ id: webhook.id }).then(() => process.exit(0)));
  console.log(`open at ${address}`);
});

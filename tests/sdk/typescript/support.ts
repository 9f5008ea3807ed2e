/** A company of its own for each test, a local receiver, and a connection that breaks when told to. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { connect, type Payment, type Remit } from 'remit-sdk';

export const url = process.env.REMIT_URL ?? 'http://127.0.0.1:8080';
const password = 'correct horse battery staple';

export const invoice = {
  amount_cents: 12550,
  account_name: 'Jane Citizen',
  bsb: '000-000',
  account_number: '000123456',
};

export async function signUp() {
  const stranger = connect({ url });
  const email = `${randomUUID()}@example.com`;
  const account = { bsb: '000-000', account_number: '123456789' };
  const company = await stranger.createCompany({ name: 'Acme', email, password, ...account });
  const { token } = await stranger.createToken({ email, password });
  const session = connect({ url, key: token });
  const { secret } = await session.createApiKey({ name: 'shop' });
  if (!secret) throw new Error('a new key has its secret');
  return { company, email, session, secret, remit: connect({ url, key: secret }) };
}

export async function paid(remit: Remit, change: Partial<typeof invoice> = {}): Promise<Payment> {
  const { id } = await remit.createPayment({ ...invoice, ...change });
  return remit.processPayment({ id, Prefer: 'wait=10' });
}

/** A TCP proxy in front of the server; `cut` decides, chunk by chunk of the answers, when it hangs up. */
export async function proxy(cut: (chunk: Buffer, connection: number) => boolean) {
  const upstream = new URL(url);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    const number = ++connections;
    const remote = connectSocket(Number(upstream.port), upstream.hostname);
    for (const socket of [client, remote]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => (client.destroy(), remote.destroy()));
    }
    client.pipe(remote);
    remote.on('data', (chunk) => (cut(chunk, number) ? client.destroy() : client.write(chunk)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    close: () => (server.close(), sockets.forEach((socket) => socket.destroy())),
  };
}

export type Received = { headers: Record<string, string | string[] | undefined>; body: Buffer };

/** A receiver of webhooks: `next` is the next one that came. */
export async function receiver() {
  const queue: Received[] = [];
  let wake = () => {};
  const server = createHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(204).end();
    queue.push({ headers: request.headers, body: Buffer.concat(chunks) });
    wake();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    next: async (): Promise<Received> => {
      while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return queue.shift()!;
    },
    close: () => (server.close(), server.closeAllConnections()),
  };
}

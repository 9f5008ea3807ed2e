// Those who come: companies that sign up, and members of staff whom the command line adds.

import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SERVER, headed } from './browser.mjs';

export const PASSWORD = 'correct horse battery staple';

const run = promisify(execFile);

/** Details of a company that nobody has signed up yet. */
export function newCompany(name = 'Acme') {
  return { name, email: `${randomUUID()}@example.com`, password: PASSWORD };
}

/** Fills in the page of sign-up, and sends it. */
export async function signUp(page, company) {
  await page.goto('/signup');
  await page.getByLabel('Company name').fill(company.name);
  await page.getByLabel('E-mail').fill(company.email);
  await page.getByLabel('Password').fill(company.password);
  await page.getByLabel('BSB').fill('062-000');
  await page.getByLabel('Account number').fill('12345678');
  await page.getByRole('button', { name: 'Sign up' }).click();
}

/** Fills in the page of login, and sends it. */
export async function logIn(page, { email, password }, address = '/login') {
  await page.goto(address);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** A company that uses the API. */
export class Client {
  /** Signs a company up. */
  static async of(company) {
    const client = new Client();
    const account = { bsb: '062-000', account_number: '12345678' };
    const made = await client.send('POST', '/v1/companies', { ...company, ...account });
    const { email, password } = company;
    client.token = (await client.send('POST', '/v1/token', { email, password })).token;
    return Object.assign(client, { id: made.id });
  }

  /** Creates a payment. */
  pay(fields = {}) {
    const payment = { amount_cents: 12_550, account_name: 'Jane Citizen', ...ACCOUNT, ...fields };
    return this.send('POST', '/v1/payments', payment);
  }

  /** What is at an address of the API. */
  get(path) {
    return this.send('GET', path);
  }

  async send(method, path, body) {
    const headers = { 'content-type': 'application/json' };
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    const answer = await fetch(SERVER + path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

const ACCOUNT = { bsb: '062-000', account_number: '000123456' };

/** Adds a member of staff, as one does it at the server's machine. */
export async function newStaff(role) {
  const staff = { email: `${role}.${randomUUID()}@example.com`, password: PASSWORD };
  const folder = process.env.REMIT_SERVER_DATA;
  const { DATABASE_URL: _, ...env } = process.env;
  const binary = process.env.REMIT_BINARY;
  const url = await run(binary, ['database-url'], { env: { ...env, REMIT_DATA_DIR: folder } });
  await run(binary, ['staff', 'add', staff.email, '--role', role], {
    env: {
      ...env,
      DATABASE_URL: url.stdout.trim(),
      REMIT_SECRET_KEY: (await readFile(join(folder, 'secret.key'), 'utf8')).trim(),
      REMIT_STAFF_PASSWORD: staff.password,
    },
  });
  return staff;
}

/** A page of the panel, logged in. */
export async function atWork(page, staff) {
  await logIn(page, staff, '/admin/login');
  await headed(page, 'Tables');
}

/** What an authenticator app shows for this secret (RFC 6238), now or so many times 30 s later. */
export function code(secret, later = 0) {
  const bits = [...secret.replace(/[^A-Z2-7]/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// Every page there is, found by following links: proper in both themes, on a phone and on a desk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headed, launch, person, tab } from './browser.mjs';
import { Client, atWork, logIn, newCompany, newStaff } from './people.mjs';
import { findings, isProper } from './proper.mjs';

const browser = await launch();

test('pages for everybody are proper', async (t) => {
  const page = await tab(t, browser);
  for (const address of ['/signup', '/login', '/admin/login', ...(process.env.DOCS ? ['/docs'] : []), '/no-such-page']) {
    await page.goto(address);
    await isProper(page);
  }
});

test("a company's pages are proper", async (t) => {
  const acme = newCompany('Acme Pty Ltd');
  await busy(acme);
  const page = await tab(t, browser);
  await logIn(page, acme);
  await headed(page, acme.name);
  const seen = await follow(page, '/app');
  for (const kind of ['/app', '/app/payments', '/app/payments/:id', '/app/keys', '/app/company']) assert.ok(seen.has(kind), `${kind} of ${[...seen]}`);
});

test("staff's pages are proper", async (t) => {
  await busy(newCompany('Bolt & Sons'));
  const page = await tab(t, browser);
  await atWork(page, await newStaff('admin'));
  const seen = await follow(page, '/admin/');
  for (const kind of ['/admin/payment/', '/admin/payment/:id/', '/admin/payment/:id/history/', '/admin/company/:id/delete/']) assert.ok(seen.has(kind), `${kind} of ${[...seen]}`);
});

/** A company with something of everything. */
async function busy(company) {
  const client = await Client.of(company);
  const made = await client.send('POST', '/v1/payments/batch', undefined).catch(() => client.pay());
  const numbers = ['000123456', '111111113', '666666660', '444444440'];
  for (const account_number of numbers) {
    const payment = await client.pay({ account_number, reference: `INV-${account_number}`, description: 'A note', metadata: { order: '1001' } });
    await client.send('POST', `/v1/payments/${payment.id}/process`);
  }
  await client.send('POST', '/v1/api-keys', { name: 'Shop' });
  await client.send('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/hook' });
  return made;
}

/** Visits one page of each kind that links lead to, and returns the kinds. */
async function follow(page, start) {
  const [seen, ahead, found] = [new Set(), [start], []];
  while (ahead.length > 0) {
    const address = ahead.shift();
    if (seen.has(kind(address))) continue;
    seen.add(kind(address));
    const answer = await page.goto(address);
    assert.equal(answer.status(), 200, address);
    const began = Date.now();
    found.push(...(await findings(page, kind(address).slice(1) || 'root')));
    if (process.env.TIMES) console.log(kind(address), Date.now() - began);
    const links = await page.locator('a[href]:not([download])').evaluateAll((all) => all.map((link) => link.href));
    const ours = links.map((link) => new URL(link)).filter((link) => link.origin === new URL(page.url()).origin);
    ahead.push(...ours.map((link) => link.pathname).filter((path) => path.startsWith(start.replace(/\/$/, ''))));
  }
  assert.deepEqual(found, []);
  return seen;
}

/** An address without what is particular in it. */
function kind(address) {
  return decodeURIComponent(address).replace(/\/(?=[^/]*[\d~,:])[^/]+/g, '/:id');
}

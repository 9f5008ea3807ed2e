// Every page there is, found by following links: proper in both themes, on a phone and on a desk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERVER, headed, launch, tab } from './browser.mjs';
import { Client, atWork, logIn, newCompany, newStaff, signUp } from './people.mjs';
import { findings, isProper, none } from './proper.mjs';

const browser = await launch();

test('a page that is not there is proper', async (t) => {
  const page = await tab(t, browser);
  await signUp(page, newCompany());
  assert.equal((await page.goto('/app/no-such-page')).status(), 404);
  await isProper(page);
  assert.equal((await page.goto('/no-such-page')).status(), 404);
  await headed(page, 'There is nothing here');
  await isProper(page);
});

test('what a company meets that has nothing yet is proper', async (t) => {
  const page = await tab(t, browser);
  const acme = newCompany('Fresh & Sons Pty Ltd');
  await signUp(page, acme);
  await headed(page, acme.name);
  for (const name of ['app', 'app/payment/', 'app/api_key/', 'app/webhook/']) {
    await page.goto(`/${name}`);
    await isProper(page, `fresh ${name}`);
  }
});

test('pages for everybody are proper', async (t) => {
  const page = await tab(t, browser);
  for (const address of ['/signup', '/login', '/admin/login']) {
    await page.goto(address);
    await isProper(page);
  }
  await page.goto('/docs');
  await isProper(page, 'docs', ['.operation:nth-of-type(n+2)']);
});

test("a company's pages are proper", async (t) => {
  const acme = newCompany('Acme Pty Ltd');
  await busy(acme);
  const page = await tab(t, browser);
  await logIn(page, acme);
  await headed(page, acme.name);
  const seen = await follow(page, '/app');
  assert.ok(seen.size >= 9, `only ${[...seen]}`);
});

test("staff's pages are proper", async (t) => {
  await busy(newCompany('Bolt & Sons'));
  const page = await tab(t, browser);
  await atWork(page, await newStaff('admin'));
  const seen = await follow(page, '/admin/');
  for (const kind of ['/admin/payment/', '/admin/payment/:id/', '/admin/payment/:id/history/', '/admin/payment/:id/delete/']) {
    assert.ok(seen.has(kind), `${kind} is not among ${[...seen]}`);
  }
});

test('the appearance is chosen on any page, kept, and works without scripts', async (t) => {
  const page = await tab(t, browser, { javaScriptEnabled: false, colorScheme: 'light' });
  const back = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.goto('/login');
  const light = await back();
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor();
  const dark = await back();
  assert.notEqual(dark, light);
  await page.goto('/signup');
  assert.equal(await back(), dark);
  await page.getByRole('button', { name: 'System' }).click();
  await page.getByRole('button', { name: 'System', pressed: true }).waitFor();
  assert.equal(await back(), light);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await back(), dark, 'the same colours, whoever chose');
});

/** A company with something of everything. */
async function busy(company) {
  const client = await Client.of(company);
  await client.pay();
  const numbers = ['000123456', '111111113', '666666660', '444444440'];
  for (const account_number of numbers) {
    const payment = await client.pay({ account_number, reference: `INV-${account_number}`, description: 'A note', metadata: { order: '1001' } });
    await client.send('POST', `/v1/payments/${payment.id}/process`);
  }
  await client.send('POST', '/v1/api-keys', { name: 'Shop' });
  await client.send('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/hook' });
}

/** Looks at one page of each kind that links lead to, two at a time, and returns the kinds. */
async function follow(page, start) {
  const [seen, ahead, found] = [new Set(), [start], []];
  let busy = 0;
  const walk = async (page) => {
    while (ahead.length > 0 || busy > 0) {
      const address = ahead.shift();
      if (address === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
      if (address === undefined || seen.has(kind(address))) continue;
      seen.add(kind(address));
      busy++;
      try {
        const answer = await page.goto(address);
        assert.equal(answer.status(), 200, address);
        const links = await page.locator('a[href]:not([download])').evaluateAll((all) => all.map((link) => link.href));
        ahead.push(...links.map((link) => new URL(link)).filter(isBelow(start)).map((link) => link.pathname));
        found.push(...(await findings(page, kind(address).slice(1))));
      } finally {
        busy--;
      }
    }
  };
  await Promise.all([walk(page), walk(await page.context().newPage())]);
  none(found);
  return seen;
}

const isBelow = (start) => (link) => link.origin === SERVER && link.pathname.startsWith(start.replace(/\/$/, ''));

/** An address without what is particular in it. */
function kind(address) {
  return decodeURIComponent(address).replace(/\/(?=[^/]*[\d~,:])[^/]+/g, '/:id');
}

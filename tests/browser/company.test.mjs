// A company: signs up, looks after itself, and moves money.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headed, launch, tab } from './browser.mjs';
import { PASSWORD, logIn, newCompany, signUp } from './people.mjs';

const browser = await launch();

test('a company signs up, and is in', async (t) => {
  const page = await tab(t, browser);
  const acme = newCompany();
  await signUp(page, { ...acme, password: 'short' });
  const password = page.getByLabel('Password');
  assert.equal(await password.getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByLabel('Company name').inputValue(), acme.name);
  assert.equal(await password.inputValue(), '');
  assert.ok(await password.evaluate((input) => input === document.activeElement), 'the wrong field has the focus');
  await password.fill(acme.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await headed(page, acme.name);
  assert.equal(new URL(page.url()).pathname, '/app');
});

test('a changed password ends other sessions, and the new one logs in', async (t) => {
  const [phone, desk] = [await tab(t, browser), await tab(t, browser)];
  const acme = newCompany();
  await signUp(desk, acme);
  await headed(desk, acme.name);
  await logIn(phone, acme);
  await headed(phone, acme.name);
  await desk.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Company' }).click();
  await desk.getByLabel('Current password').fill(PASSWORD);
  await desk.getByLabel('New password').fill('another battery, another horse');
  await desk.getByRole('button', { name: 'Change password' }).click();
  await desk.getByRole('status').waitFor();
  await phone.reload();
  await headed(phone, 'Log in');
  await logIn(phone, { ...acme, password: 'another battery, another horse' });
  await headed(phone, acme.name);
});

test('an API key is shown once, copied with one press, and dead when revoked', async (t) => {
  const page = await tab(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await signUp(page, newCompany());
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('link', { name: 'Add API key' }).last().click();
  await page.getByLabel('Name').fill('Shop');
  await page.getByRole('button', { name: 'Make key' }).click();
  await headed(page, 'Your new API key');
  const secret = (await page.locator('.secret').textContent()).trim();
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
  const ask = () => fetch(`${process.env.REMIT_URL}/v1/company`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal((await ask()).status, 200);
  await page.getByRole('link', { name: 'I have kept it' }).click();
  assert.ok(!(await page.content()).includes(secret), 'the key is shown once');
  await page.locator('#rows tbody').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Revoke' }).click();
  await headed(page, 'Revoke this key?');
  assert.equal((await ask()).status, 200, 'it asks first');
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Revoke' }).count(), 0, 'what was done is not offered');
  assert.equal((await ask()).status, 401);
});

test('a payment is made, collected, and followed until it has happened', async (t) => {
  const page = await tab(t, browser);
  await signUp(page, newCompany());
  await page.getByRole('link', { name: 'New payment' }).or(page.getByRole('link', { name: 'Create a payment' })).first().click();
  await page.getByLabel('Amount in dollars').fill('125.50');
  await page.getByLabel('Account name').fill('Jane Citizen');
  await page.getByLabel('BSB').fill('062000');
  await page.getByLabel('Account number').fill('000123456');
  await page.getByLabel('Reference').fill('INV-1001');
  await page.getByRole('button', { name: 'Create payment' }).click();
  await page.getByRole('button', { name: 'Collect' }).click();
  // The page follows the payment by itself.
  await page.locator('.head .tag.successful').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Payments' }).click();
  await page.getByRole('row', { name: /INV-1001/ }).getByText('successful').waitFor();
});

test('after logging out, the way back shows nothing', async (t) => {
  const page = await tab(t, browser);
  const acme = newCompany('Back & Forth');
  await signUp(page, acme);
  await headed(page, acme.name);
  await page.goto('/app/company');
  await headed(page, 'Company');
  await page.getByRole('button', { name: 'Log out' }).click();
  await headed(page, 'Log in');
  await page.goBack();
  await headed(page, 'Log in');
  assert.ok(!(await page.content()).includes(acme.email));
});

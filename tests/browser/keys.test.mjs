// The keyboard: where the focus is, and the panel's keys, which can be switched off.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { headed, launch, person, tab } from './browser.mjs';
import { Client, atWork, newCompany, newStaff, signUp } from './people.mjs';
import { isProper } from './proper.mjs';

const browser = await launch();
let finance;
before(async () => (finance = await newStaff('finance')));

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

test('the first press of Tab offers to skip to the content', async (t) => {
  const page = await tab(t, browser);
  const acme = newCompany();
  await signUp(page, acme);
  await headed(page, acme.name);
  for (const address of ['/login', '/app', '/docs']) {
    await page.goto(address);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    assert.ok(await isFocused(skip), address);
    assert.ok((await skip.boundingBox()).x >= 0, 'it shows while it has the focus');
    await page.keyboard.press('Enter');
    assert.ok(await isFocused(page.locator('#content')), address);
  }
});

test('every part of a form is reached by Tab, in the order in which it stands', async (t) => {
  const page = await tab(t, browser);
  await page.goto('/signup');
  await page.getByLabel('Company name').focus();
  for (const label of ['E-mail', 'Password', 'BSB', 'Account number']) {
    await page.keyboard.press('Tab');
    assert.ok(await isFocused(page.getByLabel(label)), label);
  }
  await page.keyboard.press('Tab');
  assert.ok(await isFocused(page.getByRole('button', { name: 'Sign up' })));
});

test('/ leads to the search, ? tells of the keys, Ctrl+S saves', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  const payment = await (await Client.of(newCompany())).pay();
  await page.goto('/admin/payment/');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search payments' });
  assert.ok(await isFocused(search));
  await page.keyboard.type('?/');
  assert.equal(await search.inputValue(), '?/', 'who types gets what they type');
  await search.blur();

  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  await isProper(page, 'keys');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.goto(`/admin/payment/${payment.id}/`);
  await page.getByLabel('Account name').fill('Saved by keys');
  await page.keyboard.press('Control+s');
  await headed(page, 'Payments');
  await page.goto(`/admin/payment/${payment.id}/`);
  assert.equal(await page.getByLabel('Account name').inputValue(), 'Saved by keys');
});

test('keys that were switched off stay off, in other tabs too', async (t) => {
  const context = await person(t, browser);
  const page = await context.newPage();
  await atWork(page, finance);
  await page.goto('/admin/payment/');
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByRole('checkbox', { name: 'Keys are on' }).uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  const other = await context.newPage();
  for (const at of [page, other]) {
    await at.goto('/admin/payment/');
    await at.keyboard.press('/');
    assert.ok(!(await isFocused(at.getByRole('searchbox', { name: 'Search payments' }))));
    await at.keyboard.press('Shift+?');
    assert.ok(await at.getByRole('dialog').isHidden());
  }
  await other.getByRole('button', { name: 'Keys' }).click();
  await other.getByRole('checkbox', { name: 'Keys are on' }).check();
  await other.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('/');
  assert.ok(await isFocused(page.getByRole('searchbox', { name: 'Search payments' })));
});

// Staff at the panel: they find rows, change them, and are told when somebody else did.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { headed, launch, person, tab } from './browser.mjs';
import { Client, atWork, code, logIn, newCompany, newStaff } from './people.mjs';
import { isProper } from './proper.mjs';

const browser = await launch();
let finance;
before(async () => (finance = await newStaff('finance')));

/** A list of payments of a company of its own, so that tests do not meet each other's. */
async function listOf(page, client) {
  await page.goto(`/admin/payment/?company_id=${client.id}`);
  await headed(page, 'Payments');
}

const rows = (page) => page.locator('#rows tbody tr');

test('a list is filtered, sorted and paged in place, and the way back leads through it', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  const acme = await Client.of(newCompany());
  for (let number = 1; number <= 25; number++) {
    await acme.pay({ amount_cents: number * 100, direction: number > 20 ? 'credit' : 'debit' });
  }
  await listOf(page, acme);
  assert.equal(await rows(page).count(), 25);
  await page.evaluate(() => (window.sameDocument = true));

  await page.getByRole('link', { name: '20', exact: true }).click();
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByRole('link', { name: 'Previous' }).waitFor();
  assert.equal(await rows(page).count(), 5);
  assert.match(page.url(), /_after=/);

  await page.getByRole('link', { name: 'Previous' }).click();
  await page.getByRole('link', { name: 'Next' }).waitFor();
  await page.getByRole('columnheader', { name: 'Created' }).getByRole('link').click();
  await page.locator('th[aria-sort=ascending]').waitFor();
  const isFocused = (link) => link.evaluate((element) => element === document.activeElement);
  assert.ok(await isFocused(page.getByRole('columnheader', { name: 'Created' }).getByRole('link')), 'the focus stays');

  await page.locator('input[name=direction][value=credit]').check();
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await page.getByRole('list', { name: 'Active filters' }).getByText('credit').waitFor();
  assert.equal(await rows(page).count(), 5);
  assert.equal(await page.locator('#heard').textContent(), '5 payments');
  assert.ok(!page.url().includes('q=&'), 'what was left empty is not in the address');
  assert.ok(await page.evaluate(() => window.sameDocument), 'all of this happened in one page');

  await page.goBack();
  await page.locator('th[aria-sort=ascending]').waitFor();
  await page.getByRole('list', { name: 'Active filters' }).getByText('credit').waitFor({ state: 'detached' });
  assert.equal(await rows(page).count(), 20);
  await page.goForward();
  await page.getByRole('list', { name: 'Active filters' }).getByText('credit').waitFor();
});

test('a list of somebody who is no longer logged in leads to the login, and back', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  await listOf(page, await Client.of(newCompany()));
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Search' }).click();
  await headed(page, 'Staff login');
  await page.getByLabel('E-mail').fill(finance.email);
  await page.getByLabel('Password').fill(finance.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await headed(page, 'Payments');
});

test('a row is edited and saved', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  const acme = await Client.of(newCompany());
  const payment = await acme.pay();
  await listOf(page, acme);
  await rows(page).first().getByRole('link').first().click();
  await page.getByLabel('Account name').fill('Joe Citizen');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.getByLabel('Account name').inputValue(), 'Joe Citizen');
  assert.equal((await acme.get(`/v1/payments/${payment.id}`)).account_name, 'Joe Citizen');
  await page.getByRole('link', { name: 'History' }).click();
  await page.locator('ins', { hasText: 'Joe Citizen' }).waitFor();
});

test('what is refused is said above and at its field, and has the focus', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  const payment = await (await Client.of(newCompany())).pay();
  await page.goto(`/admin/payment/${payment.id}/`);
  await page.getByLabel('Reference').fill('-wrong');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('alert').waitFor();
  const wrong = page.getByLabel('Reference');
  assert.equal(await wrong.getAttribute('aria-invalid'), 'true');
  assert.ok(await wrong.evaluate((input) => input === document.activeElement));
  await isProper(page, 'refused');
});

test('two tabs, one row: who saves last sees what was, theirs and the others, and chooses', async (t) => {
  const context = await person(t, browser);
  const [first, second] = [await context.newPage(), await context.newPage()];
  await atWork(first, finance);
  const acme = await Client.of(newCompany());
  const payment = await acme.pay();
  for (const page of [first, second]) await page.goto(`/admin/payment/${payment.id}/`);
  await first.getByLabel('Account name').fill('First');
  await first.getByLabel('Description').fill('Only the first changed this');
  await first.getByRole('button', { name: 'Save and continue' }).click();
  await first.getByRole('status').waitFor();
  await second.getByLabel('Account name').fill('Second');
  await second.getByLabel('Reference').fill('ONLY-SECOND');
  const answer = second.waitForResponse((response) => response.request().method() === 'POST');
  await second.getByRole('button', { name: 'Save and continue' }).click();
  assert.equal((await answer).status(), 409);
  await headed(second, 'Somebody else changed this meanwhile');
  await isProper(second, 'conflict');
  const row = second.getByRole('row', { name: /Account name/ });
  for (const text of ['Jane Citizen', 'Second', 'First']) await row.getByText(text).waitFor();
  await row.getByRole('radio', { name: 'First' }).check();
  await second.getByRole('button', { name: 'Save this' }).click();
  await second.getByRole('status').waitFor();
  const now = await acme.get(`/v1/payments/${payment.id}`);
  assert.deepEqual(
    [now.account_name, now.description, now.reference],
    ['First', 'Only the first changed this', 'ONLY-SECOND'],
  );
});

test('many rows are picked at once, and what is done to them is asked for once more', async (t) => {
  const page = await tab(t, browser);
  await atWork(page, finance);
  const acme = await Client.of(newCompany());
  for (let number = 1; number <= 3; number++) await acme.pay();
  await listOf(page, acme);
  await page.getByRole('checkbox', { name: 'Pick all on this page' }).check();
  await page.getByLabel('With the picked rows').selectOption('Send to the bank');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await headed(page, /3 picked/);
  await isProper(page, 'bulk');
  assert.ok((await acme.get('/v1/payments')).data.every((payment) => payment.processing.state === 'none'));
  await page.getByRole('button', { name: 'Send to the bank' }).click();
  await page.getByRole('status').getByText('3 done').waitFor();
  await isProper(page, 'bulk-done');
  assert.ok((await acme.get('/v1/payments')).data.every((payment) => payment.processing.state !== 'none'));
});

test('a second factor is set up, asked for at the next login, and replaced by a recovery code', async (t) => {
  const staff = await newStaff('admin');
  const page = await tab(t, browser);
  await atWork(page, staff);
  await page.goto('/admin/me/totp');
  const secret = (await page.locator('.secret').textContent()).trim();
  await page.getByLabel('Code').fill(code(secret));
  await page.getByRole('button', { name: 'Put in force' }).click();
  await headed(page, 'Your recovery codes');
  await isProper(page, 'recovery-codes');
  const recovery = (await page.locator('.codes li').first().textContent()).trim();
  await page.getByRole('link', { name: 'I have kept them' }).click();
  for (const proof of [code(secret, 1), recovery]) {
    await page.getByRole('button', { name: 'Log out' }).click();
    await headed(page, 'Staff login');
    await logIn(page, staff, '/admin/login');
    await headed(page, 'One more step');
    await isProper(page, 'code');
    await page.getByLabel('Code').fill(proof);
    await page.getByRole('button', { name: 'Go on' }).click();
    await headed(page, 'Tables');
  }
});

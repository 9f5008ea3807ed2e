// A browser without JavaScript: everything works, with more page loads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headed, launch, tab, until } from './browser.mjs';
import { Client, atWork, newCompany, newStaff, signUp } from './people.mjs';

const browser = await launch();
const bare = (t) => tab(t, browser, { javaScriptEnabled: false });

test('without scripts a company signs up, is told what is wrong, and collects a payment', async (t) => {
  const page = await bare(t);
  const acme = newCompany();
  await signUp(page, { ...acme, password: 'short' });
  assert.equal(await page.getByLabel('Password').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Password').fill(acme.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await headed(page, acme.name);
  await page.goto('/app/payment/add/');
  await page.getByLabel('Amount in dollars').fill('10');
  await page.getByLabel('Account name').fill('Jane Citizen');
  await page.getByLabel('BSB').fill('062000');
  await page.getByLabel('Account number').fill('000123456');
  await page.getByRole('button', { name: 'Create payment' }).click();
  await page.getByRole('button', { name: 'Collect' }).click();
  await until('the payment is successful', async () => {
    await page.reload();
    return page.locator('.head .tag.successful').isVisible();
  });
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/app');
  await headed(page, 'Log in');
});

test('without scripts staff filter a list, edit a row, and act on many', async (t) => {
  const page = await bare(t);
  await atWork(page, await newStaff('finance'));
  const acme = await Client.of(newCompany());
  for (const direction of ['debit', 'debit', 'credit']) await acme.pay({ direction });
  await page.goto(`/admin/payment/?company_id=${acme.id}`);
  const rows = page.locator('#rows tbody tr');
  assert.equal(await rows.count(), 3);
  await page.locator('input[name=direction][value=debit]').check();
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await page.getByRole('list', { name: 'Active filters' }).getByText('debit').waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByRole('columnheader', { name: 'Created' }).getByRole('link').click();
  await page.locator('th[aria-sort=ascending]').waitFor();

  await rows.first().getByRole('link').first().click();
  await page.getByLabel('Account name').fill('Joe Citizen');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('status').waitFor();
  assert.equal(await page.getByLabel('Account name').inputValue(), 'Joe Citizen');

  await page.goto(`/admin/payment/?company_id=${acme.id}`);
  for (const pick of await rows.getByRole('checkbox').all()) await pick.check();
  await page.getByLabel('With the picked rows').selectOption('Send to the bank');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await headed(page, /3 picked/);
  await page.getByRole('button', { name: 'Send to the bank' }).click();
  await page.getByRole('status').getByText('3 done').waitFor();
});

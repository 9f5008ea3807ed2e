// Debian's Chromium, and pages that remember everything they complained about.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

export const SERVER = process.env.REMIT_URL;

/** What a person waits for at most, in milliseconds: a busy machine is slow, not wrong. */
export const PATIENCE = 30_000;

const FLAGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of a test file, ended with it. */
export async function launch() {
  const browser = await chromium.launch({
    executablePath: process.env.REMIT_CHROMIUM,
    args: FLAGS,
    // Root has none, containers often neither; it sees no pages but ours.
    chromiumSandbox: false,
  });
  after(() => browser.close());
  return browser;
}

/**
 * A person with a browser profile of their own. When the test ends, none of their pages may have
 * complained: no message of the console, no script that failed, no file that was missing.
 */
export async function person(t, browser, options = {}) {
  const context = await browser.newContext({
    baseURL: SERVER,
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const complaints = [];
  context.on('page', (page) => listen(page, complaints));
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, [], 'pages complained');
  });
  return context;
}

/** A page of a person of their own. */
export async function tab(t, browser, options) {
  return (await person(t, browser, options)).newPage();
}

function listen(page, complaints) {
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    // A page with another status than 200 is told of, too; what else fails to load is told below.
    const isStatus = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isStatus) {
      complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    const isPage = ['document', 'fetch'].includes(response.request().resourceType());
    const worst = isPage ? 500 : 400;
    if (response.status() >= worst) complaints.push(`${response.status()}: ${response.url()}`);
  });
}

/** Follows what is said of an element until it is so. */
export async function until(what, holds) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    if (await holds()) return;
    if (Date.now() > deadline) assert.fail(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The heading of a page, once it is this. */
export async function headed(page, heading) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

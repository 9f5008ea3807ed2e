// What must be true of every page, in both themes, on a phone and on a desk.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
/** Bytes of scripts and styles of one page, as they come through the wire. */
const MOST_BYTES = 45_000;
const WIDTHS = [320, 1280];
const THEMES = ['light', 'dark'];
/** Where to keep pictures of all pages, for people who look at them; nowhere by default. */
const PICTURES = process.env.REMIT_SCREENSHOTS;

/**
 * What is wrong with a page: violations of WCAG 2.2 AA that axe finds, scrolling sideways, targets
 * that are too small, more than 45 KB of scripts and styles. It is left as it was. Of what is repeated many times, axe may look at the first.
 */
export async function findings(page, name = nameOf(page), repeated = []) {
  const [found, size] = [[], page.viewportSize()];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of THEMES) {
      const where = `${name}, ${theme}, ${width} px`;
      await page.emulateMedia({ colorScheme: theme });
      const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES);
      for (const selector of repeated) axe.exclude(selector);
      const { violations } = await axe.setLegacyMode(true).analyze();
      for (const { id, nodes } of violations) found.push(...nodes.map((node) => `${where}: ${id}: ${node.html}`));
      await picture(page, name, theme, width);
    }
    const where = `${name}, ${width} px`;
    found.push(...(await page.evaluate(tooWide)).map((html) => `${where}: scrolls sideways: ${html}`));
    found.push(...(await page.evaluate(tooSmall)).map((html) => `${where}: small target: ${html}`));
  }
  const bytes = await page.evaluate(weight);
  if (bytes > MOST_BYTES) found.push(`${name}: ${bytes} bytes of scripts and styles`);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
  return found;
}

/** Nothing is wrong with the page. */
export async function isProper(page, name, repeated) {
  none(await findings(page, name, repeated));
}

/** There are no findings; else they are told, one a line. */
export function none(found) {
  if (found.length > 0) assert.fail(`${found.length} findings:\n${found.slice(0, 50).join('\n')}`);
}

function nameOf(page) {
  const { pathname, search } = new URL(page.url());
  return (pathname + search).slice(1) || 'root';
}

async function picture(page, name, theme, width) {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  const file = `${name.replace(/[^\w.-]+/g, '_').slice(0, 80)}.${theme}.${width}.png`;
  await page.screenshot({ path: join(PICTURES, file), fullPage: true });
}

/** In the page: bytes of its scripts and styles, compressed as they were sent. */
function weight() {
  const files = performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css)$/.test(name));
  return files.reduce((sum, file) => sum + file.encodedBodySize, 0);
}

/** In the page: what reaches over its edge, when it scrolls sideways. */
function tooWide() {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  const over = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return over.map((element) => element.outerHTML.slice(0, 120));
}

/** In the page: targets under 24 pixels, but for links within a sentence (WCAG 2.5.8 lets them be). */
function tooSmall() {
  const targets = document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])');
  const isSmall = (target) => {
    if (!target.checkVisibility({ checkVisibilityCSS: true }) || target.closest('.skip, .visually-hidden')) return false;
    if (target.matches('a') && getComputedStyle(target).display === 'inline') return false;
    const label = ['checkbox', 'radio'].includes(target.type) ? target.labels[0] : undefined;
    const { width, height } = (label ?? target).getBoundingClientRect();
    return Math.min(width, height) < 23.99;
  };
  return [...targets].filter(isSmall).map((target) => target.outerHTML.slice(0, 120));
}

import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));

/** Why browser tests cannot run here, or null. */
export const NO_BROWSER = found
  ? null
  : 'No Chromium was found. Install it (Debian: apt-get install chromium) or name one in CHROMIUM.';

if (NO_BROWSER) console.warn(`Browser tests are skipped. ${NO_BROWSER}`);

/** A real browser that asks nobody but us. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: found ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface OpenPage {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of, and requests to other origins; must stay empty. */
  complaints: string[];
}

/** A fresh profile, as of a person who was never here, that notes every console error and foreign request. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-GB', acceptDownloads: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about|chrome-extension):/.test(url))
      complaints.push(`foreign request ${url}`);
  });
  return { context, page, complaints };
}

/** Signs in by the page. */
export async function signIn(
  page: Page,
  url: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
}

/** Runs axe over the page; WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Evaluated by the debugger's protocol, so the page's policy, which allows no such script, stays as it is.
    await page.evaluate((await import('axe-core')).default.source);
  }
  const violations = await page.evaluate(async () => {
    const axe = (window as any).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map(
      (violation: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }) => ({
        id: violation.id,
        help: violation.help,
        where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
      }),
    );
  });
  expect(violations).toEqual([]);
}

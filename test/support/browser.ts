import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** The first has all that the others have but windows, and needs a quarter less time. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const found = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));

/** Why browser tests cannot run here, or null. */
export const NO_BROWSER = found
  ? null
  : 'No Chromium was found. Install it (Debian: apt-get install chromium) or name one in CHROMIUM.';

if (NO_BROWSER) console.warn(`Browser tests are skipped. ${NO_BROWSER}`);

const START = {
  executablePath: found ?? '',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
const CALM = { locale: 'en-GB', acceptDownloads: true, reducedMotion: 'reduce' } as const;

/** A real browser that asks nobody but us. */
export function launch(): Promise<Browser> {
  return chromium.launch(START);
}

/** The same with a profile that stays in a folder, as people's own; closing it closes the browser. */
export function launchProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...START, ...CALM });
}

export interface OpenPage {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of, and requests to other origins; must stay empty. */
  complaints: string[];
}

/**
 * A fresh profile, as of a person who was never here and wants no animations, that notes every console error and
 * foreign request.
 */
export async function openPage(
  browser: Browser,
  origin: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ ...CALM, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about|chrome|chrome-extension):/.test(url))
      complaints.push(`foreign request ${url}`);
  });
  return { context, page, complaints };
}

/** Goes to an address and loads it, also where only the part behind its # is another than before. */
export async function loadAnew(page: Page, url: string): Promise<void> {
  const before = page.url();
  await page.goto(url);
  if (withoutHash(before) === withoutHash(page.url())) await page.reload();
}

const withoutHash = (url: string) => url.split('#', 1)[0];

/** Signs in as the page does, and opens it. */
export async function signIn(
  page: Page,
  url: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  // Past the form, which the tests of accounts fill in: the page is loaded once, not twice.
  const headers = { Origin: url };
  const answer = await page.request.post(`${url}/auth/sign-in/email`, { headers, data: { email, password } });
  expect(answer.status()).toBe(200);
  await page.goto(url);
  await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RULES = {
  everything: { type: 'tag', values: TAGS },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** Runs axe over the page: WCAG 2.2 AA, or of it what a colour scheme can change. */
export async function expectAccessible(page: Page, rules: keyof typeof RULES = 'everything'): Promise<void> {
  // Evaluated by the debugger's protocol, so the page's policy, which allows no such script, stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async (runOnly) => {
    const axe = (window as any).axe;
    const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    return found.violations.map(
      (violation: { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }) => ({
        id: violation.id,
        help: violation.help,
        where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
      }),
    );
  }, RULES[rules]);
  expect(violations).toEqual([]);
}

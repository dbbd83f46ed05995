import { expect, test } from 'vitest';
import { launch, NO_BROWSER, openPage, signIn } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN, startHouse } from '../support/house.ts';

const DAY = 86_400_000;

test.skipIf(NO_BROWSER)(
  'whoever comes back within the week stays signed in for another',
  { timeout: 60_000 },
  async () => {
    const house = await startHouse();
    const browser = await launch();
    try {
      const { page } = await openPage(browser, house.url);
      await signIn(page, house.url, ADMIN);
      const sessions = house.rooms.catalog.updateTable('sessions').where('id', '!=', 'test');
      await sessions
        .set({
          expires_at: new Date(Date.now() + DAY).toISOString(),
          updated_at: new Date(Date.now() - 6 * DAY).toISOString(),
        })
        .execute();
      await page.reload();
      await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
      const moved = await eventually('the end of the session moves on', async () => {
        const { expires_at } = await house.rooms.catalog
          .selectFrom('sessions')
          .select('expires_at')
          .where('id', '!=', 'test')
          .executeTakeFirstOrThrow();
        return Date.parse(expires_at) > Date.now() + 6 * DAY;
      });
      expect(moved).toBe(true);
    } finally {
      await browser.close();
      await house.remove();
    }
  },
);

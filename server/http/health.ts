import { Router } from 'express';
import { sql } from 'kysely';
import type { Rooms } from '../domain/rooms.ts';

/** /healthz: the process answers. /readyz: it can serve files now; otherwise 503, and which part cannot. */
export function health(rooms: Pick<Rooms, 'vault' | 'catalog' | 'store'>, probeTime: number): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.setHeader('Cache-Control', 'no-store').json({ alive: true });
  });
  router.get('/readyz', async (_req, res) => {
    const [catalog, store] = await Promise.all([
      reachable(sql`select 1`.execute(rooms.catalog), probeTime),
      reachable(rooms.store.stat('vault.id'), probeTime),
    ]);
    const vault = rooms.vault.state;
    const ready = vault === 'UNSEALED' && catalog && store;
    res
      .status(ready ? 200 : 503)
      .setHeader('Cache-Control', 'no-store')
      .json({ ready, vault, catalog, store });
  });
  return router;
}

async function reachable(probe: Promise<unknown>, time: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, time, false);
  });
  try {
    return await Promise.race([probe.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { createAuth } from './auth/auth.ts';
import { migrate } from './catalog/migrate.ts';
import { openSqlite } from './catalog/open.ts';
import type { Config } from './config/config.ts';
import { Activities } from './domain/activity.ts';
import { openAttempts } from './domain/attempts.ts';
import { recordStart } from './domain/audit-signing.ts';
import { Hashing } from './domain/hashing.ts';
import { type Housekeeping, startHousekeeping } from './domain/housekeeping.ts';
import { NameSearch } from './domain/name-search.ts';
import { startNotices } from './domain/notices.ts';
import { PartLists } from './domain/part-lists.ts';
import { Recorder } from './domain/recorder.ts';
import type { Rooms } from './domain/rooms.ts';
import { SetupCode } from './domain/setup-code.ts';
import { steadyClock } from './domain/steady-clock.ts';
import { TransferSlots } from './domain/transfer-slots.ts';
import { Turns } from './domain/turns.ts';
import { checkBinding } from './domain/vault-binding.ts';
import type { Context } from './graphql/context.ts';
import { createGraphqlServer } from './graphql/server.ts';
import { createApp } from './http/app.ts';
import type { Caller } from './http/graphql.ts';
import { listen } from './http/listen.ts';
import { createMetrics, listenMetrics } from './http/metrics.ts';
import { type HttpLimits, LIMITS } from './http/options.ts';
import { openMailer } from './mail/smtp.ts';
import { openFsStore } from './store/fs.ts';
import { Vault } from './vault/vault.ts';

/** A server at work. */
export interface House {
  rooms: Rooms;
  /** Where it listens, without a trailing slash. */
  url: string;
  housekeeping: Housekeeping;
  /** Lets running transfers end for so many milliseconds, breaks the rest, forgets all keys, closes everything. */
  close(graceMs: number): Promise<void>;
}

export interface HouseOptions {
  config: Config;
  log: Logger;
  /** Absolute path of the built web app. */
  appFolder: string;
  limits?: HttpLimits;
  /** Milliseconds since 1970, in place of the machine's wall clock; no other clock counts on then. */
  clock?: () => number;
  /** Runs with the rooms before anything listens: the place to unseal by configuration. */
  prepare?: (rooms: Rooms) => Promise<void>;
}

/**
 * Builds the house from its parts and opens its doors: config → catalog, store, vault → domain → http.
 * On failure everything that was opened is closed again.
 * @throws CatalogTooNew, Mismatch, CatalogError, StoreError; whatever `prepare` throws
 */
export async function openHouse({ config, log, appFolder, limits = LIMITS, ...rest }: HouseOptions): Promise<House> {
  const opened: (() => unknown)[] = [];
  const closeAll = async () => {
    const faults: unknown[] = [];
    for (const close of opened.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        faults.push(error);
      }
    }
    for (const err of faults) log.error({ err }, 'a part of the house could not be closed in order');
  };
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const catalog = await openSqlite(catalogFile(config.dataDir));
    opened.push(catalog.close);
    await migrate(catalog.db);
    const store = await openFsStore(join(config.dataDir, 'objects'));
    const attempts = openAttempts(join(config.dataDir, 'attempts.sqlite'));
    opened.push(attempts.close);
    const mail = config.mail && openMailer(config.mail, log);
    if (mail) opened.push(mail.close);
    const vault = new Vault();
    const recorder = new Recorder({ catalog: catalog.db, vault, log });
    const rooms: Rooms = {
      catalog: catalog.db,
      store,
      vault,
      attempts,
      search: new NameSearch(vault),
      partLists: new PartLists(vault),
      setupCode: new SetupCode(),
      transfers: new TransferSlots(config.transfers),
      derivations: new Turns(500),
      mail,
      recorder,
      activities: new Activities(limits.streamCheck),
      holds: new Map(),
      hashing: new Hashing(),
      settings: {
        publicUrl: config.publicUrl ?? '',
        defaultSuite: config.suite,
        maxFileSize: config.maxFileSize,
        quotas: config.quotas,
      },
      log,
      clock: rest.clock ? steadyClock(rest.clock, () => 0) : steadyClock(Date.now, () => performance.now()),
    };
    await checkBinding(rooms);
    opened.push(() => vault.seal());
    opened.push(() => rooms.hashing.close());
    await recorder.start();
    opened.push(() => recorder.close(), rooms.activities.start(rooms), startNotices(rooms));
    await recordStart(rooms);
    await rest.prepare?.(rooms);

    const auth = createAuth(rooms, {
      publicUrl: config.publicUrl,
      secureCookies: config.tls !== null || config.publicUrl?.startsWith('https:') === true,
    });
    const apollo = await createGraphqlServer(log);
    opened.push(apollo.stop);
    const metrics = createMetrics(vault);
    const options = { ...config, appFolder, limits };
    const contextOf = (res: Response) => contextFor(rooms, res.locals as Caller);
    const app = createApp({
      rooms,
      auth,
      graphql: apollo.handler(contextOf),
      stream: apollo.stream(contextOf, limits.stalledReader),
      metrics,
      options,
    });
    const door = await listen(app, options, log);
    rooms.settings.publicUrl ||= door.url;
    const housekeeping = startHousekeeping(rooms);
    opened.push(housekeeping.stop);
    if (config.metrics) {
      const metricsDoor = await listenMetrics(metrics.registry, config.metrics);
      opened.push(() => metricsDoor.close(0));
    }
    return {
      rooms,
      url: door.url,
      housekeeping,
      async close(graceMs) {
        rooms.activities.end();
        await door.close(graceMs);
        await settled(rooms);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Where the catalog of a data folder is. */
export const catalogFile = (dataDir: string) => join(dataDir, 'catalog.sqlite');

/** The rules are told for whose address they work. */
function contextFor(rooms: Rooms, caller: Caller): Context {
  return { ...caller, rooms: { ...rooms, address: caller.address } };
}

/** Milliseconds in which what the doors cut off closes what it had begun. */
const SETTLING = 5_000;

async function settled({ transfers, holds }: Rooms): Promise<void> {
  const deadline = performance.now() + SETTLING;
  while (transfers.running + holds.size > 0 && performance.now() < deadline) await sleep(20);
}

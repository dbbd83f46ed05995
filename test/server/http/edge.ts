import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express, RequestHandler } from 'express';
import { onTestFinished } from 'vitest';
import type { Auth } from '../../../server/auth/auth.ts';
import { migrate } from '../../../server/catalog/migrate.ts';
import { openSqlite } from '../../../server/catalog/open.ts';
import { openAttempts } from '../../../server/domain/attempts.ts';
import { type Principal, SCOPES, type Scope } from '../../../server/domain/principal.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { createApp } from '../../../server/http/app.ts';
import { listen } from '../../../server/http/listen.ts';
import { createLog } from '../../../server/http/log.ts';
import { createMetrics, type Metrics } from '../../../server/http/metrics.ts';
import { type HttpLimits, type HttpOptions, LIMITS } from '../../../server/http/options.ts';
import { openFsStore } from '../../../server/store/fs.ts';
import type { Keyring } from '../../../server/vault/keyring.ts';
import { Vault } from '../../../server/vault/vault.ts';

export const PAGE = `<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-1a2b.js"></script>`;

export interface Edge {
  url: string;
  port: number;
  rooms: Rooms;
  metrics: Metrics;
  app: Express;
  /** Lines that were logged. */
  logged: string[];
  close(graceMs: number): Promise<void>;
  /** Ends all of it and removes its folder. */
  end(): Promise<void>;
}

export interface EdgeChoices {
  /** What stands in for Apollo. */
  graphql?: RequestHandler;
  limits?: Partial<HttpLimits>;
  options?: Partial<HttpOptions>;
  maxFileSize?: number;
  sealed?: boolean;
}

/** As `startEdge`; gone when the test ends. */
export async function openEdge(choices?: EdgeChoices): Promise<Edge> {
  const edge = await startEdge(choices);
  onTestFinished(edge.end);
  return edge;
}

/** The edge over a real catalog and store, with people who are known by `Bearer <scope>`. */
export async function startEdge(choices: EdgeChoices = {}): Promise<Edge> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-http-'));
  await mkdir(join(folder, 'app', 'assets'), { recursive: true });
  await writeFile(join(folder, 'app', 'index.html'), PAGE);
  await writeFile(join(folder, 'app', 'robots.txt'), 'User-agent: *');
  await writeFile(join(folder, 'app', 'assets', 'app-1a2b.js'), 'export {};');
  const catalog = await openSqlite(join(folder, 'catalog.sqlite'));
  await migrate(catalog.db);
  const vault = new Vault();
  vault.markInitialized();
  const keyring = { destroy() {}, secret: () => Buffer.alloc(32, 7) };
  if (!choices.sealed) vault.install(keyring as unknown as Keyring);
  const logged: string[] = [];
  const attempts = openAttempts(null);
  const rooms = {
    catalog: catalog.db,
    store: await openFsStore(join(folder, 'objects')),
    vault,
    attempts,
    settings: { publicUrl: 'http://127.0.0.1', defaultSuite: 1, maxFileSize: choices.maxFileSize ?? 2 ** 30 },
    log: createLog({ write: (line: string) => void logged.push(line) }),
    clock: () => Date.now(),
  } as unknown as Rooms;
  const options: HttpOptions = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    trustProxy: null,
    tls: null,
    metrics: null,
    appFolder: join(folder, 'app'),
    ...choices.options,
    limits: { ...LIMITS, ...choices.limits },
  };
  const metrics = createMetrics(vault);
  const graphql = choices.graphql ?? ((_req, res) => void res.json({ data: {} }));
  const app = createApp({ rooms, auth: people, graphql, stream: graphql, metrics, options });
  const server = await listen(app, options, rooms.log);
  const end = async () => {
    await server.close(0);
    await catalog.close();
    attempts.close();
    await rm(folder, { recursive: true });
  };
  const port = Number(new URL(server.url).port);
  return { url: server.url, port, rooms, metrics, app, logged, close: server.close, end };
}

const people: Auth = {
  async handler(_req, res) {
    res.setHeader('Content-Type', 'application/json');
    res.end('{"auth":true}');
  },
  async principalOf({ authorization }) {
    const [, scope] = /^Bearer (\w+)$/.exec(authorization ?? '') ?? [];
    if (!scope || !(SCOPES as readonly string[]).includes(scope)) return null;
    return { kind: 'token', id: 't1', userId: 'u1', role: 'MEMBER', scopes: new Set([scope as Scope]) } as Principal;
  },
};

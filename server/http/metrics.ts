import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Rooms } from '../domain/rooms.ts';
import { type Listening, listening } from './listening.ts';
import { routeOf } from './route.ts';

/** What Prometheus reads; labels are routes, methods and statuses, never an id, a name or an address. */
export interface Metrics {
  registry: Registry;
  observe: RequestHandler;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE']);

export function createMetrics(vault: Pick<Rooms['vault'], 'state'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'strongroom_vault_unsealed',
    help: '1 while the keys are in memory.',
    registers,
    collect() {
      this.set(vault.state === 'UNSEALED' ? 1 : 0);
    },
  });
  const labelNames = ['route'] as const;
  const running = new Gauge({
    name: 'strongroom_requests_running',
    help: 'Requests not yet answered.',
    labelNames,
    registers,
  });
  const received = new Counter({
    name: 'strongroom_received_bytes_total',
    help: 'Bytes of requests.',
    labelNames,
    registers,
  });
  const sent = new Counter({ name: 'strongroom_sent_bytes_total', help: 'Bytes of answers.', labelNames, registers });
  const seconds = new Histogram({
    name: 'strongroom_request_seconds',
    help: 'Time from a request’s headers to the end of its answer.',
    labelNames: ['route', 'method', 'status', 'complete'] as const,
    buckets: [0.01, 0.05, 0.2, 1, 5, 30, 120, 600, 3600],
    registers,
  });
  /** What each connection had carried when its last request ended. */
  const counted = new WeakMap<Socket, { read: number; written: number }>();
  const observe: RequestHandler = (req, res, next) => {
    const route = routeOf(req.path);
    const { socket } = req;
    const before = counted.get(socket) ?? { read: 0, written: 0 };
    running.inc({ route });
    const stop = seconds.startTimer({ route, method: METHODS.has(req.method) ? req.method : 'other' });
    res.once('close', () => {
      running.dec({ route });
      const now = { read: socket.bytesRead, written: socket.bytesWritten };
      counted.set(socket, now);
      received.inc({ route }, Math.max(0, now.read - before.read));
      sent.inc({ route }, Math.max(0, now.written - before.written));
      stop({ status: String(res.statusCode), complete: String(res.writableFinished) });
    });
    next();
  };
  return { registry, observe };
}

/** Serves /metrics on an address of its own, since whoever reads it learns how much the house is used. */
export async function listenMetrics(registry: Registry, at: { host: string; port: number }): Promise<Listening> {
  const server = createServer((req, res) => {
    if (req.method !== 'GET' || req.url !== '/metrics') {
      res.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => res.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => res.writeHead(500).end(),
    );
  });
  return listening(server, 'http', at);
}

import { expect, onTestFinished, test } from 'vitest';
import { listenMetrics } from '../../../server/http/metrics.ts';
import { openEdge } from './edge.ts';

test('metrics are served on a port of their own and never on ours', async () => {
  const edge = await openEdge();
  const server = await listenMetrics(edge.metrics.registry, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close(0));
  const id = '5b1c3f9e-0000-4000-8000-00000000000a';
  await fetch(`${edge.url}/download/${id}`);
  await fetch(`${edge.url}/graphql`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } });
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(
    /strongroom_request_seconds_count\{route="download",method="GET",status="403",complete="true"\} 1/,
  );
  expect(text).toMatch(/strongroom_sent_bytes_total\{route="graphql"\} [1-9]/);
  expect(text).toMatch(/strongroom_received_bytes_total\{route="graphql"\} [1-9]/);
  expect(text).toContain('strongroom_vault_unsealed 1');
  expect(text).toContain('process_resident_memory_bytes');
  expect(text).not.toContain(id);
  expect((await fetch(`${server.url}/other`)).status).toBe(404);
  expect(await (await fetch(`${edge.url}/metrics`)).text()).not.toContain('strongroom_');
});

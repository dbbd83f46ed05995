import { describe, expect, test } from 'vitest';
import { Problem } from '../../../server/domain/problem.ts';
import { BYTES, fileOf, openShelf } from './shelf.ts';

const get = async (url: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(url, { headers, method });
  return { answer, body: Buffer.from(await answer.arrayBuffer()), header: (name: string) => answer.headers.get(name) };
};

describe('a whole file', () => {
  test('comes with its length, tag and name, and stays out of caches', async () => {
    const { url } = await openShelf(fileOf());
    const { answer, body, header } = await get(url);
    expect(answer.status).toBe(200);
    expect(body).toEqual(BYTES);
    expect(header('content-length')).toBe('1000');
    expect(header('accept-ranges')).toBe('bytes');
    expect(header('etag')).toBe(fileOf().etag);
    expect(header('content-type')).toBe('application/pdf');
    expect(header('content-disposition')).toBe('attachment; filename=report.pdf');
    expect(header('cache-control')).toBe('private, no-store');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('is inert in a browser: sandboxed, without script, framed by our own page only', async () => {
    const { url } = await openShelf(fileOf({ inline: true, contentType: 'text/html' }));
    const { header } = await get(url);
    const policy = header('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
    expect(header('x-frame-options')).toBe('SAMEORIGIN');
  });

  test('may have inline styles where it is shown, for the browser’s own viewer, and no styles where it is not', async () => {
    const styles = async (inline: boolean) => {
      const { url } = await openShelf(fileOf({ inline, contentType: 'image/png' }));
      return /style-src ([^;]*)/.exec((await get(url)).header('content-security-policy') ?? '')?.[1];
    };
    expect([await styles(true), await styles(false)]).toEqual(["'unsafe-inline'", undefined]);
  });

  test('of no bytes has length 0 and no range', async () => {
    const { url } = await openShelf(fileOf({ size: 0, read: async () => (async function* () {})() }));
    const { answer, body, header } = await get(url);
    expect([answer.status, body.length, header('content-length')]).toEqual([200, 0, '0']);
    expect((await get(url, { Range: 'bytes=0-' })).answer.status).toBe(416);
  });

  test('HEAD tells the same and reads nothing', async () => {
    const { url } = await openShelf(fileOf({ read: () => Promise.reject(new Error('read')) }));
    const { answer, header } = await get(url, {}, 'HEAD');
    expect([answer.status, header('content-length'), header('etag')]).toEqual([200, '1000', fileOf().etag]);
    const part = await get(url, { Range: 'bytes=5-9' }, 'HEAD');
    expect([part.answer.status, part.header('content-length')]).toEqual([206, '5']);
  });

  test('plain text is UTF-8', async () => {
    const { url } = await openShelf(fileOf({ contentType: 'text/plain' }));
    expect((await get(url)).header('content-type')).toBe('text/plain; charset=utf-8');
  });
});

describe('a range', () => {
  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=299-301', 299, 302],
    ['bytes=990-', 990, 1000],
    ['bytes=-10', 990, 1000],
    ['bytes=-5000', 0, 1000],
    ['bytes=900-5000', 900, 1000],
  ])('%s is sent as 206', async (Range, start, end) => {
    const { url } = await openShelf(fileOf());
    const { answer, body, header } = await get(url, { Range });
    expect(answer.status).toBe(206);
    expect(body).toEqual(BYTES.subarray(start, end));
    expect(header('content-range')).toBe(`bytes ${start}-${end - 1}/1000`);
    expect(header('content-length')).toBe(String(end - start));
  });

  test.each(['bytes=0-1,5-6', 'bytes=x', 'lines=0-1', 'bytes=9-3'])(
    '%s is answered with the whole file',
    async (Range) => {
      const { url } = await openShelf(fileOf());
      const { answer, body } = await get(url, { Range });
      expect([answer.status, body.length]).toEqual([200, 1000]);
    },
  );

  test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s gets 416 with the size', async (Range) => {
    const { url } = await openShelf(fileOf());
    const { answer, body, header } = await get(url, { Range });
    expect(answer.status).toBe(416);
    expect(header('content-range')).toBe('bytes */1000');
    expect(JSON.parse(body.toString())).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  test('If-Range with the tag resumes, with another or a date starts over', async () => {
    const { url } = await openShelf(fileOf());
    const resumed = await get(url, { Range: 'bytes=10-', 'If-Range': fileOf().etag ?? '' });
    expect([resumed.answer.status, resumed.body.length]).toEqual([206, 990]);
    for (const other of ['"other"', `W/${fileOf().etag}`, 'Wed, 21 Oct 2015 07:28:00 GMT']) {
      const { answer, body } = await get(url, { Range: 'bytes=10-', 'If-Range': other });
      expect([answer.status, body.length]).toEqual([200, 1000]);
    }
  });
});

test('If-None-Match with the tag gets 304 and no byte', async () => {
  const { url } = await openShelf(fileOf({ read: () => Promise.reject(new Error('read')) }));
  const { answer, body, header } = await get(url, { 'If-None-Match': `"x", ${fileOf().etag}` });
  expect([answer.status, body.length, header('etag')]).toEqual([304, 0, fileOf().etag]);
});

test.each(['POST', 'PUT', 'DELETE'])('%s gets 405 with what is allowed', async (method) => {
  const { url } = await openShelf(fileOf());
  const { answer, header } = await get(url, {}, method);
  expect([answer.status, header('allow')]).toEqual([405, 'GET, HEAD']);
});

test.each([
  ['FORBIDDEN', 403],
  ['EXPIRED', 410],
  ['NOT_FOUND', 404],
  ['UNAUTHENTICATED', 401],
  ['RATE_LIMITED', 429],
  ['INTEGRITY', 500],
] as const)('%s becomes %i with a JSON body and no trace of the file', async (code, status) => {
  const open = () => Promise.reject(new Problem(code, 'told', { retryAfter: 1.2 }));
  const { url } = await openShelf(fileOf(), { open });
  const { answer, body, header } = await get(url);
  expect(answer.status).toBe(status);
  expect(JSON.parse(body.toString())).toEqual({ errors: [{ message: 'told', extensions: { code } }] });
  expect(header('retry-after')).toBe('2');
  expect(header('content-disposition')).toBeNull();
  expect(header('etag')).toBeNull();
});

test('the key is given back whatever happens', async () => {
  let closed = 0;
  const close = async () => void (closed += 1);
  const { url } = await openShelf(fileOf({ close }));
  for (const Range of ['bytes=0-', 'bytes=5000-', 'bytes=1-2']) await get(url, { Range });
  await get(url, { 'If-None-Match': '*' });
  await get(url, {}, 'HEAD');
  expect(closed).toBe(5);
});

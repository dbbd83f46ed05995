import { expect, test } from 'vitest';
import { createLog } from '../../../server/http/log.ts';
import { openEdge } from './edge.ts';

const ID = '5b1c3f9e-0000-4000-8000-00000000000a';

test('a request line has the route and the file’s id, and nothing else of the address', async () => {
  const { url, logged } = await openEdge();
  await fetch(`${url}/download/${ID}?by=token.x&sig=SECRETSIG`);
  await fetch(`${url}/download/SECRETNAME.pdf`);
  await fetch(`${url}/auth/SECRETTOKEN?a=SECRETQUERY`, { headers: { Cookie: 'a=SECRETCOOKIE' } });
  await fetch(`${url}/graphql?query={SECRETQUERY}`, { headers: { Authorization: 'Bearer SECRETBEARER' } });
  await fetch(`${url}/SECRETPATH.png`);
  await expect.poll(() => logged.length).toBe(5);
  const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({
    method: 'GET',
    route: 'download',
    fileId: ID,
    status: 403,
    address: '127.0.0.1',
    complete: true,
  });
  expect(lines.map(({ route }) => route)).toEqual(['download', 'download', 'auth', 'graphql', 'page']);
  expect(lines[1]).not.toHaveProperty('fileId');
  expect(logged.join()).not.toContain('SECRET');
});

test('secret fields are left out at every depth that we log', () => {
  const logged: string[] = [];
  const log = createLog({ write: (line: string) => void logged.push(line) });
  const names =
    'passphrase password newPassword currentPassword setupCode token secret cookie authorization ' +
    'name filename email url query variables to subject text smtpUrl';
  const secret = Object.fromEntries(names.split(' ').map((name) => [name, `SECRET of ${name}`]));
  log.info({ ...secret, inner: { ...secret, deeper: secret } }, 'something happened');
  expect(logged.join().match(/SECRET of \w+/g)).toBeNull();
  expect(logged.join().match(/\[redacted\]/g)).toHaveLength(3 * 19);
});

test('an error is written with its cause, without what else hangs on it', () => {
  const logged: string[] = [];
  const log = createLog({ write: (line: string) => void logged.push(line) });
  const error = Object.assign(new Error('outer', { cause: new TypeError('inner') }), {
    code: 'EX',
    parameters: ['SECRET'],
  });
  log.error({ err: error }, 'failed');
  const { err } = JSON.parse(logged[0] ?? '') as { err: object };
  expect(err).toMatchObject({
    type: 'Error',
    message: 'outer',
    code: 'EX',
    cause: { type: 'TypeError', message: 'inner' },
  });
  expect(logged.join()).not.toContain('SECRET');
});

test('every answer names its request, and an unknown fault repeats the name', async () => {
  const { url, logged } = await openEdge({
    graphql: () => {
      throw new Error('SQLITE: /var/lib/secret.sqlite');
    },
  });
  const answer = await fetch(`${url}/graphql`);
  const body = await answer.text();
  expect(answer.status).toBe(500);
  expect(body).toContain('"INTERNAL"');
  expect(body).toContain(answer.headers.get('x-request-id'));
  expect(body).not.toContain('sqlite');
  expect(logged.join()).toContain(`"requestId":"${answer.headers.get('x-request-id')}","err"`);
});

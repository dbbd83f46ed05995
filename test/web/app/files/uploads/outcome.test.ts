import { CombinedError } from '@urql/core';
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../../web/app/files/uploads/outcome.ts';

function answered(code: string, message = 'said by the server', extra: object = {}): CombinedError {
  return new CombinedError({ graphQLErrors: [{ message, extensions: { code, ...extra } }] });
}

test('a lost connection is worth another attempt', () => {
  const lost = new CombinedError({ networkError: new TypeError('failed') });
  expect(outcomeOf(lost)).toMatchObject({ kind: 'broke', reason: 'connection' });
  expect(outcomeOf(answered('UPLOAD_INCOMPLETE'))).toMatchObject({ kind: 'broke', reason: 'connection' });
});

test('a busy server is asked again after the time it gave', () => {
  expect(outcomeOf(answered('UNAVAILABLE', 'busy', { retryAfter: 7 }))).toMatchObject({
    kind: 'broke',
    reason: 'busy',
    retryAfterSeconds: 7,
  });
});

test('a full server is waited for; a person’s own space that is used up is not', () => {
  for (const way of ['at once', 'resumable'] as const) {
    expect(outcomeOf(answered('STORAGE_FULL'), way)).toMatchObject({ kind: 'broke', reason: 'full' });
    expect(outcomeOf(answered('QUOTA_EXCEEDED'), way)).toMatchObject({
      kind: 'refused',
      trouble: { happened: 'Your space is used up.' },
    });
  }
});

test('a proxy that is down counts as a passing fault', () => {
  const response = new Response('', { status: 502 });
  const down = new CombinedError({ networkError: new Error('Bad Gateway'), response });
  expect(outcomeOf(down)).toMatchObject({ kind: 'broke', reason: 'busy' });
});

test('what repeating cannot change is not offered again', () => {
  expect(outcomeOf(answered('FILE_TOO_LARGE'))).toMatchObject({ kind: 'refused', retryable: false });
  expect(outcomeOf(answered('BAD_INPUT', 'The name is empty.'))).toMatchObject({
    kind: 'refused',
    retryable: false,
    trouble: { happened: 'The name is empty.' },
  });
});

test('what a person can put right is offered again, in words', () => {
  for (const code of ['QUOTA_EXCEEDED', 'VAULT_SEALED', 'INTERNAL']) {
    const outcome = outcomeOf(answered(code));
    expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
    expect(outcome.kind === 'refused' && outcome.trouble.todo).toMatch(/\.$/);
  }
});

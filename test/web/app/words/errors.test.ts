import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../../../server/domain/problem.ts';
import { ERROR_WORDS, errorWords, waitWords } from '../../../../web/app/words/errors.ts';
import { StrongroomError } from '../../../../web/client/errors.ts';

const JARGON = /token|session|cipher|request|invalid/i;

describe('the table of errors', () => {
  test('has words for every code of the server, and for no answer at all', () => {
    expect(Object.keys(ERROR_WORDS).sort()).toEqual([...PROBLEM_CODES, 'NETWORK'].sort());
  });

  test('says what happened and what to do in a sentence each', () => {
    for (const { what, todo } of Object.values(ERROR_WORDS)) {
      expect(what).toMatch(/^[A-Z].*\.$/);
      expect(todo).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('is plain: no code, number or jargon in it', () => {
    const all = Object.values(ERROR_WORDS).flatMap(({ what, todo }) => [what, todo]);
    expect(all.filter((sentence) => /[A-Z]{2,}|\d/.test(sentence) || JARGON.test(sentence))).toEqual([]);
  });
});

describe('a failure in words', () => {
  test('takes the words of its code', () => {
    expect(errorWords(new StrongroomError('VAULT_SEALED', 'sealed'))).toEqual(ERROR_WORDS.VAULT_SEALED);
  });

  test('takes words of the place before those of the table', () => {
    const own = { WRONG_PASSPHRASE: { what: 'Wrong.', todo: 'Again.' } };
    expect(errorWords(new StrongroomError('WRONG_PASSPHRASE', ''), own)).toEqual(own.WRONG_PASSPHRASE);
  });

  test('adds the message of the server where that names the fault', () => {
    expect(errorWords(new StrongroomError('BAD_INPUT', 'The name is too long.')).detail).toBe('The name is too long.');
    expect(errorWords(new StrongroomError('NOT_FOUND', 'no such row')).detail).toBeUndefined();
  });

  test('says how long to wait', () => {
    const failure = new StrongroomError('RATE_LIMITED', 'slow down', { retryAfter: 40 });
    expect(errorWords(failure).todo).toBe('Wait 40 seconds, then try again.');
  });

  test('without an answer the server cannot be reached', () => {
    expect(errorWords(new TypeError('Failed to fetch'))).toEqual(ERROR_WORDS.NETWORK);
  });
});

describe('a wait in words', () => {
  test.each([
    [1, '1 second'],
    [0.4, '1 second'],
    [90, '90 seconds'],
    [91, '2 minutes'],
    [600, '10 minutes'],
  ])('%d seconds', (seconds, words) => {
    expect(waitWords(seconds)).toBe(words);
  });
});

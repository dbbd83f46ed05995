import { describe, expect, test } from 'vitest';
import { isEmail } from '../../../../web/app/components/email.ts';
import { secretOf } from '../../../../web/app/components/hash.ts';
import { isGoodPassword } from '../../../../web/app/components/new-password.ts';

describe('the secret behind the # of a link', () => {
  test('is decoded', () => expect(secretOf('#a%2Bb')).toBe('a+b'));
  test('is empty when there is none', () => expect(secretOf('')).toBe(''));
  test('is taken as it is when it cannot be decoded', () => expect(secretOf('#50%')).toBe('50%'));
});

describe('an e-mail address', () => {
  test.each(['anna@clinic.example', ' anna@clinic.example ', 'a@localhost'])('%s is one', (text) => {
    expect(isEmail(text)).toBe(true);
  });
  test.each(['', 'anna', '@clinic.example', 'anna@', 'an na@clinic.example'])('“%s” is none', (text) => {
    expect(isEmail(text)).toBe(false);
  });
});

describe('a new password', () => {
  test('is good when it is long enough and the same twice', () => {
    expect(isGoodPassword({ password: 'twelve signs', again: 'twelve signs' })).toBe(true);
  });
  test('is not good when it is short, or differs the second time', () => {
    expect(isGoodPassword({ password: 'eleven sign', again: 'eleven sign' })).toBe(false);
    expect(isGoodPassword({ password: 'twelve signs', again: 'twelve sings' })).toBe(false);
  });
  test('counts characters, not the units that encode them', () => {
    expect(isGoodPassword({ password: '🔑🔑🔑🔑🔑🔑', again: '🔑🔑🔑🔑🔑🔑' })).toBe(false);
  });
});

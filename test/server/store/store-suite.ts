import { describe } from 'vitest';
import { keysSuite } from './keys-suite.ts';
import { readingSuite } from './reading-suite.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { writingSuite } from './writing-suite.ts';

/** What every CiphertextStore promises. */
export function storeSuite(open: () => Promise<StoreUnderTest>): void {
  describe('put', () => writingSuite(open));
  describe('open', () => readingSuite(open));
  describe('keys', () => keysSuite(open));
}

import { ensureBuilt } from '../../build.mjs';

/** Before all tests: the page and the programs that the tests start are built. */
export function setup(): void {
  ensureBuilt();
}

import { defineConfig } from 'vitest/config';

/** The fast set: every feature. */
export default defineConfig({
  // As Node does: vite would take a second copy of graphql, whose errors the first does not know.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a loaded machine, and at once on others.
    expect: { poll: { timeout: 20_000 } },
    globalSetup: 'test/support/built.ts',
    pool: 'forks',
    maxWorkers: 2,
    // Modules are loaded once in a worker; loading them for each file would take a third of the time.
    isolate: false,
  },
});

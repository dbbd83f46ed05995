import { defineConfig } from 'vitest/config';

/** Big files, kills and soaks, one after the other. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/long/**/*.test.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    globalSetup: 'test/support/built.ts',
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
});

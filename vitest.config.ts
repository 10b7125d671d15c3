import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** With TEST_REPORT set, the results go to that file as JSON as well. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/keycloak/**', 'test/bench/**', 'node_modules/**'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 120_000,
    // Files share what they load: tables and parsers once a worker, not once a file. No test leaves a trace in a module.
    isolate: false,
    // The thread that runs the command line is where its process is, and a thread of vitest could not go anywhere.
    pool: 'forks',
    // The laws are work for processors alone: all of them, two where nobody says.
    maxWorkers: Math.max(2, availableParallelism()),
    server: { deps: { inline: ['clipanion'] } },
  },
});

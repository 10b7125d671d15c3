import { defineConfig } from 'vitest/config';

const report = process.env.TEST_REPORT;

/** Tests that need real Keycloak servers: Java and Maven on the machine, minutes rather than seconds. */
export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // `more` is not asked on every change: it tries single rows and awkward realms.
    include: process.env.KEYCLOAK_MORE === '1' ? ['test/keycloak/more/*.test.ts'] : ['test/keycloak/*.test.ts'],
    globalSetup: ['test/keycloak/shared-twins.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
    server: { deps: { inline: ['clipanion'] } },
  },
});

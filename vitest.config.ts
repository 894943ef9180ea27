import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Ends what hangs. No test may fail for a machine that is busy, so that it is far more than any takes. */
const MOST_PATIENT = 600_000;

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['reference/**/*.test.ts', 'conformance/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.checkers.test.ts', '**/node_modules/**'],
          testTimeout: MOST_PATIENT,
          hookTimeout: MOST_PATIENT,
        },
      },
      {
        test: {
          name: 'checkers',
          include: ['**/*.checkers.test.ts'],
          exclude: ['**/node_modules/**', 'dist/**'],
          testTimeout: MOST_PATIENT,
          hookTimeout: MOST_PATIENT,
        },
      },
    ],
  },
});

export default config;

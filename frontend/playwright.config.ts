import { defineConfig } from '@playwright/test'

const chromium = process.env.UNISON_CHROMIUM || process.env.CHROMIUM || '/usr/bin/chromium'

/** A real Chromium against a real server with the demo plant, which the set-up starts and stops. */
export default defineConfig({
  testDir: '../tests/e2e',
  globalSetup: '../tests/e2e/setup.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['../tests/e2e/closing.ts']],
  use: {
    viewport: { width: 360, height: 760 },
    hasTouch: true,
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})

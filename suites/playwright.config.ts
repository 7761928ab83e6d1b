import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { Variant } from './engine/variant.js';

const here = dirname(fileURLToPath(import.meta.url));

function project(name: string, folder: string, variant: Variant) {
  // Cases of the other charging mode are left out beforehand; everything else that does not apply is decided by PICS.
  const otherMode = variant.mode === 'AC' ? /_DC_/ : /_AC_/;
  return { name, testDir: join(here, folder), grepInvert: otherMode, use: { variant } };
}

const ac = { PICS_CMN_CMN_ChargingMode: 'aC' };
const dc = { PICS_CMN_CMN_ChargingMode: 'dC' };
const plain = { PIXIT_SECC_CMN_TLS: false };
const secured = { PIXIT_SECC_CMN_TLS: true };

// Projects are the forms in which a SUT is tested. One worker, because one EVSE serves one vehicle at a time.
// biome-ignore lint/style/noDefaultExport: Playwright reads the configuration from the default export
export default defineConfig<object, { variant: Variant }>({
  testMatch: '**/*.spec.js',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // A guard against a hanging case, far above every timer of the standard; verdicts on time come from captures.
  timeout: 180_000,
  outputDir: process.env.PLUMBLINE_OUTPUT ?? join(here, '..', '.playwright'),
  reporter: [[join(here, '..', 'src', 'reporters', 'playwright-adapter.js')]],
  projects: [
    project('iso15118-2-ac-tcp', 'iso15118-2', {
      mode: 'AC',
      security: 'none',
      pics: { ...ac, ...plain },
      gateway: 'ac',
    }),
    project('iso15118-2-dc-tcp', 'iso15118-2', {
      mode: 'DC',
      security: 'none',
      pics: { ...dc, ...plain },
      gateway: 'dc',
    }),
    project('iso15118-2-dc-tls', 'iso15118-2', {
      mode: 'DC',
      security: 'tls',
      pics: { ...dc, ...secured },
      gateway: 'dc',
    }),
    project('site', 'site', { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' }),
  ],
});

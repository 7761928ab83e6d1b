import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { logMeasurement, readLogs } from '../../../src/probes/host/gateway-log.js';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { onNodeClock } from '../../../src/probes/host/node-clock.js';

const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };

describe('the journal of the gateway', () => {
  it('a unit of which the journal holds nothing at all is not a clean log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-journal-'));
    // A journalctl that knows one unit, and that is as quiet as the real one about every other.
    const entry = JSON.stringify({ MESSAGE: 'started', __REALTIME_TIMESTAMP: '1700000000000000' });
    const program = `#!/bin/sh\ncase "$*" in *"-u gateway "*) echo '${entry}';; esac\n`;
    writeFileSync(join(folder, 'journalctl'), program, { mode: 0o755 });
    const run: Inspect = async ([name = '', ...rest]) => {
      const env = { PATH: `${folder}:${process.env['PATH']}` };
      const { status, stdout, stderr } = spawnSync(name, rest, { env, encoding: 'utf8' });
      return { code: status ?? 1, stdout, stderr };
    };
    try {
      const known = await readLogs(run, { since: 1_700_000_000, unit: 'gateway' });
      assert.equal(logMeasurement(known, context).value, 0);
      const unknown = logMeasurement(await readLogs(run, { since: 1_700_000_000, unit: 'getaway' }), context);
      assert.equal(unknown.value, undefined);
      assert.match(unknown.unavailable ?? '', /holds no entry of getaway at all/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  it('the beginning of the run is told by the clock of the node, as early as the comparison allows', () => {
    assert.equal(onNodeClock(1000, { offsetS: -3600, boundS: 0.5, samples: 8 }), -2600.5);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { revertSeconds } from '../../../src/gateway/inverter/faulty-writes.js';
import type { CreateControl } from '../../../src/peers/utility/control-types.js';
import { type Plugged, plugIn } from './support/plugged.js';
import { eventually, responsesOf } from './support/utility-bench.js';

// Each fault is seen at the inverter or at the server; the same steps without it are in power.test.ts and robustness.test.ts.

const stop: CreateControl = { durationS: 2, base: { opModEnergize: false } };
const responded = (bench: Plugged, mRID: string, status: number): Promise<true> =>
  eventually(`Response ${status}`, async () => (await responsesOf(bench.utility, mRID)).includes(status) || undefined);
const second = () => new Promise((resolve) => setTimeout(resolve, 1000));

interface Row {
  readonly fault: FaultName;
  readonly what: string;
  readonly more?: string;
  readonly see: (bench: Plugged) => Promise<void>;
}

const rows: readonly Row[] = [
  {
    fault: 'ack-before-effect',
    what: 'power flows when Response 2 comes, and stops later',
    see: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, durationS: 60 });
      await responded(bench, mRID, 2);
      assert.ok(bench.device.powerW > 7000);
      await bench.power('late stop', (watts) => watts === 0);
    },
  },
  {
    fault: 'ack-without-effect',
    what: 'Responses 1, 2 and 3, and power flows all the time',
    see: async (bench) => {
      const before = bench.device.writes.length;
      const { mRID } = await bench.utility.createControl(stop);
      await responded(bench, mRID, 3);
      assert.deepEqual(await responsesOf(bench.utility, mRID), [1, 2, 3]);
      assert.ok(bench.device.powerW > 7000);
      assert.ok(!bench.device.writes.slice(before).some(({ address, values }) => address === 4 && values.length === 6));
    },
  },
  ...(['lose-energize', 'lose-connect'] as const).map(
    (fault): Row => ({
      fault,
      what: 'the stop has no effect',
      see: async (bench) => {
        const mode = fault === 'lose-energize' ? 'opModEnergize' : 'opModConnect';
        const { mRID } = await bench.utility.createControl({ durationS: 60, base: { [mode]: false } });
        await responded(bench, mRID, 2);
        assert.ok(bench.device.powerW > 7000);
      },
    }),
  ),
  {
    fault: 'limit-for-stop',
    what: 'a tenth of the rating goes on flowing',
    see: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, durationS: 60 });
      await responded(bench, mRID, 2);
      assert.ok(Math.abs(bench.device.powerW - 5000) < 50 && bench.device.connected);
    },
  },
  {
    fault: 'never-release',
    what: 'the limit stays after Response 3',
    see: async (bench) => {
      const { mRID } = await bench.utility.createControl({ durationS: 2, base: { opModExpLimW: 1000 } });
      await responded(bench, mRID, 3);
      await second();
      assert.ok(bench.device.powerW <= 1000);
    },
  },
  {
    fault: 'pulse-at-end',
    what: 'between two limits everything flows for a moment',
    see: async (bench) => {
      const from = bench.device.course.length;
      const first = await bench.utility.createControl({ durationS: 2, base: { opModExpLimW: 1000 } });
      await bench.utility.createControl({ start: first.startS + 2, durationS: 60, base: { opModExpLimW: 1000 } });
      // Each of them may be shorter than the time between two looks: the inverter keeps what was written.
      await eventually('limit, pulse and limit', () => {
        const since = bench.device.course.slice(from);
        const limit = since.findIndex((watts) => watts <= 1000);
        const pulse = since.findIndex((watts, index) => limit !== -1 && index > limit && watts > 7000);
        return (pulse !== -1 && since.slice(pulse).some((watts) => watts <= 1000)) || undefined;
      });
    },
  },
  {
    fault: 'ramp-in-steps',
    what: 'a stop comes down in steps of a second',
    see: async (bench) => {
      const from = bench.device.course.length;
      await bench.utility.createControl({ ...stop, durationS: 60 });
      await bench.power('the end', (watts) => watts === 0);
      assert.ok(
        bench.device.course.slice(from).some((watts) => watts > 2000 && watts < 4000),
        'a step',
      );
    },
  },
  {
    fault: 'wrong-sign',
    what: 'the set power has the other sign as soon as it is limited',
    see: async (bench) => {
      await bench.power('charge in place of discharge', (watts) => watts < -7000);
    },
  },
  {
    fault: 'revert-timer-fail-open',
    what: 'the stop is written with a time after which it is undone',
    see: async (bench) => {
      await bench.utility.createControl({ ...stop, durationS: 60 });
      await bench.power('stop', (watts) => watts === 0);
      // Conn_RvrtTms, Conn, WMaxLimPct, its window, RvrtTms ...
      assert.ok(
        bench.device.writes.some(
          ({ values }) => values.length === 7 && values[0] === revertSeconds && values[4] === revertSeconds,
        ),
      );
    },
  },
  {
    fault: 'ignore-modbus-exception',
    what: 'a stop that the inverter refused is told to have started',
    see: async (bench) => {
      bench.device.fault = 'refuses-writes';
      const { mRID } = await bench.utility.createControl({ ...stop, durationS: 60 });
      await responded(bench, mRID, 2);
      assert.ok(bench.device.powerW > 7000);
      bench.device.fault = 'none';
    },
  },
  {
    fault: 'write-read-only',
    what: 'scale factors are written along',
    see: async (bench) => {
      assert.ok(bench.device.writes.some(({ address, values }) => address + values.length > 23));
    },
  },
  {
    fault: 'no-default-control',
    what: 'a default control does not limit',
    see: async (bench) => {
      await bench.utility.setDefault({ base: { opModExpLimW: 1000 } });
      await bench.utility.waitForRequest({ resource: 'dderc' }, 30_000);
      await second();
      assert.ok(bench.device.powerW > 7000);
    },
  },
  {
    fault: 'fail-open-on-loss',
    what: 'the default control is lifted when the server is gone',
    more: 'controls: { vehicle_on_stop: hold }, on_server_loss: { after_s: 1 }',
    see: async (bench) => {
      await bench.utility.setDefault({ base: { opModExpLimW: 1000 } });
      await bench.power('default control', (watts) => watts <= 1000);
      await bench.utility.behave({ kind: 'reset' });
      await bench.power('full power', (watts) => watts > 7000);
    },
  },
  {
    fault: 'release-on-malformed',
    what: 'a list that cannot be read releases the stop',
    see: async (bench) => {
      const { mRID } = await bench.utility.createControl({ ...stop, durationS: 60 });
      await responded(bench, mRID, 2);
      await bench.utility.behave({ kind: 'malformed', match: 'GET .*/derc\\?' });
      await bench.power('full power', (watts) => watts > 7000);
    },
  },
];

// They mostly wait: some at a time.
describe('faults of control', { concurrency: 3 }, () => {
  for (const { fault, what, more, see } of rows) {
    it(`${fault}: ${what}`, async (t) => {
      const options = more === undefined ? {} : { more };
      // Discharge cannot be waited for where the fault turns it round.
      const bench = await plugIn(t, {
        ...options,
        faults: [fault],
        ...(fault === 'wrong-sign' ? { level: false } : {}),
      });
      await see(bench);
    });
  }
});

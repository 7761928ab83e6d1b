import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import type { GridAllowance } from '../../../src/gateway/grid/grid-allowance.js';
import { allowanceOf } from '../../../src/gateway/sep2/control/merge-controls.js';
import type { ControlModes } from '../../../src/gateway/sep2/events/control-modes.js';
import { faultsOf } from './support/events.js';

const ratings = { maxW: 20_000, maxChargeW: 20_000, maxDischargeW: 10_000 };
const none = Number.POSITIVE_INFINITY;

type Row = readonly [modes: ControlModes, expected: Partial<GridAllowance>, fault?: FaultName];

// Charging is import and load; discharging is export and generation, and positive in opModFixedW and opModTargetW.
const rows: readonly Row[] = [
  [{}, {}],
  [{ opModEnergize: true, opModConnect: true }, {}],
  [{ opModEnergize: false }, { stop: true }],
  [{ opModConnect: false }, { stop: true, isolate: true }],
  [{ opModExpLimW: 4000 }, { maxDischargeW: 4000 }],
  [{ opModGenLimW: 4000, opModExpLimW: 3000 }, { maxDischargeW: 3000 }],
  [{ opModImpLimW: 4000 }, { maxChargeW: 4000 }],
  [{ opModLoadLimW: 3000, opModImpLimW: 4000 }, { maxChargeW: 3000 }],
  [{ opModMaxLimW: 0.25 }, { maxChargeW: 5000, maxDischargeW: 5000 }],
  [{ opModFixedW: 0.5 }, { maxChargeW: 0, maxDischargeW: 5000, setpointW: -5000 }],
  [{ opModFixedW: -0.5 }, { maxChargeW: 10_000, maxDischargeW: 0, setpointW: 10_000 }],
  [{ opModFixedW: 0 }, { maxChargeW: 0, maxDischargeW: 0, setpointW: 0 }],
  [
    { opModTargetW: 3000, opModExpLimW: 2000 },
    { maxChargeW: 0, maxDischargeW: 2000, setpointW: -3000 },
  ],
  [
    { opModTargetW: 3000, opModStorageTargetW: -3000 },
    { maxChargeW: 0, maxDischargeW: 0, setpointW: 0 },
  ],
  [{ reservedChargeW: 7000 }, { maxChargeW: 7000 }],
  [{ opModEnergize: false }, {}, 'lose-energize'],
  [{ opModConnect: false }, {}, 'lose-connect'],
  [{ opModEnergize: false }, { maxChargeW: 2000, maxDischargeW: 2000 }, 'limit-for-stop'],
];

for (const [modes, expected, fault] of rows) {
  test(`${JSON.stringify(modes)}${fault === undefined ? '' : ` with fault ${fault}`}`, () => {
    const allowance = allowanceOf(modes, { ratings, maxLimW: 'both', faults: faultsOf(...(fault ? [fault] : [])) });
    const whole = { stop: false, isolate: false, maxChargeW: none, maxDischargeW: none, setpointW: undefined };
    assert.deepEqual(allowance, { ...whole, ...expected });
  });
}

test('opModMaxLimW bounds generation alone where the configuration says so', () => {
  const allowance = allowanceOf({ opModMaxLimW: 0.1 }, { ratings, maxLimW: 'generation', faults: faultsOf() });
  assert.deepEqual([allowance.maxChargeW, allowance.maxDischargeW], [none, 2000]);
});

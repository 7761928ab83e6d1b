import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Iso20RequestName } from '../../../src/gateway/iso20/messages.js';
import type { Iso20Phase } from '../../../src/gateway/iso20/phase.js';
import type { Iso20SessionState } from '../../../src/gateway/iso20/session.js';
import type { ActionOutcome, Effect } from '../../../src/gateway/session/plan.js';
import type { Station } from '../../../src/gateway/session/station.js';
import type { ExiObject } from '../../../src/messages/codec.js';
import { wallS } from './core.js';
import { ask20, request20, type SessionShape, session20 } from './iso20-core.js';

export const r = (Value: number, Exponent = 0): ExiObject => ({ Exponent, Value });

/** One request to the session core and what must become of it. */
export interface Row20 {
  readonly name: string;
  readonly phase: Iso20Phase;
  readonly request: Iso20RequestName;
  readonly shape?: SessionShape;
  /** Over the request of a correct vehicle. */
  readonly body?: ExiObject;
  readonly replace?: ExiObject;
  readonly station?: Partial<Station>;
  readonly session?: Partial<Iso20SessionState>;
  readonly outcome?: ActionOutcome;
  readonly payloadType?: number;
  readonly code: string;
  readonly next?: Iso20Phase;
  readonly effects?: readonly Effect[];
  readonly answer?: ExiObject;
}

export const bpt = { bidirectional: true } as const;
export const dynamic = { controlMode: 'dynamic' } as const;
export const dynamicBpt = { ...bpt, ...dynamic } as const;
export const ac = { energy: 'ac' } as const;
export const profile = (id: number, watts: number): ExiObject => ({
  EVPowerProfile: {
    TimeAnchor: wallS,
    Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: id },
    EVPowerProfileEntries: { EVPowerProfileEntry: [{ Duration: 600, Power: r(watts) }] },
  },
});
export const dcLoop = (mode: string, fields: ExiObject): ExiObject => ({
  MeterInfoRequested: false,
  EVPresentVoltage: r(380),
  [mode]: fields,
});
export const target = (volts: number, amperes: number): ExiObject => ({
  EVTargetVoltage: r(volts),
  EVTargetCurrent: r(amperes),
});
export const dynamicLimits: ExiObject = {
  EVTargetEnergyRequest: r(20_000),
  EVMaximumEnergyRequest: r(30_000),
  EVMinimumEnergyRequest: r(0),
  EVMaximumChargePower: r(30_000),
  EVMinimumChargePower: r(0),
  EVMaximumChargeCurrent: r(100),
  EVMaximumVoltage: r(450),
  EVMinimumVoltage: r(300),
};
export const dynamicBptLimits: ExiObject = {
  ...dynamicLimits,
  EVMaximumDischargePower: r(8000),
  EVMinimumDischargePower: r(0),
  EVMaximumDischargeCurrent: r(15),
};
export const output = (voltageV: number, currentA: number): readonly Effect[] => [
  { kind: 'set-output', voltageV, currentA },
];

/** Makes a test of each row. */
export function testRows(rows: readonly Row20[]): void {
  for (const row of rows) {
    test(`${row.request}: ${row.name}: ${row.code}`, () => {
      const body = row.replace ?? { ...request20(row.request, row.shape), ...row.body };
      const answer = ask20(session20(row.phase, row.shape, row.session), row.request, {
        body,
        ...(row.station === undefined ? {} : { station: row.station }),
        ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
        ...(row.payloadType === undefined ? {} : { payloadType: row.payloadType }),
      });
      assert.equal(answer.code, row.code);
      if (row.next !== undefined) assert.equal(answer.session.phase, row.next);
      if (row.effects !== undefined) assert.deepEqual(answer.effects.map(plain), row.effects.map(plain));
      for (const [name, value] of Object.entries(row.answer ?? {})) assert.deepEqual(answer.body[name], value, name);
    });
  }
}

/** 0 and -0 are the same current. */
function plain(effect: Effect): Effect {
  return effect.kind === 'set-output'
    ? { ...effect, currentA: Math.round((effect.currentA + 0) * 1e6) / 1e6 + 0 }
    : effect;
}

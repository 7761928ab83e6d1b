import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import { loops, paused, renegotiation, type SessionPlan, type WakeUp } from './good-sessions.js';

/** What a vehicle does with certificates before it presents its contract. */
export type Handling = NonNullable<VehiclePlan['contract']>;

const words: Readonly<Record<Handling, string>> = {
  none: 'pays by the contract that it has',
  install: 'has no contract and installs one',
  update: 'renews its contract before it pays by it',
};

/** A session with a receipt for every meter reading. */
function withReceipts(plan: SessionPlan): SessionPlan {
  return {
    ...plan,
    name: `${plan.name}-receipts`,
    words: `${plan.words}, paid by contract`,
    script: (pics) => ({ ...plan.script(pics), contract: { receipts: true } }),
  };
}

/** Sessions that are paid by contract, from discovery to StopCharging. */
export const byContract: Readonly<Record<Handling, SessionPlan>> = {
  none: paying('none'),
  install: paying('install'),
  update: paying('update'),
};

function paying(contract: Handling): SessionPlan {
  return {
    name: `contract-${contract}`,
    words: `a correct session in which the vehicle ${words[contract]} and signs every meter reading`,
    script: () => ({ stopAtLoop: loops, contract: { receipts: true } }),
    vehicle: () => ({ contract }),
  };
}

/** Renegotiations in a session that is paid by contract. */
export const contractRenegotiation = {
  secc: withReceipts(renegotiation.secc),
  evcc: withReceipts(renegotiation.evcc),
} as const;

/** A session paid by contract that is paused and taken up again; `silent`: nobody answers discovery afterwards. */
export function pausedByContract(wakeUp: WakeUp, form: 'plain' | 'silent' = 'plain'): SessionPlan {
  const plan = paused(wakeUp, form);
  return { ...plan, words: `${plan.words}, paid by contract` };
}

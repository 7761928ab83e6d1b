import { quantityAt } from '../../src/peers/vehicle/read-value.js';
import { declareCase } from '../engine/plumbline-test.js';
import { came, preambleMs, withScene } from './at-hook.js';
import { lookAtEnd, observePilot } from './ending.js';
import { evccDefinition } from './evcc-case.js';
import { EvccScene } from './evcc-scene.js';
import { exchangeId, seen } from './secc-record.js';

// Cases of ours beside the published list. They are experimental until they have met real vehicles.
const experimental = 'experimental' as const;
/** From the notification on a vehicle may finish what it has begun, ms. */
const sessionMs = 60_000;

declareCase(
  evccDefinition('PL_EVCC_CMN_SessionId_001', {
    title: 'the SECC answers with another SessionID',
    purpose: 'A vehicle that gets a response of another session ends its own.',
    kind: 'invalid',
    maturity: experimental,
  }),
  async ({ harness, run }) => {
    const does = { kind: 'session-id', hex: 'EEEEEEEEEEEEEEEE' } as const;
    await withScene(
      harness,
      run,
      { hooks: [{ at: 'AuthorizationReq', does, thenSilent: true }] },
      async (scene, place) => {
        run.step('test', 'When AuthorizationRes carries another SessionID');
        await lookAtEnd(scene, run, place, { from: 'answer', timer: 0 });
      },
    );
  },
);

declareCase(
  evccDefinition('PL_EVCC_DC_Emergency_001', {
    title: 'emergency shutdown of the EVSE in the charge loop',
    purpose: 'A vehicle that is told EVSE_EmergencyShutdown asks for no more current and takes the pilot to B.',
    kind: 'invalid',
    maturity: experimental,
  }),
  async ({ harness, run }) => {
    const set = { kind: 'set', path: ['DC_EVSEStatus', 'EVSEStatusCode'], value: 'EVSE_EmergencyShutdown' } as const;
    const hook = { at: 'CurrentDemandReq', nth: 3, repeat: true, does: set } as const;
    await withScene(harness, run, { stopAtLoop: 20, hooks: [hook] }, async (scene, place) => {
      run.step('test', 'When CurrentDemandRes says EVSE_EmergencyShutdown');
      await untilOver(scene);
      const more = scene.requests.filter(
        (request) => scene.events.indexOf(request) > place && request.name === 'CurrentDemandReq',
      );
      const [first] = more;
      run.observe(first === undefined, {
        text: 'the vehicle asks for no more current',
        expected: 'no CurrentDemandReq',
        observed: first === undefined ? 'none' : `${more.length} more`,
        ...(first === undefined ? {} : { exchangeId: exchangeId(run, first) }),
      });
      await observePilot(scene, run, place, 0);
    });
  },
);

declareCase(
  evccDefinition('PL_EVCC_DC_Limits_001', {
    title: 'EVTargetCurrent and EVTargetVoltage stay within the limits of the EVSE',
    purpose: 'A vehicle never asks for more than the EVSE has said it can give.',
    kind: 'valid',
    maturity: experimental,
  }),
  async ({ harness, run }) => {
    const limits = { dcCurrent: 20, dcVoltage: 450, power: 9000 };
    run.step('preamble', 'Given an EVSE of 20 A, 450 V and 9 kW');
    const scene = await EvccScene.open(harness, { stopAtLoop: 10, limits });
    try {
      if (!(await came(scene, run))) return;
      await untilOver(scene);
      run.step('test', 'When the vehicle charges');
      const demands = scene.requests.filter(({ name }) => name === 'CurrentDemandReq');
      if (demands.length === 0) {
        run.inconclusive('the vehicle never came to the charge loop', scene.requests.at(-1)?.name ?? 'no request');
        return;
      }
      for (const [name, most, unit] of [
        ['EVTargetCurrent', limits.dcCurrent, 'A'],
        ['EVTargetVoltage', limits.dcVoltage, 'V'],
      ] as const) {
        const values = demands.map((demand) => quantityAt(seen(demand).body, name) ?? Number.NaN);
        run.observe(
          values.every((value) => value <= most),
          {
            text: `${name} in ${demands.length} CurrentDemandReq`,
            expected: `at most ${most} ${unit}`,
            observed: `up to ${Math.max(...values)} ${unit}`,
          },
        );
      }
    } finally {
      scene.tell(run);
      await scene.close();
    }
  },
);

for (const how of ['fin', 'reset'] as const) {
  declareCase(
    evccDefinition(`PL_EVCC_CMN_ConnectionLost_00${how === 'fin' ? 1 : 2}`, {
      title: `the SECC ends the connection in the charge loop, by ${how === 'fin' ? 'FIN' : 'RST'}`,
      purpose: 'A vehicle whose connection ends while it charges takes no more power: the control pilot goes to B.',
      kind: 'invalid',
      maturity: experimental,
    }),
    async ({ harness, run }) => {
      const at = harness.variant.mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq';
      const hook = { at, nth: 3, does: { kind: 'close', how }, thenSilent: true } as const;
      run.step('preamble', 'Given a vehicle that charges');
      const scene = await EvccScene.open(harness, { hooks: [hook] });
      try {
        if (!(await came(scene, run))) return;
        const closed = await scene.secc.until((events) => events.find(({ event }) => event === 'closed'), preambleMs);
        const loops = scene.requests.filter(({ name }) => name === at).length;
        if (closed === undefined || loops < 3) {
          run.inconclusive('the vehicle never came to the charge loop', `${loops} of 3 ${at}`);
          return;
        }
        if (scene.pilot === undefined) {
          run.inconclusive('this bench does not see the control pilot');
          return;
        }
        run.step('test', 'When the connection is gone');
        await observePilot(scene, run, scene.events.indexOf(closed), 0);
      } finally {
        scene.tell(run);
        await scene.close();
      }
    },
  );
}

async function untilOver(scene: EvccScene): Promise<void> {
  await scene.secc.until((events) => events.find(({ event }) => event === 'closed'), sessionMs);
}

import { type GoodCase, stopsItself } from './good-case.js';
import { closesAfterwards, pilotIs, says } from './good-checks.js';
import { earlyStop, ownEnd } from './good-sessions.js';

// Cases of ours beside the published list, which lets the SECC end every session in the charge loop.
const modes = [
  ['AC', ['ChargingStatusReq'], 'ChargingStatusRes'],
  ['DC', ['CurrentDemandReq'], 'CurrentDemandRes'],
] as const;

/** Who ends a session, and when: the vehicle by itself, or the SECC before power has flowed. */
export const ownGoodCases: readonly GoodCase[] = modes.flatMap(([mode, loopRequests, loopResponse]): GoodCase[] => {
  const maturity = 'experimental' as const;
  const farewell = {
    after: 'PowerDeliveryRes',
    nth: 'last',
    skips: ['WeldingDetectionReq'],
    request: 'SessionStopReq',
    checks: [says(['ChargingSession'], 'Terminate'), pilotIs(['B']), closesAfterwards],
    maturity,
  } as const;
  const stop = { request: 'PowerDeliveryReq', progress: 'Stop', checks: [], maturity } as const;
  return [
    {
      ...stop,
      id: `PL_EVCC_${mode}_OwnEnd_001`,
      session: ownEnd,
      after: loopResponse,
      nth: 'last',
      pics: stopsItself,
    },
    { ...farewell, id: `PL_EVCC_${mode}_OwnEnd_002`, session: ownEnd, pics: stopsItself },
    // The loop that is under way may still be asked for.
    {
      ...stop,
      id: `PL_EVCC_${mode}_EarlyStop_001`,
      session: earlyStop,
      after: 'PowerDeliveryRes',
      skips: loopRequests,
    },
    { ...farewell, id: `PL_EVCC_${mode}_EarlyStop_002`, session: earlyStop },
  ];
});

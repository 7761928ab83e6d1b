import type { NewEvent } from '../../src/record/events.js';

interface Timed {
  readonly afterMs: number;
  readonly event: NewEvent;
}

// SessionSetupRes, variant "min" of our generated ISO 15118-2 vectors, with its JSON form.
const sessionSetupRes = {
  hex: '80980204488cd115599de211e000451114a905090ca914c4c8ccd0d4a8c480',
  json: {
    V2G_Message: {
      Header: { SessionID: '1122334455667788' },
      Body: { SessionSetupRes: { ResponseCode: 'OK', EVSEID: 'DE*ABC*E12345*1' } },
    },
  },
};

const names = [
  'supportedAppProtocol',
  'SessionSetup',
  'ServiceDiscovery',
  'PaymentServiceSelection',
  'Authorization',
  'ChargeParameterDiscovery',
  'CableCheck',
  'PreCharge',
  'PowerDelivery',
  'CurrentDemand',
  'WeldingDetection',
  'SessionStop',
] as const;

function exchange(caseId: string, index: number, direction: 'sent' | 'received', message: string, captureNs: bigint) {
  const sent = direction === 'sent';
  return {
    type: 'exchange',
    caseId,
    exchangeId: `${caseId}/${index}`,
    direction,
    from: sent ? 'EVCC' : 'SECC',
    to: sent ? 'SECC' : 'EVCC',
    protocol: 'v2gtp',
    message,
    payloadType: 0x8001,
    captureNs: captureNs.toString(),
    captureFile: 'evidence/mesh0.pcapng',
    captureFrame: 12 + index,
  } as const;
}

/** One conformance case that drives the first `upTo` message pairs, then observes. */
function conformanceCase(index: number, startNs: bigint): Timed[] {
  const upTo = index % names.length;
  const tested = names[upTo] ?? 'SessionSetup';
  const caseId = `TC_SECC_CMN_VTB_${tested}_${String(index).padStart(3, '0')}`;
  const failing = index === 1 || index === 15;
  const applicable = index % 9 !== 8;
  const events: Timed[] = [
    {
      afterMs: 3,
      event: {
        type: 'case-started',
        caseId: `${caseId}@embedded`,
        catalogueId: caseId,
        title: `${tested}Res within the message timer`,
        purpose: `The SECC answers ${tested}Req with a valid ${tested}Res within the performance time.`,
        area: index % 2 === 0 ? 'ISO 15118-2 AC' : 'ISO 15118-2 DC',
        requirements: [`V2G2-${100 + index}`, `V2G2-${200 + upTo}`],
        pics: 'PICS_CMN_CMN_DC',
        clause: '8.4.3',
        project: 'embedded',
      },
    },
  ];
  const key = `${caseId}@embedded`;
  if (applicable) {
    names.slice(0, upTo + 1).forEach((name, i) => {
      events.push({
        afterMs: 1,
        event: { type: 'step', caseId: key, title: `send ${name}Req`, phase: i === upTo ? 'test' : 'preamble' },
      });
      events.push({ afterMs: 2, event: exchange(key, 2 * i, 'sent', `${name}Req`, startNs + BigInt(i) * 20_000_000n) });
      const last = failing && i === upTo;
      events.push({
        afterMs: 6,
        event: {
          ...exchange(key, 2 * i + 1, 'received', `${name}Res`, startNs + BigInt(i) * 20_000_000n + 6_200_000n),
          note: last ? 'OK' : 'OK_NewSessionEstablished',
          ...(last
            ? {
                ...sessionSetupRes,
                ranges: [{ path: '/V2G_Message/Body/SessionSetupRes/ResponseCode', startBit: 93, endBit: 98 }],
                violations: [
                  {
                    path: '/V2G_Message/Body/SessionSetupRes/ResponseCode',
                    rule: 'V2G2-196',
                    detail: 'OK where a new session was asked for',
                    bitOffset: 93,
                  },
                ],
              }
            : {}),
        },
      });
    });
    events.push({
      afterMs: 1,
      event: {
        type: 'observation',
        caseId: key,
        text: failing ? 'The response code is not the one for a new session.' : `${tested}Res is valid and in time.`,
        expected: 'ResponseCode OK_NewSessionEstablished',
        observed: failing ? 'ResponseCode OK' : 'ResponseCode OK_NewSessionEstablished',
        verdict: failing ? 'fail' : 'pass',
        exchangeId: `${key}/${2 * upTo + 1}`,
        ...(failing ? { field: '/V2G_Message/Body/SessionSetupRes/ResponseCode' } : {}),
        requirements: [`V2G2-${100 + index}`],
      },
    });
  }
  const timedOut = index === 11;
  events.push({
    afterMs: 2,
    event: {
      type: 'case-ended',
      caseId: key,
      verdict: !applicable ? 'none' : failing ? 'fail' : timedOut ? 'inconc' : 'pass',
      ending: timedOut ? 'timed-out' : 'finished',
      applicable,
      reason: !applicable
        ? 'PICS_CMN_CMN_DC is false'
        : failing
          ? 'The SECC answered OK although the EVCC sent SessionID 0 and so asked for a new session.'
          : timedOut
            ? 'The preamble timed out before the tested step.'
            : `${tested}Res came after 6.2 ms.`,
      durationMs: 40 + 9 * upTo,
      ...(failing
        ? {
            likelyCauses: [
              'The SECC keeps the session of the connection before and treats a new one as joined.',
              'The response code is hard-coded.',
            ],
            nextStep: 'Look at how the SECC tells a new session from an old one (ISO 15118-2, 8.3.3).',
            timers: [
              {
                name: 'V2G_EVCC_Msg_Timeout',
                standard: 'ISO 15118-2:2014',
                value: 2,
                unit: 's',
                source: 'table 109',
                used: true,
              },
            ],
          }
        : {}),
    },
  });
  return events;
}

/** `count` conformance cases: mostly passes, two fails with a violation, a time-out, some that do not apply. */
export function sampleCases(count: number, baseNs: bigint): readonly Timed[] {
  return Array.from({ length: count }, (_, i) => conformanceCase(i, baseNs + BigInt(i) * 1_000_000_000n)).flat();
}

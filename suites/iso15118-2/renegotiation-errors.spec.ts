import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { type Evcc, withFields } from './evcc.js';
import { discoverAgain, givenAccepted, givenRenegotiated, renegotiationCase } from './renegotiation-course.js';

interface Row {
  readonly mode: 'AC' | 'DC';
  readonly id: string;
  readonly what: string;
  readonly given: (evcc: Evcc) => Promise<void>;
  readonly request: RequestName;
  readonly options?: (evcc: Evcc) => RequestOptions;
  readonly code: string | readonly string[];
  readonly requirements: readonly string[];
}

const neverOffered = 250;
const absurd: ExiObject = { Multiplier: 3, Unit: 'W', Value: 30_000 };
const parametersAgain = async (evcc: Evcc) => {
  await givenAccepted(evcc);
  await evcc.given('params-agreed');
};

const sequence = { code: 'FAILED_SequenceError', requirements: ['V2G2-459', 'V2G2-538'] } as const;

const rows: readonly Row[] = [
  ...(['AC', 'DC'] as const).flatMap((mode): readonly Row[] => [
    {
      ...sequence,
      mode,
      id: 'LoopInBetween',
      what: 'a charge loop in place of ChargeParameterDiscoveryReq',
      given: givenAccepted,
      request: mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq',
    },
    {
      ...sequence,
      mode,
      id: 'StartAtOnce',
      what: 'PowerDeliveryReq Start without new parameters',
      given: givenAccepted,
      request: 'PowerDeliveryReq',
      options: () => ({ progress: 'Start' }),
    },
    {
      mode,
      id: 'UnknownSession',
      what: 'ChargeParameterDiscoveryReq with a foreign SessionID',
      given: givenAccepted,
      request: 'ChargeParameterDiscoveryReq',
      options: (evcc) => ({ sessionId: evcc.foreignSessionId() }),
      code: 'FAILED_UnknownSession',
      requirements: ['V2G2-460'],
    },
    {
      mode,
      id: 'OtherTransferMode',
      what: 'ChargeParameterDiscoveryReq with another energy transfer mode',
      given: givenAccepted,
      request: 'ChargeParameterDiscoveryReq',
      options: () => ({
        body: withFields({ RequestedEnergyTransferMode: mode === 'AC' ? 'AC_single_phase_core' : 'DC_core' }),
      }),
      code: ['FAILED_WrongEnergyTransferMode', 'FAILED_WrongChargeParameter'],
      requirements: ['V2G2-476', 'V2G2-539'],
    },
    {
      mode,
      id: 'UnknownTuple',
      what: 'PowerDeliveryReq Start with a tuple that was not offered anew',
      given: givenRenegotiated,
      request: 'PowerDeliveryReq',
      options: () => ({ progress: 'Start', body: withFields({ SAScheduleTupleID: neverOffered }) }),
      code: 'FAILED_TariffSelectionInvalid',
      requirements: ['V2G2-479', 'V2G2-539'],
    },
    {
      mode,
      id: 'ProfileAbove',
      what: 'PowerDeliveryReq Start with a profile above the new schedule',
      given: givenRenegotiated,
      request: 'PowerDeliveryReq',
      options: () => ({
        progress: 'Start',
        body: withFields({
          ChargingProfile: { ProfileEntry: [{ ChargingProfileEntryStart: 0, ChargingProfileEntryMaxPower: absurd }] },
        }),
      }),
      code: 'FAILED_ChargingProfileInvalid',
      requirements: ['V2G2-761', 'V2G2-478', 'V2G2-539'],
    },
  ]),
  {
    ...sequence,
    mode: 'DC',
    id: 'StartWithoutCableCheck',
    what: 'PowerDeliveryReq Start right after the new parameters, without CableCheck and PreCharge',
    given: parametersAgain,
    request: 'PowerDeliveryReq',
    options: () => ({ progress: 'Start' }),
    requirements: ['V2G2-565', 'V2G2-582', 'V2G2-842'],
  },
  {
    ...sequence,
    mode: 'DC',
    id: 'PreChargeWithoutCableCheck',
    what: 'PreChargeReq right after the new parameters',
    given: parametersAgain,
    request: 'PreChargeReq',
    requirements: ['V2G2-565', 'V2G2-582'],
  },
  {
    ...sequence,
    mode: 'AC',
    id: 'ParametersTwice',
    what: 'ChargeParameterDiscoveryReq after it was Finished',
    given: async (evcc) => {
      await givenAccepted(evcc);
      await discoverAgain(evcc);
    },
    request: 'ChargeParameterDiscoveryReq',
  },
];

for (const { mode, id, what, given, request, options, code, requirements } of rows) {
  renegotiationCase(
    {
      id: `PL_SECC_${mode}_Renegotiation_${id}`,
      title: `${mode}: ${what}`,
      purpose: `An SECC that is in a renegotiation answers ${what} with ${[code].flat().join(' or ')}, and ends the session.`,
      area: 'ISO 15118-2 renegotiation',
      clause: 'ISO 15118-2:2014, 8.8.4',
      requirements,
      kind: 'invalid',
      likelyCauses: ['the table of the allowed sequence has no row for a renegotiation'],
    },
    async (evcc) => {
      await given(evcc);
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.request(request, options?.(evcc) ?? {});
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}

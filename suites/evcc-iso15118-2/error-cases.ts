import { caseId, type ErrorCase, type ErrorPlace, errorCaseMaker } from './error-case.js';

const serviceDetail = 'PICS_PLUMBLINE_EVCC_ServiceDetail = true';
const welding = 'PICS_PLUMBLINE_EVCC_WeldingDetection = true';

/** Groups of the list by the place that they mean; `_` in front of the charging mode. */
const places: Readonly<Record<string, ErrorPlace>> = {
  'CMN SupportedAppProtocol': ['supportedAppProtocolReq'],
  'CMN V2GTPSessionSetup': ['SessionSetupReq'],
  'CMN SessionSetup': ['SessionSetupReq'],
  'CMN ServiceDiscovery': ['ServiceDiscoveryReq'],
  'CMN ServiceDetail': ['ServiceDetailReq'],
  'CMN ServiceDetailAndPaymentSelection': ['PaymentServiceSelectionReq'],
  'CMN Authorization': ['AuthorizationReq'],
  'CMN ChargeParameterDiscovery': ['ChargeParameterDiscoveryReq'],
  'AC ChargeParameterDiscovery': ['ChargeParameterDiscoveryReq'],
  'AC PowerDelivery': ['PowerDeliveryReq', 'Start'],
  'AC ChargingStatus': ['ChargingStatusReq'],
  'AC ChargingLoopAcOrPowerDelivery': ['PowerDeliveryReq', 'Stop'],
  'AC SessionStop': ['SessionStopReq'],
  'DC ChargeParameterDiscovery': ['ChargeParameterDiscoveryReq'],
  'DC CableCheck': ['CableCheckReq'],
  'DC PreCharge': ['PreChargeReq'],
  'DC PreChargeOrPowerDelivery': ['PowerDeliveryReq', 'Start'],
  'DC CurrentDemand': ['CurrentDemandReq'],
  'DC ChargingLoopDcOrPowerDelivery': ['PowerDeliveryReq', 'Stop'],
  'DC WeldingDetection': ['WeldingDetectionReq'],
  'DC WeldingDetectionOrSessionStop': ['SessionStopReq'],
};

const usual = ['FAILED', 'FAILED_SequenceError', 'FAILED_UnknownSession'] as const;

/** Response codes by group, from the number of the first one on. */
const codes: readonly (readonly [group: string, first: number, codes: readonly string[]])[] = [
  ['CMN SupportedAppProtocol', 2, ['Failed_NoNegotiation']],
  ['CMN SessionSetup', 2, ['FAILED', 'FAILED_SequenceError']],
  ['CMN ServiceDiscovery', 2, usual],
  [
    'CMN ServiceDetailAndPaymentSelection',
    3,
    [...usual, 'FAILED_PaymentSelectionInvalid', 'FAILED_ServiceSelectionInvalid', 'FAILED_NoChargeServiceSelected'],
  ],
  ['CMN Authorization', 3, [...usual, 'FAILED_ChallengeInvalid']],
  // The list says FAILED_WrongEnergyTransferType; the schema of 2013 has it as FAILED_WrongEnergyTransferMode.
  ['AC ChargeParameterDiscovery', 2, [...usual, 'FAILED_WrongEnergyTransferMode', 'FAILED_WrongChargeParameter']],
  [
    'AC PowerDelivery',
    2,
    [
      ...usual,
      'FAILED_ChargingProfileInvalid',
      'FAILED_TariffSelectionInvalid',
      'FAILED_PowerDeliveryNotApplied',
      'FAILED_ContactorError',
    ],
  ],
  ['AC ChargingStatus', 2, usual],
  ['AC ChargingLoopAcOrPowerDelivery', 3, [...usual, 'FAILED_ContactorError']],
  ['AC SessionStop', 2, usual],
  ['DC ChargeParameterDiscovery', 2, [...usual, 'FAILED_WrongEnergyTransferMode', 'FAILED_WrongChargeParameter']],
  ['DC CableCheck', 2, usual],
  ['DC PreCharge', 2, usual],
  [
    'DC PreChargeOrPowerDelivery',
    2,
    [
      ...usual,
      'FAILED_ChargingProfileInvalid',
      'FAILED_TariffSelectionInvalid',
      'FAILED_PowerDeliveryNotApplied',
      'FAILED_ContactorError',
    ],
  ],
  ['DC CurrentDemand', 2, usual],
  ['DC ChargingLoopDcOrPowerDelivery', 3, [...usual, 'FAILED_ContactorError']],
  ['DC WeldingDetection', 2, usual],
  ['DC WeldingDetectionOrSessionStop', 2, usual],
];

/** The codes of ServiceDetailRes stand at every other number: those between are for Plug & Charge. */
const serviceDetailCodes = [
  [3, 'FAILED'],
  [5, 'FAILED_SequenceError'],
  [7, 'FAILED_UnknownSession'],
  [9, 'FAILED_ServiceIDInvalid'],
] as const;

/** Another response in place of the right one: PaymentServiceSelectionRes but where that is the right one. */
const replaced: readonly (readonly [group: string, number: number])[] = [
  ['CMN SessionSetup', 5],
  ['CMN ServiceDiscovery', 8],
  ['CMN ServiceDetail', 13],
  ['CMN ServiceDetailAndPaymentSelection', 10],
  ['CMN Authorization', 12],
  ['CMN ChargeParameterDiscovery', 2],
  ['AC PowerDelivery', 10],
  ['AC ChargingStatus', 8],
  ['AC ChargingLoopAcOrPowerDelivery', 10],
  ['AC SessionStop', 6],
  ['DC CableCheck', 7],
  ['DC PreCharge', 7],
  ['DC PreChargeOrPowerDelivery', 10],
  ['DC CurrentDemand', 8],
  ['DC ChargingLoopDcOrPowerDelivery', 10],
  ['DC WeldingDetection', 6],
  ['DC WeldingDetectionOrSessionStop', 6],
];

/** A request that gets no answer. */
const silences: readonly (readonly [group: string, number: number])[] = [
  ['CMN SupportedAppProtocol', 3],
  ['CMN SessionSetup', 4],
  ['CMN ServiceDiscovery', 5],
  ['CMN ServiceDetail', 11],
  ['CMN ServiceDetailAndPaymentSelection', 9],
  ['CMN Authorization', 8],
  ['CMN ChargeParameterDiscovery', 1],
  ['AC PowerDelivery', 9],
  ['AC ChargingStatus', 5],
  ['AC ChargingLoopAcOrPowerDelivery', 7],
  ['AC SessionStop', 5],
  ['DC CableCheck', 5],
  ['DC PreCharge', 5],
  ['DC PreChargeOrPowerDelivery', 9],
  ['DC CurrentDemand', 5],
  ['DC ChargingLoopDcOrPowerDelivery', 7],
  ['DC WeldingDetection', 5],
  ['DC WeldingDetectionOrSessionStop', 5],
];

/** Pilot states E and F before the answer: group, number of the case with E; F is the next number listed. */
const pilots: readonly (readonly [group: string, e: number, f: number])[] = [
  ['CMN SessionSetup', 6, 7],
  ['CMN ServiceDiscovery', 6, 7],
  ['CMN ServiceDetail', 15, 17],
  ['CMN ServiceDetailAndPaymentSelection', 11, 12],
  ['CMN Authorization', 13, 14],
  ['AC ChargeParameterDiscovery', 9, 10],
  ['AC PowerDelivery', 11, 12],
  ['AC ChargingStatus', 6, 7],
  ['AC ChargingLoopAcOrPowerDelivery', 11, 12],
  ['DC ChargeParameterDiscovery', 9, 10],
  ['DC CableCheck', 8, 9],
  ['DC PreCharge', 8, 9],
  ['DC PreChargeOrPowerDelivery', 11, 12],
  ['DC CurrentDemand', 6, 7],
  ['DC ChargingLoopDcOrPowerDelivery', 11, 12],
  ['DC WeldingDetection', 7, 8],
];

const frames = [
  [2, { length: 0 }, 'payload length 0'],
  [3, { payloadType: 0x7001 }, 'payload type 0x7001'],
  [4, { version: 0xff }, 'protocol version 0xFF'],
  [5, { inverseVersion: 0xff }, 'inverse protocol version 0xFF'],
] as const;

const maker = errorCaseMaker(places, {
  'CMN ServiceDetail': serviceDetail,
  'DC WeldingDetection': welding,
});

function framed([number, faults, words]: (typeof frames)[number]): ErrorCase {
  return {
    id: caseId('CMN V2GTPSessionSetup', number),
    hook: { at: 'SessionSetupReq', does: { kind: 'frame', faults }, thenSilent: true },
    stimulus: `the V2GTP header of SessionSetupRes has ${words}`,
    ends: { when: 'after-timeout', least: 2, most: 2 },
  };
}

/** Answers that are never finished. */
const ongoing: readonly ErrorCase[] = [
  never('CMN Authorization', 9, 60, { path: ['EVSEProcessing'], value: 'Ongoing' }),
  never('AC ChargeParameterDiscovery', 7, 60, { path: ['EVSEProcessing'], value: 'Ongoing' }),
  never('DC ChargeParameterDiscovery', 7, 60, { path: ['EVSEProcessing'], value: 'Ongoing' }),
  never('DC CableCheck', 6, 40, { path: ['EVSEProcessing'], value: 'Ongoing' }),
  never('DC PreCharge', 6, 7, { path: ['EVSEPresentVoltage'], value: { Multiplier: 0, Unit: 'V', Value: 0 } }),
];

function never(
  group: string,
  number: number,
  seconds: number,
  element: { readonly path: readonly string[]; readonly value: string | Readonly<Record<string, string | number>> },
): ErrorCase {
  return {
    id: caseId(group, number),
    hook: { ...maker.at(group), repeat: true, does: { kind: 'set', ...element } },
    stimulus: `the SECC never finishes ${maker.nameOf(group).replace(/Req$/, '')}`,
    // The last request may have left just before the timer ran out: its answer is waited for.
    ends: { when: 'ongoing', least: seconds, most: seconds + 2 },
  };
}

/** Every error case in which the SECC errs at one request, in the order of the families. */
export const errorCases: readonly ErrorCase[] = [
  ...frames.map(framed),
  ...codes.flatMap(([group, first, list]) => list.map((code, index) => maker.refused(group, first + index, code))),
  ...serviceDetailCodes.map(([number, code]) => maker.refused('CMN ServiceDetail', number, code)),
  ...replaced.map(([group, number]) =>
    group === 'CMN ServiceDetailAndPaymentSelection'
      ? maker.mistaken(group, number, 'AuthorizationRes')
      : maker.mistaken(group, number, 'PaymentServiceSelectionRes'),
  ),
  ...silences.map(([group, number]) => maker.unanswered(group, number)),
  ...ongoing,
  ...pilots.flatMap(([group, e, f]) => maker.withPilots(group, e, f)),
];

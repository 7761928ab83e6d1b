import type { EncodeFault } from '../../src/messages/codec.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { payloadTypes } from '../../src/wire/v2gtp.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { outcomeText } from '../iso15118-2/evcc.js';
import { isUnanswered } from '../iso15118-2/unanswered.js';
import { iso20Case, type Payment, paying } from './iso20-case.js';

const words = {
  group: 'malformed messages',
  clause: '8.3.3',
  requirements: ['V2G20-734', 'V2G20-735'],
  kind: 'invalid',
  likelyCauses: [
    'a decoder that stops is taken for a message with empty fields',
    'lengths on the wire are believed, and memory is taken by them',
  ],
} as const;

interface Row {
  readonly id: string;
  readonly mode?: 'CMN' | 'AC' | 'DC';
  readonly what: string;
  readonly state: VehicleState;
  readonly request: RequestName;
  readonly fault: EncodeFault;
  readonly code?: string | readonly string[];
  readonly payment?: Payment;
}

/** Longest that the schema allows and one more, or far more. */
const certificateOctets = 1601;

const rows: readonly Row[] = [
  {
    id: 'EvccId_Oversize',
    what: 'an EVCCID of 256 characters',
    state: 'app-protocol-agreed',
    request: 'SessionSetupReq',
    fault: { kind: 'length', path: 'SessionSetupReq.EVCCID', length: 256 },
  },
  {
    id: 'GenChallenge_Oversize',
    what: 'a GenChallenge of 32 octets',
    state: 'authorization-set-up',
    request: 'AuthorizationReq',
    fault: { kind: 'length', path: 'PnC_AReqAuthorizationMode.GenChallenge', length: 32 },
    code: ['FAILED', 'FAILED_SignatureError', 'WARNING_ChallengeInvalid'],
    payment: 'PnC',
  },
  {
    id: 'ContractCertificate_Oversize',
    what: 'a contract certificate of 1601 octets',
    state: 'authorization-set-up',
    request: 'AuthorizationReq',
    fault: { kind: 'length', path: 'ContractCertificateChain.Certificate', length: certificateOctets },
    code: ['FAILED', 'FAILED_SignatureError', 'WARNING_CertificateValidationError'],
    payment: 'PnC',
  },
  {
    id: 'ProvisioningCertificate_Oversize',
    what: 'a provisioning certificate of 1601 octets',
    state: 'authorization-set-up',
    request: 'CertificateInstallationReq',
    fault: { kind: 'length', path: 'OEMProvisioningCertificateChain.Certificate', length: certificateOctets },
    code: ['FAILED', 'FAILED_SignatureError', 'WARNING_CertificateValidationError'],
    payment: 'PnC',
  },
  {
    id: 'AuthorizationMode_Mismatch',
    what: 'SelectedAuthorizationService PnC with the mode of external payment',
    state: 'authorization-set-up',
    request: 'AuthorizationReq',
    fault: { kind: 'enumeration-code', path: 'AuthorizationReq.SelectedAuthorizationService', code: 1 },
    code: ['FAILED', 'FAILED_SignatureError', 'WARNING_AuthorizationSelectionInvalid'],
  },
  {
    id: 'ServiceId_Missing',
    what: 'ServiceDetailReq without its ServiceID',
    state: 'services-known',
    request: 'ServiceDetailReq',
    fault: { kind: 'missing', path: 'ServiceDetailReq.ServiceID' },
  },
  {
    id: 'ServiceId_Twice',
    what: 'ServiceDetailReq with two ServiceIDs',
    state: 'services-known',
    request: 'ServiceDetailReq',
    fault: { kind: 'repeated', path: 'ServiceDetailReq.ServiceID' },
  },
  {
    id: 'SelectedService_Missing',
    what: 'ServiceSelectionReq without an energy transfer service',
    state: 'service-detailed',
    request: 'ServiceSelectionReq',
    fault: { kind: 'missing', path: 'ServiceSelectionReq.SelectedEnergyTransferService' },
    code: ['FAILED', 'FAILED_NoEnergyTransferServiceSelected', 'FAILED_ServiceSelectionInvalid'],
  },
  {
    id: 'SupportingPoints_BelowBound',
    what: 'MaximumSupportingPoints outside its bounds',
    state: 'params-agreed',
    request: 'ScheduleExchangeReq',
    fault: { kind: 'value', path: 'ScheduleExchangeReq.MaximumSupportingPoints', value: 1030 },
  },
  {
    id: 'PowerProfile_MissingEntries',
    mode: 'DC',
    what: 'a profile without entries',
    state: 'precharged',
    request: 'PowerDeliveryReq',
    fault: { kind: 'missing', path: 'EVPowerProfile.EVPowerProfileEntries' },
    code: ['FAILED', 'FAILED_EVPowerProfileInvalid'],
  },
  {
    id: 'TargetVoltage_Missing',
    mode: 'DC',
    what: 'DC_PreChargeReq without EVTargetVoltage',
    state: 'cable-ok',
    request: 'DC_PreChargeReq',
    fault: { kind: 'missing', path: 'DC_PreChargeReq.EVTargetVoltage' },
  },
  {
    id: 'PresentVoltage_Missing',
    mode: 'DC',
    what: 'DC_ChargeLoopReq without EVPresentVoltage',
    state: 'one-loop',
    request: 'DC_ChargeLoopReq',
    fault: { kind: 'missing', path: 'DC_ChargeLoopReq.EVPresentVoltage' },
  },
  {
    id: 'ActivePower_Missing',
    mode: 'AC',
    what: 'AC_ChargeLoopReq without EVPresentActivePower',
    state: 'one-loop',
    request: 'AC_ChargeLoopReq',
    fault: { kind: 'missing', path: 'Scheduled_AC_CLReqControlMode.EVPresentActivePower' },
  },
  {
    id: 'ChargingSession_Unknown',
    what: 'SessionStopReq with a ChargingSession that has no word',
    state: 'authorized',
    request: 'SessionStopReq',
    fault: { kind: 'enumeration-code', path: 'SessionStopReq.ChargingSession', code: 3 },
  },
];

for (const { id, mode = 'CMN', what, state, request, fault, code = 'FAILED', payment = 'EIM' } of rows) {
  iso20Case(
    `TC20_SECC_${mode}_Malformed_${id}`,
    {
      ...words,
      title: what,
      purpose: `An SECC answers ${what} with ${[code].flat().join(' or ')} in the response that pairs with it, or ends the connection, and serves the next vehicle.`,
    },
    async (evcc) => {
      await evcc.given(state);
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.request(request, { faults: [fault] });
      if (exchange.outcome === 'answered') {
        // Before there is a session the header has no SessionID to keep.
        await evcc.expectAnswer(exchange, { code, ...(state === 'app-protocol-agreed' ? { sessionId: 'any' } : {}) });
        if (exchange.responseCode?.startsWith('FAILED') === true) await evcc.expectCloseAfterFailure(exchange);
      } else if (exchange.outcome === 'not-sent') {
        return evcc.run.inconclusive(`${what} could not be sent`, outcomeText(exchange));
      } else {
        expectEnded(evcc, outcomeText(exchange), exchange.outcome === 'closed');
      }
      await evcc.controlBySession();
    },
    paying(payment),
  );
}

function expectEnded(evcc: Evcc, observed: string, ended: boolean): void {
  evcc.run.observe(ended, {
    text: 'a message that no answer can belong to ends the connection',
    expected: 'an answer with FAILED, or the end of the connection',
    observed,
  });
}

/** Octets that are no message of ISO 15118-20. */
const rubbish: readonly (readonly [id: string, what: string, octets: Uint8Array])[] = [
  ['NoExi', 'octets that are no EXI', Uint8Array.from({ length: 64 }, (_, index) => (index * 37) & 0x7f)],
  [
    'Endless',
    'a message that claims a string of 2 GiB',
    Uint8Array.from([0x80, 0x8c, 0x04, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
  ],
  ['Response', 'a response in place of a request', Uint8Array.from([0x80, 0x00, 0x04, 0x00])],
];

for (const [id, what, octets] of rubbish) {
  iso20Case(
    `TC20_SECC_CMN_Malformed_${id}`,
    {
      ...words,
      title: what,
      purpose: `An SECC that gets ${what} does not serve it, and serves the next vehicle.`,
    },
    async (evcc) => {
      await evcc.given('authorized');
      evcc.when(`When it sends ${what}`);
      const exchange = await evcc.vehicle.requestRaw(octets, { payloadType: payloadTypes.iso20Main });
      if (exchange.outcome === 'not-sent')
        return evcc.run.inconclusive('the octets could not be sent', outcomeText(exchange));
      const refused = isUnanswered(exchange) || exchange.responseCode?.startsWith('FAILED') === true;
      evcc.run.observe(refused, {
        text: 'it is not served',
        expected: 'FAILED, silence or the end of the connection',
        observed: outcomeText(exchange),
        ...evcc.at(exchange),
      });
      await evcc.controlBySession();
    },
  );
}

for (const [id, what, frame] of [
  ['LengthHuge', 'a V2GTP length of 4 GiB', { length: 0xffff_ffff }],
  ['LengthZero', 'a V2GTP length of 0', { length: 0 }],
  ['Version', 'V2GTP version 0xFF', { version: 0xff }],
  ['InverseVersion', 'inverse V2GTP version 0xFF', { inverseVersion: 0xff }],
] as const) {
  iso20Case(
    `TC20_SECC_CMN_V2gtp_${id}`,
    {
      ...words,
      group: 'V2GTP',
      clause: '7.8.3',
      title: `a frame with ${what}`,
      purpose: `An SECC does not process a message in a frame with ${what}, and serves the next vehicle.`,
    },
    async (evcc) => {
      await evcc.given('session-open');
      evcc.when(`When it sends AuthorizationSetupReq in a frame with ${what}`);
      const exchange = await evcc.request('AuthorizationSetupReq', { frame });
      if (exchange.outcome === 'not-sent') return evcc.run.inconclusive('the faulty frame could not be sent');
      evcc.run.observe(isUnanswered(exchange), {
        text: 'the message is not processed',
        expected: 'silence or the end of the connection',
        observed: outcomeText(exchange),
        ...evcc.at(exchange),
      });
      await evcc.controlBySession();
    },
  );
}

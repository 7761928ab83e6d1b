import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { PncOptions } from '../../src/peers/vehicle/pnc/pnc-options.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import { type Evcc, withFields } from './evcc.js';
import { startOf } from './evcc-case.js';
import { pncCase, publishedPncCase } from './pnc-case.js';
import { published } from './refused-contracts.js';
import { own } from './refused-own-contracts.js';
import { silentVehicle } from './silent-vehicle.js';

const sequenceErrors: readonly (readonly [string, RequestName])[] = [
  ['CMN_VTB_ServiceDetail_004', 'ServiceDetailReq'],
  ['CMN_VTB_CertificateInstallation_002', 'CertificateInstallationReq'],
  ['CMN_VTB_CertificateUpdate_002', 'CertificateUpdateReq'],
  ['CMN_VTB_PaymentDetails_004', 'PaymentDetailsReq'],
  ['CMN_VTB_Authorization_004', 'AuthorizationReq'],
  ['AC_VTB_MeteringReceipt_002', 'MeteringReceiptReq'],
  ['DC_VTB_MeteringReceipt_002', 'MeteringReceiptReq'],
];

const foreignSessions: readonly (readonly [string, RequestName])[] = [
  ['CMN_VTB_ServiceDetail_006', 'ServiceDetailReq'],
  ['CMN_VTB_CertificateInstallation_003', 'CertificateInstallationReq'],
  ['CMN_VTB_CertificateUpdate_003', 'CertificateUpdateReq'],
  ['CMN_VTB_PaymentDetails_005', 'PaymentDetailsReq'],
  ['CMN_VTB_Authorization_006', 'AuthorizationReq'],
  ['AC_VTB_MeteringReceipt_003', 'MeteringReceiptReq'],
  ['DC_VTB_MeteringReceipt_003', 'MeteringReceiptReq'],
];

const words = (request: string, what: string, code: string | readonly string[]) => ({
  title: `${request} with ${what}`,
  purpose: `An SECC refuses ${request} with ${what} by ${[code].flat().join(' or ')}, and ends the session.`,
  likelyCauses: [
    'the SECC does not look at this part of the message, or only in a later one',
    'the SECC answers every failed check with the same code',
  ],
  nextStep: 'see the journal of the SECC for this message, and ISO 15118-2:2014, 8.6.2 for its codes',
});

for (const [id, expected] of sequenceErrors) {
  const state = startOf(`TC_SECC_${id}`);
  publishedPncCase(
    `TC_SECC_${id}`,
    {
      ...words('ServiceDiscoveryReq', `the right SessionID in place of ${expected}`, 'FAILED_SequenceError'),
      sentInstead: 'ServiceDiscoveryReq',
    },
    (evcc) => refused(evcc, state, 'ServiceDiscoveryReq', {}, 'FAILED_SequenceError'),
  );
}

for (const [id, request] of foreignSessions) {
  const state = startOf(`TC_SECC_${id}`);
  publishedPncCase(
    `TC_SECC_${id}`,
    words(request, 'a foreign SessionID', 'FAILED_UnknownSession'),
    (evcc) => refused(evcc, state, request, { sessionId: evcc.foreignSessionId() }, 'FAILED_UnknownSession'),
    () => handlingFor(request),
  );
}

for (const { id, what, request, code, options, isWrong, pnc, state } of published) {
  const start = state ?? startOf(`TC_SECC_${id}`);
  publishedPncCase(
    `TC_SECC_${id}`,
    words(request, what, code),
    (evcc, lab) => refused(evcc, start, request, options?.(evcc, lab) ?? {}, code, isWrong),
    (lab) => ({ ...handlingFor(request), ...pnc?.(lab) }),
  );
}

for (const { id, what, request, code, options, pnc, state = 'payment-selected', requirements = [] } of own) {
  pncCase(
    {
      ...words(request, what, code),
      id: `PL_SECC_CMN_${id}`,
      area: 'ISO 15118-2 Plug & Charge',
      clause: 'ISO 15118-2:2014, 8.6.2',
      requirements: [...requirements, 'V2G2-539', 'V2G2-736'],
      pics: 'PICS_CMN_CMN_IdentificationMode = pnC',
      kind: 'invalid',
    },
    (evcc, lab) => refused(evcc, state, request, options?.(evcc, lab) ?? {}, code),
    (lab) => ({ ...handlingFor(request), ...pnc?.(lab) }),
  );
}

/** A vehicle that means to fetch a certificate selects the certificate service too. */
function handlingFor(request: RequestName): PncOptions {
  if (request === 'CertificateInstallationReq') return { certificateHandling: 'install' };
  return request === 'CertificateUpdateReq' ? { certificateHandling: 'update' } : {};
}

async function refused(
  evcc: Evcc,
  state: VehicleState,
  request: RequestName,
  options: RequestOptions,
  code: string | readonly string[],
  isWrong?: (evcc: Evcc) => void,
): Promise<void> {
  await evcc.given(state);
  isWrong?.(evcc);
  evcc.when(`When it sends ${request}`);
  // Options that depend on the session (a foreign SessionID) were made before it began; none of them is its own by chance.
  const exchange = await evcc.request(request, options);
  const disputed = code === 'FAILED_MeteringSignatureNotValid' ? { disputed: 'metering-signature' as const } : {};
  await evcc.expectAnswer(exchange, { code, ...disputed });
  // A receipt that was taken, as a tolerant judge allows, ends nothing.
  if (exchange.responseCode?.startsWith('FAILED') !== false) await evcc.expectCloseAfterFailure(exchange);
}

pncCase(
  {
    ...words('AuthorizationReq', 'the challenge of an earlier session, signed', 'FAILED_ChallengeInvalid'),
    id: 'PL_SECC_CMN_ReplayedChallenge_001',
    area: 'ISO 15118-2 Plug & Charge',
    clause: 'ISO 15118-2:2014, 8.4.3.7',
    requirements: ['V2G2-475', 'V2G2-697'],
    pics: 'PICS_CMN_CMN_IdentificationMode = pnC',
    kind: 'invalid',
  },
  async (evcc) => {
    await evcc.given('contract-presented');
    const earlier = evcc.vehicle.facts.pnc.challenge;
    if (earlier === undefined) return evcc.run.stop('the SECC gave no challenge that could be replayed');
    await evcc.vehicle.rejoin(new Uint8Array(8));
    await refused(
      evcc,
      'contract-presented',
      'AuthorizationReq',
      { body: withFields({ GenChallenge: earlier }) },
      'FAILED_ChallengeInvalid',
    );
  },
);

for (const id of [
  'CMN_VTB_ServiceDetail_010',
  'CMN_VTB_CertificateInstallation_004',
  'CMN_VTB_CertificateUpdate_004',
  'CMN_VTB_PaymentDetails_006',
  'CMN_VTB_Authorization_009',
  'AC_VTB_MeteringReceipt_005',
  'DC_VTB_MeteringReceipt_005',
]) {
  const state = startOf(`TC_SECC_${id}`);
  publishedPncCase(
    `TC_SECC_${id}`,
    {
      title: `silence of the vehicle in the state ${state}, with a contract`,
      purpose: 'An SECC ends the session when V2G_SECC_Sequence_Timeout has run out, not before and not much later.',
      nextStep: 'see [V2G2-443] of ISO 15118-2:2014 and the journal of the gateway around the time of the last answer',
    },
    (evcc) => silentVehicle(evcc, state),
  );
}

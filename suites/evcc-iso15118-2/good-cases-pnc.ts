import {
  asksForOffered,
  echoesChallenge,
  namesRoots,
  namesSchedule,
  presentsContractOf,
  receiptOfLastReading,
  showsContract,
  showsProvisioning,
  signed,
} from './contract-checks.js';
import {
  all,
  combined,
  type GoodCase,
  noServiceDetail,
  pauses,
  pausesAtZeroPower,
  pilotMs,
  renegotiates,
  renegotiatesItself,
  serviceDetail,
  wokenByCharger,
} from './good-case.js';
import type { DiscoveryAgain } from './good-cases-pause.js';
import { pilotIs, says } from './good-checks.js';
import { type WakeUp, wakeUps } from './good-sessions.js';
import { byContract, contractRenegotiation, type Handling, pausedByContract } from './good-sessions-pnc.js';
import { installs, namesTuple, receipts, updates } from './pnc-pics.js';

const contract = says(['SelectedPaymentOption'], 'Contract');
const skipped = ['CertificateInstallationReq', 'CertificateUpdateReq'];

/** From discovery to authorization, in the order of a session. */
const common: readonly GoodCase[] = [
  {
    id: 'CMN ServiceDetail_001',
    session: byContract.none,
    after: 'ServiceDiscoveryRes',
    request: 'ServiceDetailReq',
    checks: [asksForOffered],
    pics: serviceDetail,
  },
  {
    id: 'CMN PaymentServiceSelection_001',
    session: byContract.none,
    after: 'ServiceDetailRes',
    skips: ['ServiceDetailReq'],
    request: 'PaymentServiceSelectionReq',
    checks: [contract, asksForOffered],
    pics: serviceDetail,
  },
  {
    id: 'CMN PaymentServiceSelection_003',
    session: byContract.none,
    after: 'ServiceDiscoveryRes',
    request: 'PaymentServiceSelectionReq',
    checks: [contract, asksForOffered],
    pics: noServiceDetail,
  },
  {
    id: 'CMN ServiceDetailAndPaymentSelection_001',
    session: byContract.none,
    after: 'ServiceDiscoveryRes',
    skips: ['ServiceDetailReq'],
    request: 'PaymentServiceSelectionReq',
    checks: [contract, asksForOffered],
  },
  {
    id: 'CMN CertificateInstallation_001',
    session: byContract.install,
    after: 'PaymentServiceSelectionRes',
    request: 'CertificateInstallationReq',
    checks: [signed, showsProvisioning, namesRoots],
    pics: installs,
  },
  {
    id: 'CMN CertificateUpdate_001',
    session: byContract.update,
    after: 'PaymentServiceSelectionRes',
    request: 'CertificateUpdateReq',
    checks: [signed, showsContract, namesRoots],
    pics: updates,
  },
  {
    id: 'CMN PaymentDetails_001',
    session: byContract.install,
    after: 'CertificateInstallationRes',
    request: 'PaymentDetailsReq',
    checks: [showsContract, presentsContractOf('CertificateInstallationRes')],
    pics: installs,
  },
  {
    id: 'CMN PaymentDetails_002',
    session: byContract.update,
    after: 'CertificateUpdateRes',
    request: 'PaymentDetailsReq',
    checks: [showsContract, presentsContractOf('CertificateUpdateRes')],
    pics: updates,
  },
  {
    id: 'CMN PaymentDetails_003',
    session: byContract.none,
    after: 'PaymentServiceSelectionRes',
    request: 'PaymentDetailsReq',
    checks: [showsContract],
  },
  {
    id: 'CMN CertificateHandlingAndPaymentDetails_001',
    session: byContract.none,
    after: 'PaymentServiceSelectionRes',
    skips: skipped,
    request: 'PaymentDetailsReq',
    checks: [showsContract],
  },
  authorization('001', 'none'),
  authorization('010', 'install'),
  authorization('011', 'update'),
];

function authorization(number: string, handling: Handling): GoodCase {
  return {
    id: `CMN Authorization_${number}`,
    session: byContract[handling],
    after: 'PaymentDetailsRes',
    request: 'AuthorizationReq',
    checks: [echoesChallenge, signed],
    ...needs(handling),
  };
}

function needs(handling: Handling, ...more: readonly string[]): { readonly pics?: string } {
  const own = { none: undefined, install: installs, update: updates } as const;
  return all(own[handling], ...more);
}

const modes = ['AC', 'DC'] as const;
type Mode = (typeof modes)[number];
const loopAnswer = { AC: 'ChargingStatusRes', DC: 'CurrentDemandRes' } as const;
const loopGroup = { AC: 'AC ChargingLoopAcOrPowerDelivery', DC: 'DC ChargingLoopDcOrPowerDelivery' } as const;

/**
 * The twelve receipts of each charging mode: the list tells them by certificate handling, by whether the receipt has a
 * reading, and by whether it names the schedule. Numbers in the order none, update, install.
 */
const receiptNumbers = [
  { reading: false, tuple: false, numbers: ['001', '008', '009'] },
  { reading: true, tuple: false, numbers: ['013', '014', '015'] },
  { reading: false, tuple: true, numbers: ['016', '017', '018'] },
  { reading: true, tuple: true, numbers: ['019', '020', '021'] },
] as const;

function receiptsOf(mode: Mode): readonly GoodCase[] {
  const order = ['none', 'update', 'install'] as const;
  return receiptNumbers.flatMap(({ reading, tuple, numbers }) =>
    numbers.map((number, index): GoodCase => {
      const handling = order[index]!;
      return {
        id: `${mode} MeteringReceipt_${number}`,
        session: byContract[handling],
        after: loopAnswer[mode],
        request: 'MeteringReceiptReq',
        checks: [signed, receiptOfLastReading(reading), ...(tuple ? [namesSchedule] : [])],
        ...needs(handling, receipts, ...(tuple ? [namesTuple] : [])),
      };
    }),
  );
}

function loopsOf(mode: Mode): readonly GoodCase[] {
  const renegotiation = { request: 'PowerDeliveryReq', progress: 'Renegotiate', checks: [] } as const;
  return [
    {
      id: `${loopGroup[mode]}_002`,
      session: byContract.none,
      after: 'MeteringReceiptRes',
      nth: 'last',
      request: 'PowerDeliveryReq',
      progress: 'Stop',
      checks: mode === 'AC' ? [pilotIs(['B'], pilotMs)] : [],
      ...all(receipts),
    },
    {
      id: `${loopGroup[mode]}_009`,
      session: contractRenegotiation.secc,
      after: 'MeteringReceiptRes',
      nth: 2,
      ...renegotiation,
      ...all(receipts, renegotiates),
    },
    {
      id: `${loopGroup[mode]}_014`,
      session: contractRenegotiation.evcc,
      after: 'MeteringReceiptRes',
      nth: 2,
      ...renegotiation,
      ...all(receipts, renegotiatesItself),
    },
  ];
}

/** What the vehicle must be able to do to be woken up so. */
export const wakeUpPics: Readonly<Record<WakeUp, readonly string[]>> = {
  charger: [pauses, wokenByCharger, combined],
  itself: [pauses, combined],
  'zero-first': [pausesAtZeroPower, combined],
  'zero-second': [pausesAtZeroPower, combined],
};

/** Numbers of PaymentServiceSelection with and without ServiceDetail, and of both, in the order of {@link wakeUps}. */
const selections = {
  AC: {
    detailed: ['002', '006', '010', '014'],
    plain: ['004', '008', '012', '016'],
    either: ['001', '003', '005', '007'],
  },
  DC: {
    detailed: ['001', '005', '009', '013'],
    plain: ['003', '007', '011', '015'],
    either: ['001', '003', '005', '007'],
  },
} as const;

/** A vehicle that comes back pays as before. */
function selectionsOf(mode: Mode): readonly GoodCase[] {
  const { detailed, plain, either } = selections[mode];
  return wakeUps.flatMap((wakeUp, index): readonly GoodCase[] => {
    const back = {
      session: pausedByContract(wakeUp),
      connection: 2,
      request: 'PaymentServiceSelectionReq',
      checks: [contract, asksForOffered],
    } as const;
    const pics = wakeUpPics[wakeUp];
    return [
      {
        ...back,
        id: `${mode} PaymentServiceSelection_${detailed[index]}`,
        after: 'ServiceDetailRes',
        skips: ['ServiceDetailReq'],
        ...all(...pics, serviceDetail),
      },
      {
        ...back,
        id: `${mode} PaymentServiceSelection_${plain[index]}`,
        after: 'ServiceDiscoveryRes',
        ...all(...pics, noServiceDetail),
      },
      {
        ...back,
        id: `${mode} ServiceDetailAndPaymentSelection_${either[index]}`,
        after: 'ServiceDiscoveryRes',
        skips: ['ServiceDetailReq'],
        ...all(...pics),
      },
    ];
  });
}

/** A vehicle with a contract looks for an SECC again after its pause, and finds none. Numbers in the order of {@link wakeUps}. */
export const contractDiscoveryAgain: readonly DiscoveryAgain[] = wakeUps.flatMap((wakeUp, index) =>
  modes.map((mode) => ({
    id: `${mode} SDP_${['004', '008', '012', '016'][index]}`,
    session: pausedByContract(wakeUp, 'silent'),
    security: 'tls' as const,
    ...all(...wakeUpPics[wakeUp]),
  })),
);

/** Every good case of the list that is for payment by contract alone, and that a look at one request decides. */
export const contractGoodCases: readonly GoodCase[] = [
  ...common,
  ...modes.flatMap((mode) => [...receiptsOf(mode), ...loopsOf(mode), ...selectionsOf(mode)]),
];

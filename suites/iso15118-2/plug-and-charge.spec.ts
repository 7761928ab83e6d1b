import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { checkChain } from '../../src/pki/check-chain.js';
import { declareCase } from '../engine/plumbline-test.js';
import type { Evcc } from './evcc.js';
import { startOf } from './evcc-case.js';
import { observeLoopAnswer } from './loop-answer.js';
import { handlingOf, labOf, labVehicle, pncCase, publishedPncCase } from './pnc-case.js';
import { valueAt } from './rules.js';
import { wholeSession } from './whole-session.js';

/** Nothing of what the vehicle verifies by itself (signatures, chains, keys, challenges) is wrong. */
function expectVerified(evcc: Evcc, exchange: Exchange): void {
  const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
  evcc.run.observe(faults.length === 0, {
    text: 'the vehicle finds nothing wrong with signatures, certificates and keys of the answer',
    expected: faults.map(({ expected }) => expected).join('; ') || 'no rule broken',
    observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
    ...evcc.at(exchange),
  });
}

for (const id of ['TC_SECC_CMN_VTB_ServiceDetail_002', 'TC_SECC_CMN_VTB_ServiceDetail_012']) {
  publishedPncCase(
    id,
    {
      title: 'details of every service that is listed, the certificate service among them',
      purpose: 'An SECC that lists services answers ServiceDetailReq for each of them with its parameter sets.',
    },
    async (evcc) => {
      await evcc.given(startOf(id));
      const services = evcc.vehicle.facts.pnc.services ?? [];
      if (services.length === 0) return evcc.run.inconclusive('the SECC offers no ServiceList');
      evcc.when(`When it asks for the details of the services ${services.join(', ')}`);
      for (const ServiceID of services) {
        const exchange = await evcc.request('ServiceDetailReq', { body: { ServiceID } });
        const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
        evcc.run.observe(answer.body?.['ServiceID'] === ServiceID, {
          text: 'the answer is about the service that was asked for',
          expected: String(ServiceID),
          observed: String(answer.body?.['ServiceID']),
          field: 'ServiceID',
          ...evcc.at(exchange),
        });
      }
    },
  );
}

publishedPncCase(
  'TC_SECC_CMN_VTB_PaymentServiceSelection_003',
  {
    title: 'payment by contract selected',
    purpose: 'An SECC that offers Contract over TLS accepts it together with the charge service.',
  },
  async (evcc) => {
    await evcc.given('services-known');
    evcc.when('When it selects Contract and the charge service');
    // The published case about ServiceDiscovery wants Contract of an SECC with Plug & Charge; it runs with external payment.
    const options = valueAt(evcc.newest('ServiceDiscoveryRes')?.body, 'PaymentOptionList', 'PaymentOption');
    evcc.run.observe(Array.isArray(options) && options.includes('Contract'), {
      text: 'the payment options of ServiceDiscoveryRes hold Contract',
      observed: String(options),
      field: 'PaymentOptionList',
    });
    await evcc.expectAnswer(await evcc.request('PaymentServiceSelectionReq'), { code: 'OK' });
  },
);

for (const [id, request, handling] of [
  ['TC_SECC_CMN_VTB_CertificateInstallation_001', 'CertificateInstallationReq', 'install'],
  ['TC_SECC_CMN_VTB_CertificateUpdate_001', 'CertificateUpdateReq', 'update'],
] as const) {
  publishedPncCase(
    id,
    {
      title: `${request} brings a contract that the vehicle can use`,
      purpose: `The answer to ${request} is signed by a provisioning service under the V2G root, and carries a valid contract whose private key only this vehicle can decrypt.`,
      likelyCauses: [
        'the eMAID was digested without its Id, or by another grammar than the relaxed one of EXI fragments',
        'the private key was encrypted for another certificate than the one that signed the request',
      ],
      nextStep: 'compare the digests of the finding with ISO 15118-2:2014, 7.9.2.4.2, and see docs/signatures.md',
    },
    async (evcc, lab) => {
      await evcc.given('payment-selected');
      evcc.when(`When it sends ${request}, signed`);
      const exchange = await evcc.request(request);
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      expectVerified(evcc, exchange);
      const contract = evcc.vehicle.facts.pnc.contract;
      const here = evcc.at(exchange);
      evcc.run.require(contract !== undefined, { text: 'the vehicle has a contract with its private key', ...here });
      const roots = [lab.certificate('mo-root')];
      const faults = checkChain(contract?.chain ?? [], { roots, at: new Date(), role: 'contract' }).filter(
        ({ severity }) => severity === 'fault',
      );
      evcc.run.observe(faults.length === 0, {
        text: 'the contract certificate is valid and leads to the root of the mobility operator',
        observed: faults.map(({ text }) => text).join('; ') || 'valid',
        ...here,
      });
      const emaid = valueAt(answer.body, 'eMAID', 'value');
      evcc.run.observe(typeof emaid === 'string' && /^[A-Z]{2}[A-Z0-9]{12,13}$/i.test(emaid), {
        text: 'the eMAID has the form that the standard gives it',
        expected: '14 or 15 characters, country first',
        observed: String(emaid),
        field: 'eMAID',
        ...here,
      });
    },
    () => ({ certificateHandling: handling }),
  );
}

for (const id of ['PaymentDetails_001', 'PaymentDetails_002', 'PaymentDetails_003']) {
  publishedPncCase(
    `TC_SECC_CMN_VTB_${id}`,
    {
      title: 'a valid contract is presented',
      purpose: 'An SECC accepts a contract chain that leads to a root of a mobility operator, and sends a challenge.',
    },
    async (evcc) => {
      await evcc.given(startOf(`TC_SECC_CMN_VTB_${id}`));
      evcc.when('When it sends PaymentDetailsReq with its contract chain');
      const exchange = await evcc.request('PaymentDetailsReq');
      const answer = await evcc.expectAnswer(exchange, { code: ['OK', 'OK_CertificateExpiresSoon'] });
      expectVerified(evcc, exchange);
      evcc.run.observe(valueAt(answer.body, 'EVSETimeStamp') !== undefined, {
        text: 'EVSETimeStamp is there',
        field: 'EVSETimeStamp',
        ...evcc.at(exchange),
      });
    },
  );
}

for (const id of ['Authorization_002', 'Authorization_012', 'Authorization_013']) {
  publishedPncCase(
    `TC_SECC_CMN_VTB_${id}`,
    {
      title: 'authorization by the signed challenge',
      purpose: 'An SECC authorizes a vehicle that signs the challenge with the key of the contract that it presented.',
    },
    async (evcc) => {
      await evcc.given('contract-presented');
      evcc.when('When it sends AuthorizationReq with the challenge, signed');
      const exchange = await evcc.request('AuthorizationReq');
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const processing = String(valueAt(answer.body, 'EVSEProcessing'));
      evcc.run.observe(processing === 'Finished' || processing === 'Ongoing', {
        text: 'EVSEProcessing is Finished, or Ongoing while the contract is checked',
        observed: processing,
        field: 'EVSEProcessing',
        ...evcc.at(exchange),
      });
      if (processing === 'Finished') return;
      const drive = await evcc.vehicle.driveTo('authorized');
      evcc.run.observe(drive.reached, { text: 'the decision comes in the end', observed: drive.state });
    },
  );
}

const loops: readonly (readonly [string, RequestName])[] = [
  ...['002', '007', '009', '010', '011', '012'].map(
    (n) => [`TC_SECC_AC_VTB_ChargingStatus_${n}`, 'ChargingStatusReq'] as const,
  ),
  ...['002', '007', '009', '010', '011', '012'].map(
    (n) => [`TC_SECC_DC_VTB_CurrentDemand_${n}`, 'CurrentDemandReq'] as const,
  ),
];

for (const [id, request] of loops) {
  publishedPncCase(
    id,
    {
      title: `${request} with a contract: meter reading and receipt as declared`,
      purpose: `The answer to ${request} says where and how much is charged, carries MeterInfo and asks for a receipt as the PIXIT of the station say.`,
    },
    async (evcc) => {
      const { pics } = evcc.harness;
      await evcc.given('energy-on');
      evcc.when(`When it sends ${request}`);
      const exchange = await evcc.request(request);
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      observeLoopAnswer(evcc, exchange, answer);
      const expectField = (declared: boolean, field: string, holds: boolean, observed: unknown) => {
        if (!declared) return;
        evcc.run.observe(holds, {
          text: `${field} is as declared`,
          observed: String(observed),
          field,
          ...evcc.at(exchange),
        });
      };
      const receipt = valueAt(answer.body, 'ReceiptRequired');
      expectField(
        pics['PIXIT_SECC_CMN_ReceiptRequired'] === 'receiptRequired',
        'ReceiptRequired',
        receipt === true,
        receipt,
      );
      const meter = valueAt(answer.body, 'MeterInfo', 'MeterID');
      expectField(pics['PIXIT_SECC_CMN_MeterInfo'] === 'meterInfo', 'MeterInfo', meter !== undefined, meter);
      const reading = valueAt(answer.body, 'MeterInfo', 'MeterReading');
      expectField(pics['PIXIT_CMN_CMN_MeterReading'] === 'meterReading', 'MeterReading', Number(reading) >= 0, reading);
    },
  );
}

for (const mode of ['AC', 'DC'] as const) {
  const status = `${mode}_EVSEStatus`;
  publishedPncCase(
    `TC_SECC_${mode}_VTB_MeteringReceipt_001`,
    {
      title: 'a signed receipt of the meter reading',
      purpose:
        'An SECC that asked for a receipt accepts the reading that it sent, signed with the key of the contract.',
    },
    async (evcc) => {
      await evcc.given('one-loop');
      evcc.when('When it signs the meter reading');
      const exchange = await evcc.request('MeteringReceiptReq');
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      evcc.run.observe(valueAt(answer.body, status) !== undefined, {
        text: `${status} is there`,
        field: status,
        ...evcc.at(exchange),
      });
    },
  );

  for (const [name, title] of [
    ['WholeContractSession_001', 'a whole session paid by contract'],
    ['InstalledContractSession_001', 'a whole session that begins without a contract and installs one'],
  ] as const) {
    const installs = name.startsWith('Installed');
    // Installation does not depend on the charging mode: it runs with DC.
    if (installs && mode === 'AC') continue;
    const handling = installs ? ' and PIXIT_SECC_CMN_CertificateHandling = certInstall' : '';
    declareCase(
      {
        id: `PL_SECC_${mode}_${name}`,
        title: `${mode}: ${title}`,
        purpose:
          'A correct vehicle with Plug & Charge charges from SECC discovery to SessionStop: tariffs are signed by MO sub-CA 2, receipts accepted, every answer in time by the capture.',
        area: 'ISO 15118-2 Plug & Charge',
        clause: 'ISO 15118-2:2014, 8.8',
        requirements: ['V2G2-750', 'V2G2-443', 'V2G2-307'],
        pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_CMN_CMN_IdentificationMode = pnC${handling}`,
        kind: 'valid',
      },
      ({ harness, run }) => {
        const own = labVehicle(labOf(harness), { serviceDetails: true });
        const { contract, ...empty } = own;
        const certificateHandling = handlingOf(harness);
        const pnc = {
          ...(installs ? empty : { ...empty, ...(contract === undefined ? {} : { contract }) }),
          certificateHandling,
        };
        return wholeSession(harness, run, `ISO 15118-2 ${mode}, Plug & Charge`, {
          loops: 5,
          identification: 'PnC',
          pnc,
        });
      },
    );
  }
}

pncCase(
  {
    id: 'PL_SECC_DC_SignedSalesTariff_001',
    title: 'SalesTariffs are signed by MO sub-CA 2',
    purpose: 'A vehicle that pays by contract can verify every SalesTariff with the CA that issued its contract.',
    area: 'ISO 15118-2 Plug & Charge',
    clause: 'ISO 15118-2:2014, 8.5.2.16',
    requirements: ['V2G2-307', 'V2G2-908'],
    pics: 'PICS_CMN_CMN_IdentificationMode = pnC and PICS_CMN_CMN_ChargingMode = dC',
    kind: 'valid',
  },
  async (evcc, lab) => {
    await evcc.given('authorized');
    evcc.when('When it asks for schedules and tariffs');
    const exchange = await evcc.request('ChargeParameterDiscoveryReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    const signer = readCertificate(lab.certificate('mo-sub-ca2'));
    evcc.run.observe(valueAt(answer.header, 'Signature') !== undefined, {
      text: 'the answer carries a signature over its tariffs',
      expected: `signed by ${signer.kind === 'certificate' ? signer.commonName : 'MO sub-CA 2'}`,
      ...evcc.at(exchange),
    });
    expectVerified(evcc, exchange);
  },
);

import { declareCase } from '../engine/plumbline-test.js';
import { labOf, labVehicle, pncCase } from '../iso15118-2/pnc-case.js';
import { valueAt } from '../iso15118-2/rules.js';
import { wholeSession } from '../iso15118-2/whole-session.js';
import { iso20Definition } from './iso20-case.js';

const group = 'Plug & Charge';

for (const service of ['AC', 'AC_BPT', 'DC', 'DC_BPT'] as const) {
  for (const controlMode of ['scheduled', 'dynamic'] as const) {
    const mode = service.startsWith('AC') ? 'AC' : 'DC';
    declareCase(
      iso20Definition(`TC20_SECC_${mode}_ContractSession_${service}_${controlMode}`, {
        title: `a whole ${service} session, ${controlMode} control, paid by contract`,
        purpose: `A correct vehicle pays a session of ${service} with ${controlMode} control by its contract over mutual TLS 1.3: its signature is accepted, the prices are signed by MO sub-CA 2, every answer is in time by the capture.`,
        group,
        clause: '8.3.4.3.3',
        requirements: ['V2G20-2565', 'V2G20-2566', 'V2G20-697', 'V2G20-460'],
        kind: 'valid',
      }),
      ({ harness, run }) =>
        wholeSession(harness, run, `ISO 15118-20 ${service}, ${controlMode}, Plug & Charge`, {
          loops: 5,
          iso20: { service, controlMode },
          identification: 'PnC',
          pnc: labVehicle(labOf(harness)),
        }),
    );
  }
}

declareCase(
  iso20Definition('TC20_SECC_DC_ContractSession_Installed', {
    title: 'a whole session that begins without a contract and installs one',
    purpose:
      'A vehicle without a contract gets one by CertificateInstallation, signed by a provisioning service under the V2G root, can decrypt its key, and pays with it.',
    group,
    clause: '8.3.4.3.9',
    requirements: ['V2G20-2505', 'V2G20-2507', 'V2G20-2492'],
    kind: 'valid',
  }),
  ({ harness, run }) => {
    const { contract: _none, ...empty } = labVehicle(labOf(harness), { certificateHandling: 'install' });
    return wholeSession(harness, run, 'ISO 15118-20 DC, Plug & Charge, contract installed', {
      loops: 5,
      identification: 'PnC',
      pnc: empty,
    });
  },
);

pncCase(
  iso20Definition('TC20_SECC_DC_MeteringConfirmation_Signed', {
    title: 'a meter reading confirmed with the signature of the contract',
    purpose: 'An SECC accepts the reading that it sent, signed with the key of the contract that pays.',
    group: 'MeteringConfirmation',
    clause: '8.3.4.3.11',
    requirements: ['V2G20-902'],
    kind: 'valid',
  }),
  async (evcc) => {
    await evcc.given('one-loop');
    evcc.when('When it confirms the reading of the charge loop');
    const exchange = await evcc.request('MeteringConfirmationReq');
    await evcc.expectAnswer(exchange, { code: 'OK' });
  },
);

pncCase(
  iso20Definition('TC20_SECC_CMN_AuthorizationSetup_Contract', {
    title: 'contracts are offered with a challenge',
    purpose:
      'An SECC that takes contracts offers PnC with a GenChallenge of 16 octets, and says whether it installs certificates.',
    group: 'AuthorizationSetup',
    clause: '8.3.4.3.2',
    requirements: ['V2G20-2566', 'V2G20-2567', 'V2G20-697'],
    kind: 'valid',
  }),
  async (evcc) => {
    await evcc.given('session-open');
    evcc.when('When it asks how it may pay');
    const exchange = await evcc.request('AuthorizationSetupReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    const services = valueAt(answer.body, 'AuthorizationServices');
    const here = evcc.at(exchange);
    evcc.run.observe(Array.isArray(services) && services.includes('PnC'), {
      text: 'PnC is among the authorization services',
      observed: String(services),
      field: 'AuthorizationServices',
      ...here,
    });
    const challenge = valueAt(answer.body, 'PnC_ASResAuthorizationMode', 'GenChallenge');
    const octets = challenge instanceof Uint8Array ? challenge.length : 0;
    evcc.run.observe(octets === 16, {
      text: 'the challenge has 16 octets',
      expected: '16',
      observed: String(octets),
      field: 'GenChallenge',
      ...here,
    });
  },
);

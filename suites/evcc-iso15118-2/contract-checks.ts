import { join } from 'node:path';
import { SignatureWatch } from '../../src/messages/signature/signature-watch.js';
import { outcomeWords } from '../../src/messages/signature/signature-words.js';
import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { at, bytesAt, hexOf, listAt, numberAt, sameBytes, textAt } from '../../src/peers/vehicle/read-value.js';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { checkChain } from '../../src/pki/check-chain.js';
import { loadCertificates } from '../../src/pki/load-certificates.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { vehiclePki } from './evcc-scene.js';
import { bodyOf, type Check, type Looked, pointAt } from './good-checks.js';
import { seen } from './secc-record.js';

/** Length of an EMAID without its check digit. */
const emaidLength = 14;

/**
 * The request has a signature that holds: verified anew from the bytes of the session, with the key that belongs to the
 * message, for the challenge and the session that the SECC gave.
 */
export const signed: Check = (looked) => {
  const { run, session, request } = looked;
  const watch = new SignatureWatch();
  const place = session.events.indexOf(request);
  let verdict = 'absent';
  let observed = 'no signature';
  for (const event of session.events.slice(0, place + 1)) {
    if (event.event !== 'request' && event.event !== 'response') continue;
    const { value } = seen(event).decoded;
    const found = value && watch.take(event.schema, value);
    if (event !== request || found === undefined) continue;
    verdict = found.check.verdict;
    observed = outcomeWords(found);
  }
  const text = `${request.name} carries a valid signature`;
  if (verdict === 'unverified') {
    run.inconclusive('the signature cannot be verified without the certificate of the signer', observed);
    return;
  }
  run.observe(verdict === 'valid' || verdict === 'deviant', {
    text,
    expected: 'a signature that holds',
    observed,
    ...pointAt(looked),
  });
};

/** GenChallenge is the one of the last PaymentDetailsRes. */
export const echoesChallenge: Check = (looked) => {
  const given = bytesAt(lastBefore(looked, 'PaymentDetailsRes'), 'GenChallenge');
  const echoed = bytesAt(bodyOf(looked), 'GenChallenge');
  looked.run.observe(given !== undefined && echoed !== undefined && sameBytes(given, echoed), {
    text: 'GenChallenge is the one of PaymentDetailsRes',
    expected: given === undefined ? 'one' : hexOf(given),
    observed: echoed === undefined ? 'absent' : hexOf(echoed),
    ...pointAt(looked),
  });
};

/** The provisioning certificate leads to a root of a maker that the tester knows. */
export const showsProvisioning: Check = (looked) => {
  const leaf = bytesAt(bodyOf(looked), 'OEMProvisioningCert');
  const above = [...certificates(looked, 'oem-sub-ca2'), ...certificates(looked, 'oem-sub-ca1')];
  const chain = leaf === undefined ? [] : [leaf, ...above];
  observeChain(looked, 'OEMProvisioningCert', chain, 'oem-provisioning', certificates(looked, 'oem-root'));
};

/** The contract chain is whole and leads to a root of a mobility operator; the EMAID is that of its certificate. */
export const showsContract: Check = (looked) => {
  const body = bodyOf(looked);
  const chain = chainOf(body, 'ContractSignatureCertChain');
  observeChain(looked, 'ContractSignatureCertChain', chain, 'contract', certificates(looked, 'mo-root'));
  const facts = chain[0] === undefined ? undefined : readCertificate(chain[0]);
  const own = facts?.kind === 'certificate' ? plainEmaid(facts.commonName) : 'that of a certificate';
  const named = textAt(body, 'eMAID') ?? 'absent';
  looked.run.observe(plainEmaid(named) === own, {
    text: 'eMAID is that of the contract certificate',
    expected: own,
    observed: named,
    ...pointAt(looked),
  });
};

/** The contract that is presented is the one that the SECC has handed out. */
export function presentsContractOf(answer: 'CertificateInstallationRes' | 'CertificateUpdateRes'): Check {
  return (looked) => {
    const [given] = chainOf(lastBefore(looked, answer), 'ContractSignatureCertChain');
    const [shown] = chainOf(bodyOf(looked), 'ContractSignatureCertChain');
    const same = given !== undefined && shown !== undefined && sameBytes(given, shown);
    looked.run.observe(same, {
      text: `the contract is the one of ${answer}`,
      expected: serialOf(given),
      observed: serialOf(shown),
      ...pointAt(looked),
    });
  };
}

/** The roots that the vehicle trusts are named. */
export const namesRoots: Check = (looked) => {
  const ids = listAt(bodyOf(looked), 'ListOfRootCertificateIDs', 'RootCertificateID');
  const names = ids.map((id) => textAt(id, 'X509IssuerName') ?? '?');
  looked.run.observe(names.length > 0, {
    text: 'ListOfRootCertificateIDs names a root',
    observed: names.join('; ') || 'none',
    ...pointAt(looked),
  });
};

/** A service that was offered is asked for. */
export const asksForOffered: Check = (looked) => {
  const discovered = lastBefore(looked, 'ServiceDiscoveryRes');
  const offered = [
    numberAt(discovered, 'ChargeService', 'ServiceID'),
    ...listAt(discovered, 'ServiceList', 'Service').map((service) => numberAt(service, 'ServiceID')),
  ].filter((id) => id !== undefined);
  const body = bodyOf(looked);
  const selected = listAt(body, 'SelectedServiceList', 'SelectedService').map(
    (one) => numberAt(one, 'ServiceID') ?? -1,
  );
  const asked = looked.request.name === 'ServiceDetailReq' ? [numberAt(body, 'ServiceID') ?? -1] : selected;
  looked.run.observe(asked.length > 0 && asked.every((id) => offered.includes(id)), {
    text: `${looked.request.name} names services that are offered`,
    expected: `of ${offered.join(', ')}`,
    observed: asked.join(', ') || 'none',
    ...pointAt(looked),
  });
};

/** MeterInfo of the receipt is the one that the SECC sent; `reading`: and there is a MeterReading in it. */
export function receiptOfLastReading(reading: boolean): Check {
  return (looked) => {
    const loop = looked.harness.variant.mode === 'AC' ? 'ChargingStatusRes' : 'CurrentDemandRes';
    const sent = at(lastBefore(looked, loop), 'MeterInfo');
    const said = at(bodyOf(looked), 'MeterInfo');
    for (const name of ['MeterID', 'MeterReading'] as const) {
      const expected = words(at(sent, name));
      const observed = words(at(said, name));
      // A receipt without a reading is one where the vehicle is not declared to give it.
      const left = name === 'MeterReading' && !reading && observed === 'absent';
      looked.run.observe(left || observed === expected, {
        text: `MeterInfo/${name} is the one of ${loop}`,
        expected,
        observed,
        ...pointAt(looked),
      });
    }
  };
}

/** The receipt names the schedule that was chosen. */
export const namesSchedule: Check = (looked) => {
  const { session, request } = looked;
  const started = session.events.findLast(
    (event): event is SeccEventOf<'request'> =>
      event.event === 'request' && event.progress === 'Start' && BigInt(event.at) < BigInt(request.at),
  );
  const chosen = started === undefined ? undefined : numberAt(seen(started).body, 'SAScheduleTupleID');
  const named = numberAt(bodyOf(looked), 'SAScheduleTupleID');
  looked.run.observe(named !== undefined && named === chosen, {
    text: 'SAScheduleTupleID is the one of PowerDeliveryReq',
    expected: String(chosen),
    observed: named === undefined ? 'absent' : String(named),
    ...pointAt(looked),
  });
};

function observeChain(
  looked: Looked,
  name: string,
  chain: readonly Uint8Array[],
  role: 'contract' | 'oem-provisioning',
  roots: readonly Uint8Array[],
): void {
  const faults = checkChain(chain, { roots, at: new Date(), role }).filter(({ severity }) => severity === 'fault');
  const [first] = faults;
  looked.run.observe(first === undefined, {
    text: `${name} leads to a root that is known`,
    observed: first === undefined ? `${chain.length} certificates` : `${first.rule}: ${first.who} ${first.text}`,
    ...pointAt(looked),
  });
}

function certificates({ harness }: Looked, name: string): readonly Uint8Array[] {
  return loadCertificates(join(vehiclePki(harness), `${name}.cert.pem`));
}

/** Body of the newest response of this name before the request. */
function lastBefore({ session, request }: Looked, name: string): ExiObject | undefined {
  const isBefore = (event: SeccEvent): event is SeccEventOf<'response'> =>
    event.event === 'response' && event.name === name && BigInt(event.at) < BigInt(request.at);
  const found = session.events.findLast(isBefore);
  return found === undefined ? undefined : seen(found).body;
}

function chainOf(body: ExiObject | undefined, name: string): readonly Uint8Array[] {
  const element = at(body, name);
  return [at(element, 'Certificate'), ...listAt(element, 'SubCertificates', 'Certificate')].filter(
    (der) => der instanceof Uint8Array,
  );
}

function serialOf(der: Uint8Array | undefined): string {
  const facts = der === undefined ? undefined : readCertificate(der);
  return facts?.kind === 'certificate' ? `${facts.commonName}, serial ${facts.serial}` : 'none';
}

function plainEmaid(text: string): string {
  return text.replaceAll('-', '').toUpperCase().slice(0, emaidLength);
}

function words(value: unknown): string {
  return value === undefined ? 'absent' : String(value);
}

import type { SchemaName } from '../../../messages/codec.js';
import { objectAt } from '../../../messages/signature/read-value.js';
import type { SignatureCheck } from '../../../messages/signature/signature-check.js';
import { identifiedElements } from '../../../messages/signature/signed-element.js';
import { verifySignature } from '../../../messages/signature/verify-signature.js';
import { checkChain } from '../../../pki/check-chain.js';
import type { Observation, ReceivedMessage } from '../exchange.js';
import { bytesAt, hexOf, sameBytes, textAt } from '../read-value.js';
import type { PncFacts } from './pnc-facts.js';
import type { PncOptions } from './pnc-options.js';
import { chainIn } from './take-contract.js';

export interface ContractWatch {
  readonly facts: PncFacts;
  readonly pnc: PncOptions;
  /** Wall clock. */
  readonly at: Date;
}

/** What a vehicle with Plug & Charge looks at in an answer of ISO 15118-2: signatures, chains, challenges. */
export function observeContract(answer: ReceivedMessage, watch: ContractWatch): Observation[] {
  if (textAt(answer.body, 'ResponseCode')?.startsWith('OK') !== true) return [];
  switch (answer.message) {
    case 'PaymentDetailsRes':
      return observeChallenge(bytesAt(answer.body, 'GenChallenge'), watch.facts);
    case 'ChargeParameterDiscoveryRes':
      return observeTariffs(answer, ['SalesTariff'], watch.facts.presented?.[1]);
    case 'CertificateInstallationRes':
    case 'CertificateUpdateRes':
      return observeHandOver(answer, chainIn(objectAt(answer.body, 'SAProvisioningCertificateChain')), watch);
    default:
      return [];
  }
}

/** A challenge of 16 octets that was never sent before (V2G2-697). */
export function observeChallenge(challenge: Uint8Array | undefined, facts: PncFacts): Observation[] {
  if (challenge?.length !== 16)
    return [fault('challenge', '16 octets', challenge === undefined ? 'none' : hexOf(challenge))];
  const reused = facts.challenge !== undefined && sameBytes(challenge, facts.challenge);
  return reused ? [fault('challenge', 'a fresh GenChallenge', `${hexOf(challenge)} once more`)] : [];
}

/** Tariffs signed by MO sub-CA 2; one that is not signed is told, since the standard leaves it to the operator. */
export function observeTariffs(
  answer: ReceivedMessage,
  elements: readonly string[],
  certificate: Uint8Array | undefined,
): Observation[] {
  const { value } = answer;
  if (value === undefined || !identifiedElements(value).some(({ name }) => elements.includes(name))) return [];
  const check = verifySignature({
    schema: answer.schema,
    message: value,
    ...(certificate === undefined ? {} : { certificate }),
  });
  return ofSignature(check, 'tariff-signature');
}

/** The signature of the CPS over a contract, and where its chain leads. */
export function observeHandOver(
  answer: ReceivedMessage,
  chain: readonly Uint8Array[],
  { pnc, at }: ContractWatch,
): Observation[] {
  const message = answer.value ?? {};
  const schema: SchemaName = answer.schema;
  const found = ofSignature(verifySignature({ schema, message }), 'installation-signature');
  return [...found, ...observeProvisioningChain(chain, pnc.v2gRoots, at)];
}

/** Where the chain of a provisioning service leads; nothing where the vehicle has no roots. */
export function observeProvisioningChain(
  chain: readonly Uint8Array[],
  roots: readonly Uint8Array[] | undefined,
  at: Date,
): Observation[] {
  if (roots === undefined) return [];
  return checkChain(chain, { roots, at, role: 'cps' })
    .filter(({ severity }) => severity === 'fault')
    .map(({ rule, who, text }) => fault('cps-chain', 'a chain to a V2G root', `${rule}: ${who} ${text}`));
}

function ofSignature(check: SignatureCheck, rule: string): Observation[] {
  return check.findings.map(({ rule: name, severity, text }) => ({
    rule,
    severity: severity === 'fault' ? 'fault' : 'note',
    expected: 'a signature as the standard has it',
    observed: `${name}: ${text}`,
  }));
}

export function fault(rule: string, expected: string, observed: string): Observation {
  return { rule, severity: 'fault', expected, observed };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCredentials } from '../../src/peers/vehicle/pnc/load-credentials.js';
import type { Credentials, PncOptions } from '../../src/peers/vehicle/pnc/pnc-options.js';
import { certificatesIn } from '../../src/pki/pem.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { type Harness, pkiP521 } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { type CaseWords, definitionOf } from './published-cases.js';

/** The PKI of the run, as cases of Plug & Charge use it. */
export class LabFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Chain and key of a name in the folder: `contract`, `bad/contract-expired`. */
  credentials(name: string): Credentials {
    const file = (kind: string) => join(this.#folder, `${name}.${kind}.pem`);
    return loadCredentials(file('chain'), file('key'));
  }

  /** A certificate, DER. */
  certificate(name: string): Uint8Array {
    return certificatesIn(readFileSync(join(this.#folder, `${name}.cert.pem`)))[0] ?? new Uint8Array();
  }

  /** A chain whose first block is no certificate cannot be loaded: its bytes as they stand in the PEM file. */
  unreadable(name: string): Credentials {
    const good = this.credentials('contract');
    const text = readFileSync(join(this.#folder, `${name}.cert.pem`), 'latin1');
    const der = new Uint8Array(Buffer.from(text.replaceAll(/-----[^-]*-----/g, ''), 'base64'));
    return { chain: [der, ...good.chain.slice(1)], key: good.key };
  }
}

/** The PKI of the edition under test. */
export function labOf({ pkiFolder, variant }: Harness): LabFolder {
  return new LabFolder(variant.protocol === 'iso20' ? pkiP521(pkiFolder) : pkiFolder);
}

/** What a vehicle of the lab has: a contract, a provisioning certificate, the V2G root. */
export function labVehicle(lab: LabFolder, changes: PncOptions = {}): PncOptions {
  return {
    contract: lab.credentials('contract'),
    provisioning: lab.credentials('oem-provisioning'),
    v2gRoots: [lab.certificate('v2g-root')],
    ...changes,
  };
}

export type PncBody = (evcc: Evcc, lab: LabFolder) => Promise<void>;

/** Declares a case that a vehicle with Plug & Charge carries out. `pnc`: how it differs from a correct one. */
export function pncCase(
  definition: CaseDefinition,
  body: PncBody,
  pnc: (lab: LabFolder) => PncOptions = () => ({}),
): void {
  declareCase(definition, async ({ harness, run }) => {
    const lab = labOf(harness);
    const handling = handlingOf(harness);
    const evcc = new Evcc(harness, run, {
      identification: 'PnC',
      pnc: labVehicle(lab, { certificateHandling: handling, ...pnc(lab) }),
    });
    try {
      await body(evcc, lab);
    } finally {
      await evcc.leave();
    }
  });
}

/** A published case. */
export function publishedPncCase(
  id: string,
  words: CaseWords,
  body: PncBody,
  pnc?: (lab: LabFolder) => PncOptions,
): void {
  pncCase(definitionOf(id, words), body, pnc);
}

/** PIXIT_SECC_CMN_CertificateHandling: what the vehicle does before it presents its contract. */
export function handlingOf({ pics }: Harness): 'none' | 'install' | 'update' {
  const handling = pics['PIXIT_SECC_CMN_CertificateHandling'];
  return handling === 'certInstall' ? 'install' : handling === 'certUpdate' ? 'update' : 'none';
}

import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { PlumblineError } from '../../base/errors.js';
import type { NodeGeneratorOptions } from './generator-options.js';
import { mostVehicles } from './tls-load-plan.js';

/** The vehicles of a Node process: each with its certificate and, for resumption, its newest session. */
export class NodeVehicles {
  readonly count: number;
  readonly #contexts: (SecureContext | undefined)[];
  readonly #identities: readonly (readonly [chain: string, key: string])[];
  readonly #sessions = new Map<number, Buffer>();

  /** @throws PlumblineError PROBES-050 for files that cannot be read or used */
  constructor(private readonly options: NodeGeneratorOptions) {
    const lines = options.vehicles === undefined ? [] : textOf(options.vehicles).split('\n');
    this.#identities = lines
      .filter((line, index) => line !== '' && index % options.shares === options.share)
      .map((line) => {
        const [chain, key] = line.split('\t');
        if (chain === undefined || key === undefined)
          throw new PlumblineError('PROBES-050', {
            place: options.vehicles ?? '',
            detail: 'a line is not CHAIN, tab, KEY',
          });
        return [chain, key] as const;
      });
    this.count = options.vehicles === undefined ? mostVehicles : this.#identities.length;
    this.#contexts = Array.from({ length: options.vehicles === undefined ? 1 : this.count }, () => undefined);
    const roots = options.roots.map((file) => {
      const text = textOf(file);
      // OpenSSL takes an empty text without a word, and then trusts nobody.
      if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
      throw new PlumblineError('PROBES-050', { place: file, detail: 'no trusted root can be read from it' });
    });
    // Read now what would else be read in front of the first handshake.
    this.#contexts.forEach((_, vehicle) => {
      this.#contexts[vehicle] = this.#open(vehicle, roots);
    });
  }

  context(vehicle: number): SecureContext {
    return this.#contexts[vehicle % this.#contexts.length]!;
  }

  /** The session to resume, where sessions are resumed and there is one. */
  session(vehicle: number): Buffer | undefined {
    return this.#sessions.get(vehicle);
  }

  keepSession(vehicle: number, session: Buffer): void {
    if (this.options.resume) this.#sessions.set(vehicle, session);
  }

  #open(vehicle: number, roots: string[]): SecureContext {
    const { minVersion, maxVersion, ciphers, groups, signatures } = this.options;
    const own = this.#identities[vehicle];
    try {
      return createSecureContext({
        minVersion,
        maxVersion,
        ciphers,
        ecdhCurve: groups,
        sigalgs: signatures,
        ca: roots,
        ...(own === undefined ? {} : { cert: textOf(own[0]), key: textOf(own[1]) }),
      });
    } catch (error) {
      if (error instanceof PlumblineError) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      throw new PlumblineError('PROBES-050', { place: own?.[0] ?? 'roots', detail, cause: error });
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('PROBES-050', { place: file, detail: 'cannot be read', cause });
  }
}

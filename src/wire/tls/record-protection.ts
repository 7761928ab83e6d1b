import { type CipherSuite, cipherSuite } from './cipher-suites.js';
import type { ServerHello } from './hello.js';
import { hexOf } from './hello.js';
import type { KeyLog, Secret } from './key-log.js';
import { keys12, keys13 } from './key-schedule.js';
import { opener12, opener13, type RecordOpener } from './record-opener.js';

export const tls12 = 0x0303;
export const tls13 = 0x0304;

/** Which traffic secret of TLS 1.3 is in force. */
export type Epoch = 'handshake' | 'application';

/** What the two hellos settled, and the secrets that go with it. */
export class RecordProtection {
  readonly hello: ServerHello;
  readonly clientRandom: Uint8Array;
  /** Undefined: its records cannot be opened here. */
  readonly suite: CipherSuite | undefined;
  readonly #keyLog: KeyLog;
  readonly #name: string;

  constructor(hello: ServerHello, clientRandom: Uint8Array, keyLog: KeyLog) {
    this.hello = hello;
    this.clientRandom = clientRandom;
    this.#keyLog = keyLog;
    this.#name = hexOf(clientRandom);
    const known = hello.version === tls12 || hello.version === tls13;
    this.suite = known && hello.compression === 0 ? cipherSuite(hello.cipherSuite) : undefined;
  }

  get is13(): boolean {
    return this.hello.version === tls13;
  }

  /** The secret of a direction: the master secret in TLS 1.2. */
  secret(side: 'client' | 'server', epoch: Epoch): Secret | undefined {
    if (!this.is13) return this.#keyLog.find('CLIENT_RANDOM', this.#name);
    if (side === 'client') {
      return this.#keyLog.find(
        epoch === 'handshake' ? 'CLIENT_HANDSHAKE_TRAFFIC_SECRET' : 'CLIENT_TRAFFIC_SECRET_0',
        this.#name,
      );
    }
    return this.#keyLog.find(
      epoch === 'handshake' ? 'SERVER_HANDSHAKE_TRAFFIC_SECRET' : 'SERVER_TRAFFIC_SECRET_0',
      this.#name,
    );
  }

  /** Opener of a direction's records under a secret, from sequence number 0; undefined for suites not supported. */
  opener(side: 'client' | 'server', secret: Uint8Array): RecordOpener | undefined {
    if (this.suite === undefined) return undefined;
    if (this.is13) return opener13(this.suite, keys13(this.suite, secret));
    const keys = keys12(this.suite, secret, this.clientRandom, this.hello.random);
    return opener12(this.suite, keys[side], this.hello.encryptThenMac);
  }
}

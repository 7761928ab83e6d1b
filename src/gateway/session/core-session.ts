import { toHex } from '../bytes.js';
import type { CodecPort } from '../server/codec-port.js';
import type { ProtocolSession, Taken } from './protocol-session.js';
import { freshSession, type Session } from './session.js';
import type { Station } from './station.js';

/** A session on the core of ISO 15118-2, in whatever protocol's words. */
export abstract class CoreSession implements ProtocolSession {
  abstract readonly protocol: string;
  protected readonly codec: CodecPort;
  protected session: Session = freshSession();

  constructor(codec: CodecPort) {
    this.codec = codec;
  }

  get id(): Uint8Array {
    return this.session.id;
  }

  get evccId(): string | undefined {
    const { evccId } = this.session;
    return evccId === undefined ? undefined : toHex(evccId);
  }

  get phase(): string {
    return this.session.phase;
  }

  get ended(): boolean {
    return this.session.phase === 'stopped';
  }

  abstract take(payloadType: number, payload: Uint8Array, station: Station): Taken;
}

import { PlumblineError } from '../../base/errors.js';
import type { EncodeFault } from '../../messages/codec.js';
import { faultNotation, parseFault } from '../../messages/fault-notation.js';
import type { V2gtpFaults } from '../../wire/v2gtp.js';
import type { InjectedMessage } from './injected-message.js';

/** What is done to a frame on its way out. */
export interface FrameFaults extends V2gtpFaults {
  readonly payloadType?: number;
  /** Only the first so many bytes are sent. */
  readonly cut?: number;
  /** Lengths of TCP segments that it is sent in; the rest follows. */
  readonly split?: readonly number[];
  /** Times that it is sent, without waiting for answers in between. */
  readonly repeat?: number;
  /** Milliseconds of silence before it. */
  readonly delayMs?: number;
  /** It is left out. */
  readonly drop?: boolean;
}

/** Everything that is to be broken in one message. */
export interface MessageFaults {
  readonly encode: readonly EncodeFault[];
  readonly frame: FrameFaults;
}

interface ChosenFault {
  /** Message name, number, or undefined for every message. */
  readonly where: string | number | undefined;
  readonly fault: { readonly encode: EncodeFault } | { readonly frame: FrameFaults };
}

/** How faults of the frame are written; those of the EXI stream are in `faultNotation`. */
export const frameFaultNotation: readonly (readonly [form: string, describe: string])[] = [
  ['frame-version=0x02', 'another protocol version in the V2GTP header'],
  ['frame-inverse=0xFD', 'another inverse version'],
  ['frame-type=0x8003', 'another payload type'],
  ['frame-length=5', 'a length field that lies'],
  ['frame-cut=12', 'only the first 12 bytes of the frame'],
  ['frame-split=1,7', 'in TCP segments of 1, 7 and the remaining bytes'],
  ['repeat=3', 'three times without waiting for an answer'],
  ['delay=1500', 'after 1500 ms of silence'],
  ['drop', 'not at all'],
];

const frameKinds: Readonly<Record<string, (numbers: readonly number[]) => FrameFaults>> = {
  'frame-version': ([version = 0]) => ({ version }),
  'frame-inverse': ([inverseVersion = 0]) => ({ inverseVersion }),
  'frame-type': ([payloadType = 0]) => ({ payloadType }),
  'frame-length': ([length = 0]) => ({ length }),
  'frame-cut': ([cut = 0]) => ({ cut }),
  'frame-split': (split) => ({ split }),
  repeat: ([repeat = 1]) => ({ repeat }),
  delay: ([delayMs = 0]) => ({ delayMs }),
};

/** The faults of a command line: `FAULT`, `MESSAGE@FAULT` or `#3@FAULT`. */
export class ChosenFaults {
  readonly #chosen: readonly ChosenFault[];

  /** @throws PlumblineError PROBES-022, MESSAGES-005 for what cannot be read */
  constructor(given: readonly string[]) {
    this.#chosen = given.map(parse);
  }

  get any(): boolean {
    return this.#chosen.length > 0;
  }

  of(message: Pick<InjectedMessage, 'number' | 'message'>): MessageFaults {
    const encode: EncodeFault[] = [];
    let frame: FrameFaults = {};
    for (const { where, fault } of this.#chosen) {
      if (where !== undefined && where !== message.number && where !== message.message) continue;
      if ('encode' in fault) encode.push(fault.encode);
      else frame = { ...frame, ...fault.frame };
    }
    return { encode, frame };
  }

  /** Faults that no message of the input is meant by. */
  unused(messages: readonly InjectedMessage[]): string[] {
    const wheres = this.#chosen.flatMap(({ where }) => (where === undefined ? [] : [where]));
    return wheres
      .filter((where) => messages.every(({ number, message }) => where !== number && where !== message))
      .map((where) => (typeof where === 'number' ? `#${where}` : where));
  }
}

function parse(text: string): ChosenFault {
  const [, number, name, rest = ''] = /^(?:#(\d+)@|([A-Za-z]\w*)@)?(.+)$/s.exec(text) ?? [];
  const where = number === undefined ? name : Number(number);
  const [kind = '', value] = rest.split(/=(.*)/s);
  if (kind === 'drop') return { where, fault: { frame: { drop: true } } };
  const make = Object.hasOwn(frameKinds, kind) ? frameKinds[kind] : undefined;
  if (make === undefined) {
    const known = Object.hasOwn(faultNotation, kind.split(':')[0] ?? '');
    if (!known) throw new PlumblineError('PROBES-022', { detail: `${text}: no such kind` });
    return { where, fault: { encode: parseFault(rest) } };
  }
  const numbers = (value ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.some((one) => !Number.isInteger(one) || one < 0 || one > 0xffffffff)) {
    throw new PlumblineError('PROBES-022', { detail: `${text}: numbers are expected behind "="` });
  }
  return { where, fault: { frame: make(numbers) } };
}

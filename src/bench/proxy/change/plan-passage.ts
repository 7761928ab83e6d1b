import type { ExiObject, SchemaName } from '../../../messages/codec.js';
import { decodeV2gtpHeader, encodeV2gtp, v2gtpHeaderLength } from '../../../wire/v2gtp.js';
import type { Action, Direction, Rule, Side } from '../script/proxy-script.js';
import { type Changed, changeBody, changeFields } from './changed-payload.js';
import type { PassingMessage } from './passing-message.js';
import type { SignerKey } from './signer-key.js';

/** What the relay does for one message, in this order. */
export type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'hold'; readonly name: string }
  | { readonly kind: 'send'; readonly to: Side; readonly bytes: Uint8Array; readonly as: Sent }
  | { readonly kind: 'close'; readonly side: Side | 'both'; readonly how: 'fin' | 'reset' };

/** What a frame that leaves is: the very bytes that came, or something that a rule made of them. */
export type Sent = 'original' | 'changed' | 'duplicate' | 'replayed' | 'injected';

export interface Passage {
  readonly steps: readonly Step[];
  /** What each rule did, in words. */
  readonly did: readonly { readonly rule: string; readonly what: string }[];
  /** What a rule could not do; the message then goes on without that change. */
  readonly failed: readonly { readonly rule: string; readonly why: string }[];
}

export interface PassageContext {
  /** Earlier messages of the same direction and connection, oldest first. */
  readonly earlier: readonly PassingMessage[];
  /** Uniform in 0..1, for bytes to corrupt. */
  readonly random: () => number;
  readonly keys: readonly SignerKey[];
}

/** The side that a direction leads to. */
export function towards(direction: Direction): Side {
  return direction === 'from-vehicle' ? 'station' : 'vehicle';
}

/** Decides what becomes of a message. Without a rule it is sent on as it came, byte for byte. */
export function planPassage(message: PassingMessage, rules: readonly Rule[], context: PassageContext): Passage {
  const draft = new Draft(message, context);
  for (const rule of rules) for (const action of rule.actions) draft.apply(rule, action);
  return draft.passage();
}

class Draft {
  readonly #message: PassingMessage;
  readonly #context: PassageContext;
  #frame: Uint8Array;
  #value: ExiObject | undefined;
  #copies = 1;
  #changed = false;
  readonly #waits: Step[] = [];
  readonly #before: Step[] = [];
  readonly #after: Step[] = [];
  readonly #closes: Step[] = [];
  readonly #did: { rule: string; what: string }[] = [];
  readonly #failed: { rule: string; why: string }[] = [];

  constructor(message: PassingMessage, context: PassageContext) {
    this.#message = message;
    this.#context = context;
    this.#frame = message.raw;
    this.#value = message.decoded?.value;
  }

  apply(rule: Rule, action: Action): void {
    const what = this.#apply(rule, action);
    if (typeof what === 'string') this.#did.push({ rule: rule.name, what });
    else this.#failed.push({ rule: rule.name, why: what.why });
  }

  passage(): Passage {
    const to = towards(this.#message.direction);
    const own = Array.from({ length: this.#copies }, (_, copy): Step => {
      const as = copy > 0 ? 'duplicate' : this.#changed ? 'changed' : 'original';
      return { kind: 'send', to, bytes: this.#frame, as };
    });
    const steps = [...this.#waits, ...this.#before, ...own, ...this.#after, ...this.#closes];
    return { steps, did: this.#did, failed: this.#failed };
  }

  /** What was done in words, or why it could not be done. */
  #apply(rule: Rule, action: Action): string | { readonly why: string } {
    switch (action.kind) {
      case 'set':
        return this.#change(rule, (context, value) => changeFields(context, value, action.fields));
      case 'body':
        return this.#change(rule, (context, value) => changeBody(context, value, action.message, action.body));
      case 'delay':
        this.#waits.push({ kind: 'wait', ms: action.ms });
        return `delayed by ${action.ms} ms`;
      case 'hold':
        this.#waits.push({ kind: 'hold', name: action.name });
        return `held for ${action.name}`;
      case 'drop':
        this.#copies = 0;
        return 'dropped';
      case 'duplicate':
        // What another rule took away is not sent at all.
        if (this.#copies === 0) return { why: 'the message is not sent, so that there is nothing to repeat' };
        this.#copies += action.times;
        return `sent ${this.#copies} times`;
      case 'replay':
        return this.#replay(action);
      case 'inject':
        return this.#inject(rule, action);
      case 'close': {
        const step: Step = { kind: 'close', side: action.side, how: action.how };
        (action.place === 'before' ? this.#before : this.#closes).push(step);
        return `${action.how === 'fin' ? 'FIN' : 'RST'} to ${action.side}, ${action.place} it`;
      }
      case 'corrupt':
        return this.#corrupt(action);
      case 'header':
        return this.#header(action);
    }
  }

  #change(rule: Rule, change: (context: Parameters<typeof changeFields>[0], value: ExiObject) => Changed) {
    const schema = this.#message.decoded?.schema;
    const type = this.#message.payloadType;
    if (schema === undefined || this.#value === undefined || type === undefined) {
      return { why: `the message could not be read: ${this.#message.unread}` };
    }
    const context = { schema, keys: this.#context.keys, resign: rule.resign };
    const changed = change(context, this.#value);
    if (changed.kind === 'impossible') return changed;
    if (changed.kind === 'same') return 'says so already';
    this.#value = changed.value;
    this.#frame = encodeV2gtp(type, changed.payload);
    this.#changed = true;
    return changed.words;
  }

  #replay(action: Extract<Action, { kind: 'replay' }>): string | { readonly why: string } {
    const fitting = this.#context.earlier.filter(
      ({ decoded }) => action.message === undefined || decoded?.message === action.message,
    );
    const found = action.nth === undefined ? fitting.at(-1) : fitting[action.nth - 1];
    if (found === undefined) {
      return { why: `no such message has passed before: ${action.message ?? 'any'}, ${fitting.length} there` };
    }
    const to = towards(this.#message.direction);
    this.#place(action.place, { kind: 'send', to, bytes: found.raw, as: 'replayed' });
    return `message ${found.number} (${found.decoded?.message ?? 'unread'}) again, ${action.place} it`;
  }

  #inject(rule: Rule, action: Extract<Action, { kind: 'inject' }>): string | { readonly why: string } {
    const to = action.to ?? towards(this.#message.direction);
    if (action.frame !== undefined) {
      const bytes = new Uint8Array(Buffer.from(action.frame, 'hex'));
      this.#place(action.place, { kind: 'send', to, bytes, as: 'injected' });
      return `${bytes.length} bytes to ${to}, ${action.place} it`;
    }
    const { decoded, payloadType } = this.#message;
    if (decoded?.value === undefined || payloadType === undefined) {
      return { why: 'the message that should lend its header could not be read' };
    }
    const context = { schema: decoded.schema as SchemaName, keys: this.#context.keys, resign: rule.resign };
    const made = changeBody(context, decoded.value, action.message, action.body);
    if (made.kind !== 'changed') return { why: made.kind === 'impossible' ? made.why : 'there is nothing to send' };
    this.#place(action.place, { kind: 'send', to, bytes: encodeV2gtp(payloadType, made.payload), as: 'injected' });
    return `${action.message} to ${to}, ${action.place} it`;
  }

  #place(place: 'before' | 'after' | 'instead', step: Step): void {
    if (place === 'instead') this.#copies = 0;
    (place === 'before' ? this.#before : this.#after).push(step);
  }

  #corrupt({ of, at, xor }: Extract<Action, { kind: 'corrupt' }>): string | { readonly why: string } {
    const first = of === 'payload' ? v2gtpHeaderLength : 0;
    const length = this.#frame.length - first;
    const random = this.#context.random;
    const offset = at === undefined ? Math.floor(random() * length) : at < 0 ? length + at : at;
    if (length <= 0 || offset < 0 || offset >= length) return { why: `byte ${at}: the ${of} has ${length}` };
    const mask = xor ?? 1 + Math.floor(random() * 255);
    const bytes = this.#frame.slice();
    bytes[first + offset] = (bytes[first + offset] ?? 0) ^ mask;
    this.#frame = bytes;
    this.#changed = true;
    return `byte ${offset} of the ${of} XOR 0x${mask.toString(16).padStart(2, '0')}`;
  }

  #header(action: Extract<Action, { kind: 'header' }>): string | { readonly why: string } {
    const { payloadType } = decodeV2gtpHeader(this.#frame);
    if (this.#frame.length < v2gtpHeaderLength || payloadType === undefined) return { why: 'there is no whole header' };
    const { kind: _kind, payloadType: type = payloadType, ...faults } = action;
    this.#frame = encodeV2gtp(type, this.#frame.subarray(v2gtpHeaderLength), faults);
    this.#changed = true;
    const words = Object.entries({ ...faults, ...(type === payloadType ? {} : { payloadType: type }) });
    return `header ${words.map(([name, value]) => `${name} 0x${value.toString(16)}`).join(', ')}`;
  }
}

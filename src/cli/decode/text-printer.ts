import { formatDuration, formatWallTime } from '../../probes/session-reader/format-time.js';
import type { GridEvent } from '../../probes/session-reader/grid-event.js';
import { messageBody } from '../../probes/session-reader/message-body.js';
import type {
  ConnectionEvent,
  MalformedEvent,
  MessageEvent,
  MmeEvent,
  SdpEvent,
  SessionEndedEvent,
  SessionEvent,
  SessionFinding,
} from '../../probes/session-reader/session-event.js';
import type { CaptureAccount } from '../../probes/session-reader/session-reader.js';
import type { SignatureSummary } from '../../probes/session-reader/signature-list.js';
import type { CaptureInterface } from '../../wire/pcap/capture-item.js';
import type { Colours } from './colours.js';
import { gridText } from './grid-lines.js';
import { type MmeRun, MmeRuns } from './mme-runs.js';
import { printable } from './printable.js';
import type { Printer } from './printer.js';
import { renderFields } from './render-fields.js';
import { accountText } from './session-account.js';
import { signatureAccount, signatureText } from './signature-lines.js';
import { mmeText, sdpText } from './words.js';

export interface TextOptions {
  readonly colours: Colours;
  /** Print all fields of every message, not only what changed since the last of the same name. */
  readonly full: boolean;
}

const fieldIndent = ' '.repeat(27);

/** Output for people: a line an event, fields beneath, an account at the end of each session. */
export class TextPrinter implements Printer {
  readonly #options: TextOptions;
  readonly #before = new Map<string, unknown>();
  readonly #sessionsSeen = new Set<number>();
  #originNs = 0n;
  readonly #runs = new MmeRuns();

  constructor(options: TextOptions) {
    this.#options = options;
  }

  start(file: string): string {
    return `${this.#options.colours.strong(printable(file))}\n`;
  }

  origin(firstNs: bigint): string {
    this.#originNs = firstNs;
    return this.#options.colours.faint(`times in seconds since the first packet, ${formatWallTime(firstNs)}\n`);
  }

  event(event: SessionEvent): string {
    if (event.kind !== 'mme') return this.flush() + this.#other(event);
    const ended = this.#options.full ? [{ event, count: 1 }] : this.#runs.add(event);
    return ended.map((run) => this.#mme(run)).join('');
  }

  end(account: CaptureAccount): readonly string[] {
    const { strong } = this.#options.colours;
    const text = `${this.flush()}\n${strong('In all')}\n${accountText(account)}`;
    return [text];
  }

  /** Management messages that wait for others of their kind. */
  flush(): string {
    return this.#runs
      .flush()
      .map((run) => this.#mme(run))
      .join('');
  }

  #other(event: Exclude<SessionEvent, MmeEvent>): string {
    const { bad } = this.#options.colours;
    switch (event.kind) {
      case 'section': {
        const by = event.application === undefined ? '' : `, written by ${printable(event.application)}`;
        return `${event.format} ${event.version}${by}\n${event.comments.map((text) => `comment: ${printable(text)}\n`).join('')}`;
      }
      case 'interface':
        return interfaceText(event);
      case 'statistics': {
        const lost = (event.interfaceDropped ?? 0) + (event.osDropped ?? 0);
        if (lost === 0) return '';
        return `${bad(`! the capture itself lost ${lost} packets on interface ${event.interfaceId}`)}\n`;
      }
      case 'finding':
        return `${bad(`! file offset ${event.offset}: ${event.detail} [${event.rule}]`)}\n`;
      case 'sdp':
        return this.#sdp(event);
      case 'comment': {
        const text = printable(event.text);
        const { strong, faint } = this.#options.colours;
        return `${this.#time(event.packet.timestampNs)}  ${strong(`comment: ${text}`)}  ${faint(`#${event.packet.number}`)}\n`;
      }
      case 'connection':
        return this.#connection(event);
      case 'message':
        return this.#message(event);
      case 'malformed':
        return this.#malformed(event);
      case 'session-ended':
        return this.#ended(event);
      case 'grid-connection':
      case 'grid-exchange':
      case 'modbus-write':
        return this.#grid(event);
    }
  }

  #grid(event: GridEvent): string {
    const { colours, full } = this.#options;
    const { packet, delta, head, lines, packets } = gridText(event, colours, full);
    const time = this.#time(packet?.timestampNs ?? this.#originNs);
    const first = `${time}  ${colours.faint(delta.padStart(10))}  ${head}  ${colours.faint(packets)}\n`;
    const rest = lines.map(({ depth, text }) => `${fieldIndent}${'  '.repeat(depth)}${printable(text)}\n`);
    return `${first}${rest.join('')}${this.#findings('findings' in event ? event.findings : [])}`;
  }

  #mme(run: MmeRun): string {
    const { event, count } = run;
    const { faint } = this.#options.colours;
    const times = count === 1 ? '' : ` x ${count}`;
    const who = faint(`${event.source} -> ${event.destination}  #${event.packet.number}`);
    const head = `${this.#time(event.packet.timestampNs)}  ${event.mme.label}${times}  ${who}\n`;
    const fields = mmeText(event.mme);
    const body = fields === '' ? '' : `${fieldIndent}${count === 1 ? '' : 'first: '}${fields}\n`;
    return head + body + this.#findings(event.findings);
  }

  #sdp(event: SdpEvent): string {
    const { faint } = this.#options.colours;
    const line = `${this.#time(event.packet.timestampNs)}  SDP ${event.message}  ${sdpText(event)}`;
    const who = faint(`${event.from} -> ${event.to}  #${event.packet.number}`);
    return `${line}  ${who}\n${this.#findings(event.findings)}`;
  }

  #connection(event: ConnectionEvent): string {
    const { faint, bad } = this.#options.colours;
    const text = printable(event.text);
    const shown = event.what === 'refused' || event.what === 'reset' ? bad(text) : text;
    const line = `${this.#time(event.packet.timestampNs)}  ${shown}  ${faint(`#${event.packet.number}`)}\n`;
    return this.#heading(event.session) + line + this.#findings(event.findings);
  }

  #message(event: MessageEvent): string {
    const { colours, full } = this.#options;
    const name = event.message ?? `unreadable message (payload type 0x${event.payloadType.toString(16)})`;
    const arrow = event.from === 'vehicle' ? 'EVCC -> SECC' : 'EVCC <- SECC';
    const paint = event.from === 'vehicle' ? colours.request : colours.response;
    const delta = event.deltaNs === undefined ? '' : `+${formatDuration(event.deltaNs)}`;
    const guessed = event.schemaSource === 'guess' ? ` (${event.schema}? guessed)` : '';
    const packets =
      event.first.number === event.last.number ? `${event.last.number}` : `${event.first.number}..${event.last.number}`;
    const { body, responseCode } = messageBody(event.value, event.message);
    const key = `${event.session} ${name}`;
    const before = full ? undefined : this.#before.get(key);
    this.#before.set(key, body);
    const fields = renderFields(body, before);
    const repeated = before !== undefined && fields.length === 0 && hasFields(body) ? colours.faint('  as before') : '';
    const failed = responseCode !== undefined && /^failed/i.test(responseCode);
    const title = `${arrow}  ${failed ? colours.bad(name) : paint(name)}${guessed}`;
    const head = `${this.#time(event.last.timestampNs)}  ${colours.faint(delta.padStart(10))}  ${title}${repeated}`;
    const lines = fields.map((line) => `${fieldIndent}${'  '.repeat(line.depth)}${printable(line.text)}\n`);
    const end = colours.faint(`#${packets}`);
    const signed = event.signature === undefined ? '' : this.#signature(event.signature);
    return `${this.#heading(event.session)}${head}  ${end}\n${lines.join('')}${signed}${this.#findings(event.findings)}`;
  }

  #malformed(event: MalformedEvent): string {
    const arrow = event.from === 'vehicle' ? 'EVCC -> SECC' : 'EVCC <- SECC';
    const hex = Buffer.from(event.bytes).toString('hex');
    const shown = hex === '' ? '' : `  ${hex}`;
    const what = this.#options.colours.bad(`not a whole V2GTP frame${shown}`);
    const head = `${this.#time(event.packet.timestampNs)}  ${' '.repeat(10)}  ${arrow}  ${what}  #${event.packet.number}\n`;
    return this.#heading(event.session) + head + this.#findings(event.findings);
  }

  #ended(event: SessionEndedEvent): string {
    const { strong } = this.#options.colours;
    this.#sessionsSeen.delete(event.session);
    for (const key of this.#before.keys()) if (key.startsWith(`${event.session} `)) this.#before.delete(key);
    const lines = [...event.summary.account, ...signatureAccount(event.summary.signatures)];
    const text = lines.map((line) => `  ${printable(line)}\n`).join('');
    return `${strong(`Session ${event.session}, ${event.summary.ending}`)}\n${text}`;
  }

  #signature(signature: SignatureSummary): string {
    const { faint, bad } = this.#options.colours;
    const holds = signature.verdict === 'valid' || signature.verdict === 'deviant';
    return `${fieldIndent}${(holds ? faint : bad)(`signature ${printable(signatureText(signature))}`)}\n`;
  }

  /** Names a session at its first line. */
  #heading(session: number | undefined): string {
    if (session === undefined || this.#sessionsSeen.has(session)) return '';
    this.#sessionsSeen.add(session);
    return `\n${this.#options.colours.strong(`Session ${session}`)}\n`;
  }

  #findings(findings: readonly SessionFinding[]): string {
    return findings
      .map(({ rule, detail, path }) => {
        const where = path === undefined || path === '' ? '' : `${path}: `;
        return `${fieldIndent}${this.#options.colours.bad(`! ${printable(`${where}${detail}`)} [${rule}]`)}\n`;
      })
      .join('');
  }

  /** Seconds since the first packet. */
  #time(ns: bigint): string {
    return (Number(ns - this.#originNs) / 1e9).toFixed(6).padStart(13);
  }
}

function interfaceText(event: CaptureInterface): string {
  const name = event.name ?? event.description;
  const called = name === undefined ? `interface ${event.id}` : `interface ${printable(name)}`;
  const resolution = event.resolutionNs >= 1000 ? `${event.resolutionNs / 1000} us` : `${event.resolutionNs} ns`;
  return `${called}: link type ${event.linkType}, timestamps to ${resolution}\n`;
}

function hasFields(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

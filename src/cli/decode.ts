import { once } from 'node:events';
import type { CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { decodeMessage, type ExiObject, toJson } from '../messages/codec.js';
import { decodeSep2 } from '../messages/sep2/codec.js';
import { loadCertificates } from '../pki/load-certificates.js';
import { readCaptureFile } from '../probes/capture/read-capture-file.js';
import type { MessageSchema } from '../probes/session-reader/message-decoder.js';
import type { SessionEvent } from '../probes/session-reader/session-event.js';
import { SessionReader } from '../probes/session-reader/session-reader.js';
import { noColours, terminalColours } from './decode/colours.js';
import { EventFilter } from './decode/event-filter.js';
import { JsonPrinter } from './decode/json-printer.js';
import { loadKeyLog } from './decode/key-log-file.js';
import type { Printer } from './decode/printer.js';
import { TextPrinter } from './decode/text-printer.js';

interface DecodeArguments {
  readonly file: string;
  readonly json: boolean;
  readonly schema: MessageSchema | undefined;
  readonly session: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly full: boolean;
  readonly color: boolean;
  readonly keylog: readonly string[] | undefined;
  readonly roots: readonly string[] | undefined;
}

/** Characters that are written at a time. */
const outputPiece = 1 << 16;
const schemas: readonly MessageSchema[] = ['din', 'iso2'];

/** `plumbline decode FILE`: a capture as sessions in plain words. */
export const decodeCommand: CommandModule<object, DecodeArguments> = {
  command: 'decode <file>',
  describe: 'read a capture as a session in plain words',
  builder: (yargs) =>
    yargs
      .positional('file', { type: 'string', demandOption: true, describe: 'pcap or pcapng file, also gzip-compressed' })
      .option('json', { type: 'boolean', default: false, describe: 'one JSON document (docs/decode.md has its shape)' })
      .option('schema', {
        choices: schemas,
        requiresArg: true,
        describe: 'message set after the handshake, in place of what the handshake says',
      })
      .option('keylog', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'TLS key log (SSLKEYLOGFILE); default: the file of that name with .keylog beside the capture',
      })
      .option('roots', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'trusted roots, PEM or DER: certificates of the handshake are checked up to them',
      })
      .option('session', { type: 'number', requiresArg: true, describe: 'only session N' })
      .option('from', {
        type: 'string',
        requiresArg: true,
        describe: 'only from here: seconds from the first packet, or #PACKET',
      })
      .option('to', {
        type: 'string',
        requiresArg: true,
        describe: 'only up to here: seconds from the first packet, or #PACKET',
      })
      .option('full', {
        type: 'boolean',
        default: false,
        describe: 'all fields of every message, not only what changed',
      })
      .option('color', { type: 'boolean', default: true, describe: 'colours on a terminal; --no-color for none' })
      .example('$0 decode session.pcap', 'what happened, and how it ended')
      .example('$0 decode session.pcap --from 12.5 --to 20', 'a part of it')
      .example(
        '$0 decode tls.pcap --keylog keys.log --roots v2g-root.pem',
        'an encrypted session, its certificates checked',
      )
      .example('$0 decode field.pcapng --session 2 --full', 'one session with all fields')
      .example("$0 decode session.pcap --json | jq '.sessions[].account'", 'for programs'),
  handler: async (given) => {
    if (given.session !== undefined && !(Number.isInteger(given.session) && given.session > 0)) {
      throw new PlumblineError('CLI-001', { detail: '--session takes the number of a session, from 1' });
    }
    const filter = new EventFilter(given);
    const printer = makePrinter(given);
    const { keyLog, warnings } = await loadKeyLog(given.file, given.keylog);
    for (const warning of warnings) console.error(warning);
    const reader = new SessionReader({
      decode: (schema, bytes) => decodeMessage(schema, bytes),
      decodeResource: (body, mediaType) => decodeSep2(body, mediaType),
      schema: given.schema,
      keyLog,
      roots: (given.roots ?? []).flatMap((file) => loadCertificates(file)),
    });
    const show = (events: readonly SessionEvent[]): string =>
      events
        .filter((event) => filter.accepts(event))
        .map((event) => printer.event(event))
        .join('');
    let opened = false;
    let timed = false;
    let waiting = '';
    for await (const items of readCaptureFile(given.file)) {
      // The first chunk has shown that the file is a capture: nothing is printed for one that is not.
      if (!opened) await write(printer.start(given.file));
      opened = true;
      for (const item of items) {
        if (!timed && item.kind === 'packet' && item.timestampNs !== undefined) {
          timed = true;
          filter.origin(item.timestampNs);
          waiting += printer.origin(item.timestampNs);
        }
        waiting += show(reader.push(item));
        if (waiting.length < outputPiece) continue;
        await write(waiting);
        waiting = '';
      }
    }
    await write(waiting);
    await write(show(reader.end()));
    const account = reader.account();
    if (given.session !== undefined && given.session > account.sessions) {
      console.error(`there is no session ${given.session}: the capture holds ${account.sessions}`);
    }
    for (const text of printer.end(account)) await write(text);
  },
};

function makePrinter(given: DecodeArguments): Printer {
  if (given.json) return new JsonPrinter((schema, value) => toJson(schema, value as ExiObject));
  const coloured = given.color && process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  return new TextPrinter({ colours: coloured ? terminalColours : noColours, full: given.full });
}

/** Waits while the reader of the output is slower, so that nothing piles up. */
async function write(text: string): Promise<void> {
  if (text === '' || process.stdout.write(text)) return;
  await once(process.stdout, 'drain');
}

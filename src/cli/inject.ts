import { appendFileSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { PlumblineError } from '../base/errors.js';
import { faultNotation } from '../messages/fault-notation.js';
import { vehicleStates } from '../peers/vehicle/vehicle-state.js';
import { ChosenFaults, frameFaultNotation } from '../probes/inject/chosen-faults.js';
import { handshakeFor } from '../probes/inject/handshake.js';
import { injectFrames } from '../probes/inject/inject-frames.js';
import { Injection } from '../probes/inject/injection.js';
import { openTarget } from '../probes/inject/open-target.js';
import type { MessageSchema } from '../probes/session-reader/message-decoder.js';
import { parseHex } from './exi/input.js';
import { livePrinter } from './inject/live-printer.js';
import { readFrames, readMessages } from './inject/read-input.js';
import { parseEndpoint, tlsOptions } from './inject/target-arguments.js';

const schemas: readonly MessageSchema[] = [
  'sap',
  'din',
  'iso2',
  'iso20.cm',
  'iso20.ac',
  'iso20.dc',
  'iso20.wpt',
  'iso20.acdp',
];
const states = vehicleStates.slice(vehicleStates.indexOf('app-protocol-agreed'));
const notSent = 1;

const faultKinds = [
  ...Object.values(faultNotation).map(({ form, describe }) => [form, describe] as const),
  ...frameFaultNotation,
]
  .map(([form, describe]) => `  ${form.padEnd(28)}${describe}`)
  .join('\n');

// yargs would break these lines in its two columns.
const examples = `
  one message, after the handshake
    plumbline inject '{"V2G_Message":{...}}' --to '[fe80::1%eth1]:61341' --handshake
  one frame as it is
    plumbline inject 01fe8001000000058000dbab93 --sdp eth1
  a foreign SessionID while charging
    plumbline inject loop.json --sdp eth1 --reach energy-on --session-id 1122334455667788
  a recorded vehicle, with a fault in one message
    plumbline inject session.tsv --sdp eth1 --fault PowerDeliveryReq@missing:ChargeProgress
  a recorded encrypted one, its fifth message twice
    plumbline inject session.pcap --sdp eth1 --tls --pki pki --fault '#5@repeat=2'
  the HomePlug frames of a recorded vehicle
    plumbline inject slac.pcapng --interface eth1`.slice(1);

const build = (yargs: Argv<object>) =>
  yargs
    .positional('what', {
      type: 'string',
      array: true,
      demandOption: true,
      describe:
        'JSON, hex (EXI, V2GTP frame, Ethernet frame), a transcript (.tsv) or a capture; in place, a file, or -',
    })
    .option('to', { type: 'string', requiresArg: true, describe: 'the SECC: [ADDRESS%INTERFACE]:PORT' })
    .option('sdp', { type: 'string', requiresArg: true, describe: 'find the SECC by SDP on this interface' })
    .option('interface', { type: 'string', requiresArg: true, describe: 'send Ethernet frames on this interface' })
    .option('tls', { type: 'string', describe: 'TLS profile: iso15118-2 (default), iso15118-20, iso15118-20-p256' })
    .option('pki', {
      type: 'string',
      requiresArg: true,
      describe: 'folder of plumbline pki mint: roots, vehicle’s chain and key',
    })
    .option('roots', { type: 'string', array: true, requiresArg: true, describe: 'trusted roots, PEM or DER' })
    .option('chain', { type: 'string', requiresArg: true, describe: 'own certificate chain, PEM, leaf first' })
    .option('key', { type: 'string', requiresArg: true, describe: 'own private key, PEM' })
    .option('write-keylog', {
      type: 'string',
      requiresArg: true,
      describe: 'append the TLS secrets of this connection to a file',
    })
    .option('handshake', {
      type: 'boolean',
      default: false,
      describe: 'agree on the protocol first (supportedAppProtocolReq)',
    })
    .option('reach', {
      choices: states,
      requiresArg: true,
      describe: 'let a correct vehicle bring the session to this state first',
    })
    .option('energy', {
      choices: ['ac', 'dc'] as const,
      default: 'dc' as const,
      describe: 'what that vehicle charges with',
    })
    .option('protocol', {
      choices: ['iso2', 'iso20', 'din'] as const,
      default: 'iso2' as const,
      describe: 'what that vehicle speaks',
    })
    .option('schema', {
      choices: schemas,
      requiresArg: true,
      describe: 'message set of JSON or EXI that does not say it',
    })
    .option('fault', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [],
      describe: 'FAULT, MESSAGE@FAULT or #3@FAULT (kinds below)',
    })
    .option('session-id', { type: 'string', requiresArg: true, describe: 'this SessionID (hex) in every message' })
    .option('verbatim', {
      type: 'boolean',
      default: false,
      describe: 'send as given: no SessionID, time, schedule or poll is adapted',
    })
    .option('pace', {
      choices: ['fast', 'original'] as const,
      describe: 'as soon as answered, or with the gaps of the recording',
    })
    .option('timeout', { type: 'number', default: 10_000, requiresArg: true, describe: 'wait for an answer, ms' })
    .option('linger', {
      type: 'number',
      requiresArg: true,
      describe: 'listen after the last answer, ms (default 0; frames: 1000)',
    })
    .option('session', {
      type: 'number',
      requiresArg: true,
      describe: 'which session of a capture (default the first)',
    })
    .option('keylog', { type: 'string', array: true, requiresArg: true, describe: 'key log of an encrypted capture' })
    .option('source', { type: 'string', requiresArg: true, describe: 'whose frames of a capture: MAC address' })
    .option('filter', {
      type: 'string',
      default: 'ether proto 0x88e1',
      requiresArg: true,
      describe: 'which received frames are shown (pcap-filter)',
    })
    .option('json', { type: 'boolean', default: false, describe: 'one JSON object a line' })
    .option('full', { type: 'boolean', default: false, describe: 'all fields of every message' })
    .option('color', { type: 'boolean', default: true, describe: 'colours on a terminal; --no-color for none' })
    .epilogue(`Faults (a PATH is as in JSON, and its tail suffices):\n${faultKinds}\n\nExamples:\n${examples}`);

type InjectArguments = ReturnType<typeof build> extends Argv<infer Arguments> ? Arguments : never;

/** `plumbline inject`: one message, frame or whole transcript to a station, and its answers. */
export const injectCommand: CommandModule<object, InjectArguments> = {
  command: 'inject <what..>',
  describe: 'send messages, frames or a recorded vehicle to a station and show the answers',
  builder: build,
  handler: async (given) => {
    const targets = [given.to, given.sdp, given.interface].filter((target) => target !== undefined);
    if (targets.length !== 1) throw usage('give one of --to, --sdp and --interface');
    if (given.interface !== undefined) await sendFrames(given, given.interface);
    else await sendMessages(given);
  },
};

async function sendFrames(given: InjectArguments, name: string): Promise<void> {
  const frames = await readFrames(given.what, { ...given, schema: given.schema });
  const printer = livePrinter(given);
  const outcome = await injectFrames({
    interface: name,
    frames,
    filter: given.filter,
    pace: given.pace ?? 'original',
    lingerMs: given.linger ?? 1000,
    onEvent: printer.event,
  });
  printer.end(outcome, `\n${outcome.sent} frames sent, ${outcome.received} received.`);
}

async function sendMessages(given: InjectArguments): Promise<void> {
  const faults = new ChosenFaults(given.fault);
  const sessionId = given['session-id'] === undefined ? undefined : parseHex(given['session-id']);
  if (given['session-id'] !== undefined && sessionId === undefined && given['session-id'] !== '') {
    throw usage('--session-id takes hex digits');
  }
  const read = await readMessages(given.what, { ...given, schema: given.schema });
  const unused = faults.unused(read);
  if (unused.length > 0) throw usage(`no message is meant by the fault at ${unused.join(', ')}`);
  const messages = given.handshake ? [handshakeFor(read), ...read] : read;
  const keylog = given['write-keylog'];
  const tls = tlsOptions(given);
  const printer = livePrinter(given);
  const target = await openTarget({
    secc: given.to === undefined ? undefined : parseEndpoint(given.to),
    sdp: given.sdp,
    tls,
    keylog: keylog === undefined ? undefined : (line) => appendFileSync(keylog, `${line}\n`, { mode: 0o600 }),
    reach:
      given.reach === undefined ? undefined : { state: given.reach, energy: given.energy, protocol: given.protocol },
    timeoutMs: given.timeout,
    onEvent: printer.event,
  });
  const injection = new Injection({
    connection: target.connection,
    openSessionId: target.sessionId,
    trace: target.trace,
    faults,
    verbatim: given.verbatim,
    sessionId: given['session-id'] === '' ? new Uint8Array(0) : sessionId,
    pace: given.pace ?? 'fast',
    timeoutMs: given.timeout,
    lingerMs: given.linger ?? 0,
    onEvent: printer.event,
  });
  try {
    const outcome = await injection.run(messages);
    const unanswered = outcome.sent - outcome.answered;
    const left = outcome.left === 0 ? '' : `, ${outcome.left} not sent`;
    const open = outcome.closed === undefined ? 'the connection is open' : `the station closed it (${outcome.closed})`;
    printer.end(outcome, `\n${outcome.sent} sent, ${outcome.answered} answered${left}; ${open}.`);
    if (unanswered > 0 || outcome.left > 0) process.exitCode = notSent;
  } finally {
    await target.connection.close();
  }
}

function usage(detail: string): PlumblineError {
  return new PlumblineError('CLI-001', { detail, cure: 'see plumbline inject --help' });
}

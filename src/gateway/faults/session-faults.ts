import { type GatewayFault, seccFault } from './gateway-fault.js';

const ids = 'src/gateway/faults/faulty-session-id.ts';
const responses = 'src/gateway/faults/faulty-responses.ts';
const random = 'src/gateway/faults/faulty-random.ts';
const driver = 'src/gateway/faults/faulty-driver.ts';
const both = 'ISO 15118-2, V2G2-460; ISO 15118-20, V2G20-460';

/** Faults of SessionID, order of messages, closing and V2GTP, in ISO 15118-2 and -20 alike. */
export const sessionFaults = {
  'session-id-constant': seccFault('gives every session the same SessionID', 'V2G2-750; V2G20-2621', ids),
  'session-id-counted': seccFault('counts its sessions for a SessionID', 'ISO 15118-20, V2G20-2106', ids),
  'session-id-zero': seccFault('gives eight zero bytes for a SessionID', 'V2G2-750; V2G20-2621', ids),
  'session-id-of-digits': seccFault('draws SessionIDs out of 100,000,000 values', 'ISO 15118-20, V2G20-2621', ids, [
    'edf-session-id-entropy',
  ]),
  'random-from-one-seed': seccFault(
    'draws SessionIDs and challenges from a generator with a seed of 32 bits, the same after each start',
    'ISO 15118-20, V2G20-835, V2G20-2621, V2G20-698',
    random,
    ['d20-rng-entropy'],
  ),
  'session-id-unchecked': seccFault('never looks at the SessionID of a request', both, ids, [
    'edf-session-id-unchecked',
  ]),
  'session-id-zero-served': seccFault('serves a SessionID of eight zero bytes like the right one', both, ids, [
    'evsev2g-session-id-zero',
  ]),
  'session-id-short-served': seccFault('compares only as many bytes as were sent', both, ids),
  'session-id-echoed': seccFault(
    'echoes the SessionID of the request in place of its own',
    'ISO 15118-2, V2G2-750',
    responses,
  ),
  'session-joins-anything': seccFault(
    'joins whatever SessionID a SessionSetupReq names',
    'ISO 15118-2, V2G2-754',
    'src/gateway/faults/faulty-resume.ts',
  ),
  'session-never-joined': seccFault(
    'opens a new session for a vehicle that comes back to its paused one',
    'ISO 15118-2, V2G2-741; ISO 15118-20, V2G20-2622',
    'src/gateway/faults/faulty-resume.ts',
    ['josev-d20-resume'],
  ),
  'sequence-unchecked': seccFault('handles a request in whatever order it comes', 'V2G2-459; V2G20-459', ids),
  'sequence-error-silence': seccFault(
    'closes the connection on a request out of order, without an answer',
    'ISO 15118-2, V2G2-538',
    driver,
    ['sequence-error-silence'],
  ),
  'sequence-error-general': seccFault('answers a request out of order with FAILED', 'V2G2-459; V2G20-459', responses),
  'unknown-session-general': seccFault('answers a foreign SessionID with FAILED', both, responses),
  'failure-answered-ok': seccFault('says OK in answers that refuse', 'V2G2-736; V2G20-734', responses),
  'stays-open-after-failure': seccFault('leaves the connection open after FAILED', 'V2G2-539; V2G20-735', driver),
  'talks-after-failure': seccFault('sends its FAILED answer twice', 'V2G2-539; V2G20-735', driver),
  'malformed-answered-ok': seccFault(
    'says OK to a request that breaks the schema',
    'ISO 15118-2, V2G2-736',
    'src/gateway/faults/faulty-iso2-responses.ts',
  ),
  'wrong-payload-type': seccFault('answers with payload type 0x8010', 'ISO 15118-2, V2G2-088', responses),
  'v2gtp-version-unread': seccFault('takes frames of any version', 'ISO 15118-2, V2G2-800', driver),
  'v2gtp-any-payload-type': seccFault('takes frames of any payload type', 'ISO 15118-2, V2G2-800', driver),
  'v2gtp-short-header': seccFault(
    'takes a header of fewer than eight bytes for an offer, and agrees to it',
    'ISO 15118-2, V2G2-800',
    driver,
    ['isomux-header-read-ignored'],
  ),
  'hang-up-stands-still': seccFault(
    'stands still for half a minute when a vehicle hangs up in the middle of its session',
    'serves the next vehicle; V2G2-729',
    driver,
    ['tux-spin'],
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;

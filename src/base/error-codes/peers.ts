import type { ErrorEntry } from '../error-entry.js';

/** 001 to 029: vehicle. 030 and on: PLC counterpart, utility server. */
export const peersErrors = {
  'PEERS-001': {
    title: 'the vehicle cannot reach that state from where it is',
    cure: 'states are passed in one direction only: open a new vehicle, or `rejoin` a paused session',
    exit: 3,
  },
  'PEERS-002': {
    title: 'the vehicle has no connection',
    cure: 'drive it to `tcp-connected` first',
    exit: 3,
  },
  'PEERS-003': {
    title: 'the vehicle is told to use TLS and has no roots for it',
    cure: 'pass `tls` with the V2G root; there is no way back to plain TCP',
    exit: 3,
  },
  'PEERS-004': {
    title: 'the vehicle knows neither an interface to search nor the address of an SECC',
    cure: 'pass `interface` (SDP) or `secc`',
    exit: 3,
  },
  'PEERS-005': {
    title: 'the vehicle is told to speak ISO 15118-20 alone, without TLS 1.3',
    cure: 'ISO 15118-20 lives on TLS 1.3: pass `security: tls`; to offer it in the wrong place pass `protocols`',
    exit: 3,
  },
  'PEERS-006': {
    title: 'the vehicle is told to pay by contract, without TLS',
    cure: 'Plug & Charge lives on TLS: pass `security: tls`; a test that wants it on plain TCP changes the body',
    exit: 3,
  },
  'PEERS-007': {
    title: 'the vehicle is told to charge for a number of loops that is none',
    cure: 'pass `loops` as a number: a vehicle that counts to no number would charge for ever',
    exit: 3,
  },
  'PEERS-030': {
    title: 'the utility server cannot be reached or does not start',
    cure: 'look in its log; `plumbline utility status --folder DIR` tells whether it runs',
    exit: 3,
  },
  'PEERS-031': {
    title: 'the utility server has no such control',
    cure: '`plumbline utility status` lists the controls by mRID',
    exit: 4,
  },
  'PEERS-032': {
    title: 'no such request came in time',
    cure: '`plumbline utility requests` shows what came; the gateway may poll more slowly than the time allowed',
    exit: 3,
  },
  'PEERS-033': {
    title: 'the utility server has no such program, device or resource',
    cure: '`plumbline utility status` lists programs and devices',
    exit: 4,
  },
  'PEERS-034': {
    title: 'the command for the utility server is wrong',
    cure: 'docs/utility.md lists commands and their options',
    exit: 4,
  },
  'PEERS-035': {
    title: 'the configuration of the utility server is wrong',
    cure: 'docs/utility.md describes the file',
    exit: 4,
  },
  'PEERS-036': {
    title: "the script of the tester's SECC is wrong",
    cure: 'it is one JSON object as src/peers/station/secc-script.ts describes it',
    exit: 4,
  },
  'PEERS-037': {
    title: 'the vehicle under test is set up wrongly',
    cure: 'its options are one JSON object as src/peers/vehicle/sut/sut-options.ts describes it; docs/evcc.md lists the faults',
    exit: 4,
  },
} as const satisfies Record<`PEERS-${number}`, ErrorEntry>;

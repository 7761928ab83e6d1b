import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkState } from '../../src/transport/link-state.js';
import { acknowledges } from '../../suites/engine/dropped-request.js';
import { type Blame, LinkWitness } from '../../suites/engine/link-witness.js';
import type { WireSegment } from '../../suites/engine/wire-watch.js';
import { RelayWire } from './support/relay-wire.js';

const secc = 'fe80::1';
const port = 50_001;
/** A request of an exchange. */
const requestBytes = 40;

interface Scene {
  readonly wire: RelayWire;
  /** How often the host was asked for a sign of life. */
  readonly asked: () => number;
  readonly witness: LinkWitness;
}

interface Host {
  /** Answers neighbour discovery; a number: so often, and then no more. */
  readonly answers: boolean | number;
  readonly state?: LinkState;
  /** TCP sends the request again and again. */
  readonly retransmits?: boolean;
  /** A request of a session, bytes. */
  readonly bytes?: number;
}

function scene({ answers, state = 'up', retransmits = false, bytes = requestBytes }: Host): Scene {
  const wire = new RelayWire();
  let asked = 0;
  const hear = () => {
    asked += 1;
    if (answers === true || (typeof answers === 'number' && asked <= answers)) setImmediate(() => wire.hear());
  };
  const knock = {
    knock: async () => hear(),
    solicit: async () => {
      hear();
      return true;
    },
    close: async () => {},
  };
  wire.open(port);
  if (retransmits) setInterval(() => wire.put(port, 'sent', bytes), 10).unref();
  return { wire, asked: () => asked, witness: new LinkWitness(wire, 'eth9', knock, async () => state) };
}

/** A request left, so often, and nothing came back; or an acknowledgement, at the end. */
async function unanswered(host: Host, transmissions: number, end?: WireSegment['direction']): Promise<[Blame, Scene]> {
  const built = scene(host);
  const since = process.hrtime.bigint();
  for (let count = 0; count < transmissions; count++) built.wire.put(port, 'sent', host.bytes ?? requestBytes);
  if (end !== undefined) built.wire.put(port, end, 0);
  const blame = await built.witness.blame({ kind: 'unanswered', since, localPort: port, secc: `${secc}%eth9` });
  return [blame, built];
}

describe('a station that does not answer a request', () => {
  it('acknowledged it, and its host is there: the station hangs', async () => {
    const [blame] = await unanswered({ answers: true }, 1, 'received');
    assert.equal(blame.kind, 'station');
    assert.match(
      blame.text,
      /a sign of life of the host of the SECC \(fe80::1\); its TCP has acknowledged the request/,
    );
  });

  it('acknowledged it, and then nothing more of it is to be seen: the link', async () => {
    const [blame] = await unanswered({ answers: false }, 1, 'received');
    assert.deepEqual(blame, {
      kind: 'link',
      text: 'the link: the capture shows nothing of the SECC (fe80::1) any more, no acknowledgement and no neighbour discovery; eth9 has a carrier',
    });
  });

  it('drops it time and again while its host answers every question: the station', async () => {
    const [blame] = await unanswered({ answers: true, retransmits: true }, 3);
    assert.equal(blame.kind, 'station', blame.text);
    assert.match(blame.text, /it drops what it gets: TCP has sent the request \d+ times and got no acknowledgement/);
  });

  for (const [what, host, transmissions] of [
    ['was sent once only', { answers: true }, 1],
    ['is not sent again between two signs of life', { answers: true }, 6],
    ['is dropped by a host that answers every other question', { answers: 2, retransmits: true }, 4],
    ['is longer than what any link must carry', { answers: true, retransmits: true, bytes: 1400 }, 4],
  ] as const)
    it(`${what}: a loss of the link cannot be ruled out`, async () => {
      const [{ kind, text }] = await unanswered(host, transmissions);
      assert.equal(kind, 'link', text);
      assert.match(text, /the request did not arrive: the SECC is on the link/);
    });
});

describe('an acknowledgement', () => {
  const segment = (direction: WireSegment['direction'], upTo: number, ns = 1n): WireSegment => ({
    ...{ ns, direction, payloadBytes: 40, fin: false, rst: false, upTo },
  });

  for (const [what, received, sent, expected] of [
    ['of the request', segment('received', 1040), segment('sent', 1040), true],
    ['of more', segment('received', 1041), segment('sent', 1040), true],
    ['of what was before it: an answer that is sent again', segment('received', 1000), segment('sent', 1040), false],
    ['across the wrap', segment('received', 24), segment('sent', 4_294_967_290), true],
    ['of what was before the wrap', segment('received', 4_294_967_290), segment('sent', 24), false],
    ['of another time', segment('received', 1040, 1n), segment('sent', 1040, 2n), false],
    ['by the vehicle itself', segment('sent', 1040), segment('sent', 1040), false],
  ] as const)
    it(`${what}: ${expected}`, () => assert.equal(acknowledges(received, sent), expected));
});

describe('a link without a carrier', () => {
  for (const [state, words] of [
    ['no-carrier', /eth9 has no carrier$/],
    ['down', /eth9 is down$/],
  ] as const)
    it(`${state}: the link, and the station is asked no more than once`, async () => {
      const [{ kind, text }, { asked }] = await unanswered({ answers: false, state }, 4);
      assert.equal(kind, 'link');
      assert.match(text, words);
      assert.equal(asked(), 1);
    });
});

describe('silence on the link', () => {
  for (const kind of ['silent', 'undiscovered', 'unconnected'] as const)
    it(`${kind}: the station where its host answers, the link where nothing does`, async () => {
      for (const [answers, blamed] of [
        [true, 'station'],
        [false, 'link'],
      ] as const) {
        const { witness } = scene({ answers });
        const blame = await witness.blame({ kind, since: process.hrtime.bigint(), secc });
        assert.equal(blame.kind, blamed, blame.text);
      }
    });

  it('an SECC that discovery has not found yet is known from the connections before it', async () => {
    const { wire, witness, asked } = scene({ answers: true });
    wire.newestSecc = secc;
    const blame = await witness.blame({ kind: 'undiscovered', since: process.hrtime.bigint() });
    assert.deepEqual([blame.kind, asked() > 0], ['station', true]);
    assert.match(blame.text, /host of the SECC \(fe80::1\)/);
  });

  it('where nobody knows an address nobody can be asked', async () => {
    const { witness, asked } = scene({ answers: true });
    const blame = await witness.blame({ kind: 'undiscovered', since: process.hrtime.bigint() });
    assert.deepEqual([blame.kind, asked()], ['link', 0]);
  });
});

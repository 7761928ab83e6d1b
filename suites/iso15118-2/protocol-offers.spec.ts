import { iso2Protocol } from '../../src/peers/vehicle/request-body.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from './evcc.js';
import { ownCase } from './own-case.js';

/** The most entries that an offer may have, and the lowest priority. */
const most = 20;
/** Rank of the entry that can be served: neither the first nor the last, and far from its place. */
const ownRank = 13;

/** Twenty entries in a shuffled order; `served`: the one of rank 13 is ISO 15118-2, all others are unknown anywhere. */
function crowd(served: boolean): readonly ExiObject[] {
  return Array.from({ length: most }, (_, index) => {
    const Priority = ((index * 7) % most) + 1;
    const entry =
      served && Priority === ownRank ? iso2Protocol : { ...iso2Protocol, ProtocolNamespace: unknown(index) };
    // Neither the place nor the rank, so that an answer that takes one for the other is seen.
    return { ...entry, SchemaID: 200 - 3 * index, Priority };
  });
}

const unknown = (index: number) => `urn:example:unknown:${index}`;

async function offer(evcc: Evcc, entries: readonly ExiObject[], code: string, id: unknown): Promise<void> {
  await evcc.given('tcp-connected');
  evcc.when(`When it offers ${entries.length} protocols`);
  const exchange = await evcc.request('supportedAppProtocolReq', { body: { AppProtocol: [...entries] } });
  const answer = await evcc.expectAnswer(exchange, { code });
  const named = answer.body?.['SchemaID'];
  evcc.run.observe(named === id, {
    text: id === undefined ? 'no SchemaID is named' : 'the SchemaID of the one entry that can be served is named',
    expected: String(id ?? 'none'),
    observed: String(named ?? 'none'),
    field: 'SchemaID',
    ...evcc.at(exchange),
  });
  if (id === undefined) await evcc.expectCloseAfterFailure(exchange);
}

const area = 'ISO 15118-2 SupportedAppProtocol';

ownCase(
  'CMN_SupportedAppProtocol_TwentyEntries',
  '8.2',
  {
    area,
    kind: 'valid',
    title: 'twenty entries in a shuffled order, one of which can be served',
    purpose:
      'An SECC reads all twenty entries that a vehicle may offer, with the priorities 1 to 20 in whatever order, and agrees to the one that it can serve.',
    requirements: ['V2G2-167', 'V2G2-169'],
    likelyCauses: ['the SECC has room for fewer entries', 'the SECC gives up at the first entry that it does not know'],
  },
  async (evcc) => {
    const entries = crowd(true);
    const own = entries.find(({ Priority }) => Priority === ownRank);
    await offer(evcc, entries, 'OK_SuccessfulNegotiation', own?.['SchemaID']);
  },
);

ownCase(
  'CMN_SupportedAppProtocol_NoneOfTwenty',
  '8.2',
  {
    area,
    kind: 'invalid',
    title: 'twenty entries, none of which can be served',
    purpose:
      'An SECC that can serve none of twenty protocols says Failed_NoNegotiation, names no SchemaID, and ends the connection.',
    requirements: ['V2G2-540', 'V2G2-172'],
    likelyCauses: ['the SECC takes what comes closest', 'the SECC closes the connection without an answer'],
  },
  (evcc) => offer(evcc, crowd(false), 'Failed_NoNegotiation', undefined),
);

import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { iso20Case } from './iso20-case.js';

const words = { group: 'SupportedAppProtocol', clause: '8.2', kind: 'valid' } as const;
const dc = 'urn:iso:std:iso:15118:-20:DC';
const ac = 'urn:iso:std:iso:15118:-20:AC';

/** Entries in the order given; `ranks` are their priorities, 1 being the highest. */
function entries(offers: readonly (readonly [namespace: string, rank: number])[]): readonly ExiObject[] {
  return offers.map(([ProtocolNamespace, Priority], index) => ({
    ProtocolNamespace,
    VersionNumberMajor: 1,
    VersionNumberMinor: 0,
    // Neither the position nor the priority, so that an answer that takes one for the other is seen.
    SchemaID: 200 - 3 * index,
    Priority,
  }));
}

const unknown = (number: number) => `urn:example:unknown:${number}`;

/** Twenty entries, the most that there may be: the one that can be served has rank 14 and stands in the middle. */
const crowd = Array.from({ length: 20 }, (_, index): readonly [string, number] => {
  const rank = ((index * 7) % 20) + 1;
  return [rank === 14 ? dc : unknown(rank), rank];
});

const offers: readonly {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly offered: readonly (readonly [string, number])[];
  readonly wanted: string;
}[] = [
  {
    name: 'LaterButBetter',
    title: 'the entry of the highest priority stands last',
    purpose:
      'Of two protocols that it can serve an SECC takes the one that the vehicle ranks higher, wherever it stands.',
    offered: [
      [ac, 2],
      [dc, 1],
    ],
    wanted: dc,
  },
  {
    name: 'FirstAndBetter',
    title: 'the entry of the highest priority stands first',
    purpose: 'The same two protocols the other way round: the rank decides, not the name.',
    offered: [
      [ac, 1],
      [dc, 2],
    ],
    wanted: ac,
  },
  {
    name: 'UnknownFirst',
    title: 'the entry of the highest priority is unknown to the SECC',
    purpose: 'An SECC skips what it cannot serve, however high the vehicle ranks it.',
    offered: [
      [unknown(1), 1],
      [dc, 2],
    ],
    wanted: dc,
  },
  {
    name: 'TwentyEntries',
    title: 'twenty entries, one of which can be served',
    purpose: 'An SECC reads all twenty entries that a vehicle may offer, in whatever order their priorities stand.',
    offered: crowd,
    wanted: dc,
  },
];

for (const { name, title, purpose, offered, wanted } of offers) {
  iso20Case(
    `TC20_SECC_CMN_SupportedAppProtocol_${name}`,
    {
      ...words,
      title,
      purpose,
      requirements: ['V2G20-167', 'V2G20-169'],
      likelyCauses: ['the SECC takes the first entry that it knows', 'the SECC takes the lowest rank for the highest'],
    },
    async (evcc) => {
      const body = entries(offered);
      const id = Number(body.find(({ ProtocolNamespace }) => ProtocolNamespace === wanted)?.['SchemaID']);
      await evcc.given('tcp-connected');
      evcc.when(`When it offers ${offered.length} protocols`);
      const exchange = await evcc.request('supportedAppProtocolReq', { body: { AppProtocol: [...body] } });
      const answer = await evcc.expectAnswer(exchange, { code: 'OK_SuccessfulNegotiation' });
      evcc.run.observe(answer.body?.['SchemaID'] === id, {
        text: `the SchemaID of ${wanted} is named`,
        expected: String(id),
        observed: String(answer.body?.['SchemaID'] ?? 'none'),
        field: 'SchemaID',
        ...evcc.at(exchange),
      });
    },
  );
}

iso20Case(
  'TC20_SECC_CMN_SupportedAppProtocol_NothingKnown',
  {
    ...words,
    kind: 'invalid',
    title: 'nothing that the SECC knows is offered',
    purpose:
      'An SECC that can serve none of the protocols says Failed_NoNegotiation, names no SchemaID, and ends the connection.',
    requirements: ['V2G20-169', 'V2G20-735'],
  },
  async (evcc) => {
    await evcc.given('tcp-connected');
    evcc.when('When it offers two unknown protocols');
    const offered = entries([
      [unknown(1), 1],
      [unknown(2), 2],
    ]);
    const exchange = await evcc.request('supportedAppProtocolReq', { body: { AppProtocol: [...offered] } });
    const answer = await evcc.expectAnswer(exchange, { code: 'Failed_NoNegotiation' });
    evcc.run.observe(answer.body?.['SchemaID'] === undefined, {
      text: 'no SchemaID is named',
      observed: String(answer.body?.['SchemaID'] ?? 'none'),
      field: 'SchemaID',
      ...evcc.at(exchange),
    });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

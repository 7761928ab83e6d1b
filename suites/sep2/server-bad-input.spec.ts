import { PlumblineError } from '../../src/base/errors.js';
import { at } from './body-values.js';
import { clauses } from './clauses.js';
import { mirror } from './mirror-bodies.js';
import { maxBody } from './server-bench.js';
import { serverCase } from './server-case.js';

const text = (value: string) => new TextEncoder().encode(value);
const namespace = 'urn:ieee:std:2030.5:ns';

const bodies: readonly (readonly [number: string, title: string, body: Uint8Array, statuses: readonly number[]])[] = [
  ['001', 'XML that ends half-way', text(`<EndDevice xmlns="${namespace}"><lFDI>3E4F`), [400]],
  [
    '002',
    'entities that grow',
    text(
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><EndDevice xmlns="${namespace}"><lFDI>&b;</lFDI></EndDevice>`,
    ),
    [400],
  ],
  ['003', 'a body above the limit', text(`<EndDevice xmlns="${namespace}">${' '.repeat(maxBody)}</EndDevice>`), [413]],
  [
    '004',
    'a namespace that nobody knows',
    text('<EndDevice xmlns="urn:nobody"><sFDI>1</sFDI></EndDevice>'),
    [400, 415],
  ],
];

for (const [number, title, body, statuses] of bodies) {
  serverCase(
    `SEP2_SRV_BadInput_${number}`,
    {
      title: `${title}: refused`,
      purpose: `A POST with ${title} is refused with the right status, told in the books of the server, and the server lives.`,
      group: 'bad input',
      clause: `${clauses.schema}; ${clauses.http}`,
      kind: 'invalid',
    },
    async (server) => {
      const client = server.bench.client();
      server.when(`When ${title} comes`);
      const answer = await client.raw('POST', '/edev', body).catch((error: unknown) => {
        if (error instanceof PlumblineError) return undefined;
        throw error;
      });
      const other = server.bench.client();
      if (answer === undefined || answer.status === 0) {
        // A server may end the connection on a body that is too large before it has read it.
        const alive = await other.get('/dcap');
        server.run.observe(statuses.includes(413) && alive.status === 200, {
          text: 'the connection is ended, and the server lives',
          observed: `DeviceCapability ${alive.status}`,
        });
      } else await server.expectRefusal(answer, `${title} is refused`, statuses, other);
      const refusals = (await server.utility.requests({ lfdi: client.lfdi })).filter(
        ({ refusal }) => refusal !== undefined,
      );
      server.run.observe(refusals.length > 0, {
        text: 'the refusal is in the books of the server, with its reason',
        observed: refusals[0]?.refusal ?? 'nothing',
      });
    },
  );
}

serverCase(
  'SEP2_SRV_BadInput_005',
  {
    title: 'paths that climb out: refused',
    purpose: 'Paths with dots, encoded dots and slashes, or NUL lead to nothing: 400 or 404, never a file.',
    group: 'bad input',
    clause: clauses.http,
    kind: 'invalid',
  },
  async (server) => {
    const client = server.bench.knownClient();
    for (const path of [
      '/../../etc/passwd',
      '/edev/%2e%2e/%2e%2e/etc/passwd',
      '/edev/..%2f..%2fetc%2fpasswd',
      '/dcap%00',
      '//etc/passwd',
    ]) {
      server.when(`When ${path} is asked for`);
      const answer = await client.get(path);
      await server.expectRefusal(answer, `${path} leads to nothing`, [400, 404], client);
      server.run.observe(!answer.text.includes('root:'), { text: 'no file comes' });
    }
  },
);

serverCase(
  'SEP2_SRV_BadInput_006',
  {
    title: 'a replay changes nothing',
    purpose:
      'The same POST of a mirror, byte by byte, a second time and from another device, doubles nothing and opens nothing.',
    group: 'bad input',
    clause: clauses.metering,
    kind: 'invalid',
  },
  async (server) => {
    const [client, thief] = [await server.registered(), await server.registered()];
    const body = mirror(client, ['W']);
    const first = server.expect(await client.post('/mup', 'MirrorUsagePoint', body), 201, 'the mirror is created');
    server.when('When the same bytes come again, and from another device');
    server.expect(
      await client.post('/mup', 'MirrorUsagePoint', body),
      [200, 201, 204],
      'the same device may post it again',
    );
    server.expect(await thief.post('/mup', 'MirrorUsagePoint', body), [403], 'another device may not');
    const list = await client.get('/mup?s=0&l=255');
    server.run.observe(at(list.value, 'all') === 1, {
      text: 'there is one mirror',
      observed: String(at(list.value, 'all')),
    });
    const foreign = await thief.get(first?.headers['location'] ?? '/mup/0');
    server.run.observe([403, 404].includes(foreign.status), {
      text: 'the other device cannot read it',
      observed: String(foreign.status),
    });
  },
);

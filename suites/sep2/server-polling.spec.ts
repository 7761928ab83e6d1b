import type { PolledResource } from '../../src/peers/utility/utility-config.js';
import { at, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import { mirror } from './mirror-bodies.js';
import { announcedRate } from './server-bench.js';
import { type ServerCase, serverCase } from './server-case.js';
import type { ServerClient } from './server-client.js';

/** Where each rate is announced, by links. */
async function pathsOf(server: ServerCase, client: ServerClient): Promise<ReadonlyMap<PolledResource, string>> {
  const dcap = await client.get('/dcap');
  const self = await client.self();
  const fsa = await client.follow(self, 'FunctionSetAssignmentsListLink');
  const href = (from: unknown, link: string) => String(at(from, link, 'href'));
  const derp = href(at(fsa?.value, 'FunctionSetAssignments', 0), 'DERProgramListLink');
  const paths = new Map<PolledResource, string>([
    ['dcap', '/dcap'],
    ['edev', href(dcap.value, 'EndDeviceListLink')],
    ['fsa', href(self, 'FunctionSetAssignmentsListLink')],
    ['derp', derp],
    ['der', href(self, 'DERListLink')],
    ['mup', href(dcap.value, 'MirrorUsagePointListLink')],
  ]);
  for (const [resource, path] of paths) {
    server.run.require(path.startsWith('/'), { text: `a link leads to ${resource}`, observed: path });
  }
  return paths;
}

serverCase(
  'SEP2_SRV_Poll_001',
  {
    title: 'poll rates are announced, and changed rates too',
    purpose:
      'DeviceCapability and every list announce their pollRate, and a rate that is changed stands in the next answer.',
    group: 'polling',
    clause: clauses.poll,
  },
  async (server) => {
    const client = await server.registered();
    const paths = await pathsOf(server, client);
    for (const [resource, path] of paths) {
      for (const rate of [announcedRate, announcedRate * 2]) {
        server.when(`When ${resource} has a rate of ${rate} s`);
        await server.utility.setPollRate(resource, rate);
        const answer = server.expect(await client.get(path), 200, `${resource} is served`);
        server.run.observe(numberAt(answer?.value, 'pollRate') === rate, {
          text: `${resource} announces its rate`,
          expected: String(rate),
          observed: String(numberAt(answer?.value, 'pollRate') ?? 'none'),
          field: 'pollRate',
        });
      }
    }
  },
);

serverCase(
  'SEP2_SRV_Poll_002',
  {
    title: 'the post rate of a mirror is announced, and a changed one too',
    purpose: 'A MirrorUsagePoint shows the postRate that the server wants.',
    group: 'polling',
    clause: clauses.metering,
  },
  async (server) => {
    const client = await server.registered();
    const created = server.expect(
      await client.post('/mup', 'MirrorUsagePoint', mirror(client, ['W'])),
      201,
      'the mirror is created',
    );
    for (const rate of [announcedRate, 5 * announcedRate]) {
      server.when(`When the post rate is ${rate} s`);
      await server.utility.setPollRate('mup', rate);
      const answer = await client.get(created?.headers['location'] ?? '/mup/0');
      server.run.observe(numberAt(answer.value, 'postRate') === rate, {
        text: 'the mirror shows it',
        expected: String(rate),
        observed: String(numberAt(answer.value, 'postRate') ?? 'none'),
        field: 'MirrorUsagePoint.postRate',
      });
    }
  },
);

/** Rounds of a client in a row: as many requests as it makes in a day and more. */
const rounds = 120;

serverCase(
  'SEP2_SRV_Endurance_001',
  {
    title: 'many rounds of a client, one after the other',
    purpose: `A client goes through its round (DeviceCapability, EndDevices, assignments, programs, controls, status) ${rounds} times; every answer is good, and none grows slow.`,
    group: 'polling',
    clause: clauses.http,
  },
  async (server) => {
    const client = await server.registered();
    const paths = [...(await pathsOf(server, client)).values()];
    const status = String(at((await client.get(paths[4] ?? '/')).value, 'DER', 0, 'DERStatusLink', 'href'));
    server.when(`When it makes ${rounds} rounds`);
    const took: number[] = [];
    let bad = 0;
    for (let round = 0; round < rounds; round++) {
      const from = process.hrtime.bigint();
      for (const path of paths) {
        const answer = await client.get(path);
        if (answer.status !== 200 || answer.violations.length > 0) bad++;
      }
      const put = await client.put(status, 'DERStatus', { readingTime: Math.floor(Date.now() / 1000) });
      if (put.status >= 300) bad++;
      took.push(Number(process.hrtime.bigint() - from) / 1e6);
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [early, late] = [mean(took.slice(20, 50)), mean(took.slice(-30))];
    server.run.observe(bad === 0, { text: 'every answer is good', expected: '0 bad', observed: `${bad} bad` });
    server.run.observe(late <= 3 * early + 5, {
      text: 'the rounds do not grow slow',
      expected: `at most ${(3 * early + 5).toFixed(1)} ms`,
      observed: `${late.toFixed(1)} ms (first ones ${early.toFixed(1)} ms)`,
    });
  },
);

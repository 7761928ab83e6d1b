import { type Arrangement, otherPin, polled } from './arrangement.js';
import { at, hexAt, numberAt } from './body-values.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** How long a gateway may take from its start to the controls of its programs, s. */
const comesWithinS = 15;

const registered: Arrangement = { name: 'comes registered', gateway: 'sep2', ready: 'none' };
const inBand: Arrangement = { name: 'comes unknown', gateway: 'sep2', device: 'none', ready: 'none' };
const wrongPin: Arrangement = {
  name: 'comes with another PIN',
  gateway: 'sep2',
  device: { pin: otherPin },
  ready: 'none',
};
const noRegistration: Arrangement = {
  name: 'comes without a Registration',
  gateway: 'sep2',
  device: { pin: null },
  ready: 'none',
};
const advertised: Arrangement = {
  name: 'comes by DNS-SD',
  gateway: 'sep2-dns-sd',
  server: { advertise: { interface: 'eth1' }, prefix: '/grid' },
  ready: 'none',
};

async function expectRead(grid: GridCase, resource: string, why: string, seconds = comesWithinS): Promise<number> {
  const request = await grid.request({ method: 'GET', resource, after: 0 }, seconds);
  grid.run.observe(request !== undefined && request.status === 200, {
    text: `the gateway reads ${why}`,
    expected: `within ${seconds} s of its start`,
    observed: request === undefined ? 'no such request' : `GET ${request.path}, ${request.status}`,
  });
  return request?.seq ?? 0;
}

const whole = [
  ['dcap', 'DeviceCapability'],
  ['tm', 'Time'],
  ['edev', 'the list of end devices'],
  ['fsa', 'its function set assignments'],
  ['derp', 'its programs'],
  ['derc', 'the controls of its programs'],
] as const;

gridCase(
  'SEP2_CLI_Discovery_001',
  {
    title: 'from the URI to the controls, registered out of band',
    purpose:
      'A gateway that the server knows already finds everything by links: DeviceCapability, Time, its EndDevice, assignments, programs and controls; it does not register again, and puts its DER.',
    group: 'discovery',
    clause: `${clauses.discovery}; ${clauses.endDevice}`,
    likelyCauses: ['paths are guessed in place of followed', 'LFDI of the PEM file in place of the DER certificate'],
  },
  registered,
  async (grid) => {
    grid.when('When the gateway starts');
    const order: number[] = [];
    for (const [resource, name] of whole) order.push(await expectRead(grid, resource, name));
    grid.run.observe(order[0] === Math.min(...order), {
      text: 'DeviceCapability is read first',
      observed: whole.map(([resource], index) => `${resource} ${order[index]}`).join(', '),
    });
    for (const sent of ['DERCapability', 'DERSettings', 'DERStatus']) {
      const put = await grid.request({ method: 'PUT', sent, after: 0 }, comesWithinS);
      grid.run.observe(put !== undefined && put.status < 300, {
        text: `the gateway puts ${sent}`,
        observed: put === undefined ? 'nothing' : `status ${put.status}`,
      });
    }
    const posted = await grid.utility.requests({ method: 'POST', sent: 'EndDevice' });
    grid.run.observe(posted.length === 0, {
      text: 'a registered gateway does not register again',
      observed: `${posted.length} EndDevice posted`,
    });
    const broken = (await grid.utility.requests()).filter(({ violations }) => violations.length > 0);
    grid.run.observe(broken.length === 0, {
      text: 'what the gateway sends follows the schema',
      observed:
        broken
          .slice(0, 3)
          .map(({ path, violations }) => `${path}: ${violations[0]}`)
          .join('; ') || 'no violation',
    });
  },
);

gridCase(
  'SEP2_CLI_Discovery_002',
  {
    title: 'the server is found by DNS-SD',
    purpose:
      'A gateway without a configured URI finds the server as _smartenergy._tcp, takes address, port and path from the answer, and goes on over HTTPS; the path of DeviceCapability is one that nobody would guess.',
    group: 'discovery',
    clause: clauses.discovery,
    pics: 'PICS_SEP2_DnsSd',
    likelyCauses: ['the TXT record is not read', 'multicast leaves by another interface'],
  },
  advertised,
  async (grid) => {
    grid.when('When the gateway starts and the server is advertised');
    for (const [resource, name] of whole) await expectRead(grid, resource, name);
    const [first] = await grid.utility.requests({ method: 'GET' });
    grid.run.observe(first?.path === '/grid/dcap', {
      text: 'the first request goes to the path that the TXT record names',
      expected: '/grid/dcap',
      observed: first?.path ?? 'none',
    });
  },
);

gridCase(
  'SEP2_CLI_Registration_001',
  {
    title: 'registration in band: the gateway posts its EndDevice',
    purpose:
      'A gateway that the server does not know posts an EndDevice with the LFDI and SFDI of its certificate, and goes on with what it is given.',
    group: 'registration',
    clause: clauses.endDevice,
    pics: 'PICS_SEP2_InBand',
    likelyCauses: ['SFDI without its check digit', 'LFDI in lower case or as text'],
  },
  inBand,
  async (grid) => {
    grid.when('When the gateway starts and the server does not know it');
    const posted = await grid.request({ method: 'POST', sent: 'EndDevice', after: 0 }, comesWithinS);
    grid.run.require(posted !== undefined, {
      text: 'the gateway posts an EndDevice',
      expected: `within ${comesWithinS} s`,
    });
    const body = posted!.body;
    grid.run.observe(hexAt(body, 'lFDI') === grid.lfdi, {
      text: 'lFDI is that of its certificate',
      expected: grid.lfdi,
      observed: hexAt(body, 'lFDI') ?? 'none',
      field: 'EndDevice.lFDI',
    });
    grid.run.observe(String(at(body, 'sFDI')) === grid.bench.sfdi, {
      text: 'sFDI is that of its certificate, with its check digit',
      expected: grid.bench.sfdi,
      observed: String(at(body, 'sFDI')),
      field: 'EndDevice.sFDI',
    });
    grid.run.observe(numberAt(body, 'changedTime') !== undefined, {
      text: 'changedTime is there',
      observed: String(numberAt(body, 'changedTime') ?? 'missing'),
      field: 'EndDevice.changedTime',
    });
    await expectRead(grid, 'derc', 'the controls of its programs');
    const put = await grid.request({ method: 'PUT', sent: 'DERStatus', after: 0 }, comesWithinS);
    grid.run.observe(put !== undefined, {
      text: 'the gateway puts DERStatus',
      observed: put === undefined ? 'no' : 'yes',
    });
  },
);

gridCase(
  'SEP2_CLI_Registration_002',
  {
    title: 'the right PIN: the gateway goes on',
    purpose: 'The gateway reads its Registration, and with the right PIN it uses the server.',
    group: 'registration',
    clause: clauses.registration,
    pics: 'PICS_SEP2_Pin',
  },
  registered,
  async (grid) => {
    grid.when('When the Registration shows the PIN of the gateway');
    await expectRead(grid, 'rg', 'its Registration');
    await expectRead(grid, 'derc', 'the controls of its programs');
  },
);

gridCase(
  'SEP2_CLI_Registration_003',
  {
    title: 'another PIN: the gateway does not use the server',
    purpose:
      'A gateway whose Registration shows another PIN stops: it puts nothing, and a control of this server does nothing at the meter.',
    group: 'registration',
    clause: clauses.registration,
    pics: 'PICS_SEP2_Pin',
    kind: 'invalid',
    likelyCauses: ['the PIN is read and not compared'],
  },
  wrongPin,
  async (grid) => {
    grid.when('When the Registration shows another PIN');
    const seen = await expectRead(grid, 'rg', 'its Registration');
    // A client that goes on does so at once; two polls are time enough to see it.
    await grid.until(process.hrtime.bigint() + BigInt(Math.round(2 * grid.pollSeconds * 1e9)));
    const after = await grid.utility.requests({ after: seen, lfdi: grid.lfdi });
    const used = after.filter(
      ({ method, resource }) => method !== 'GET' || ['derp', 'derc', 'dderc'].includes(resource ?? ''),
    );
    grid.run.observe(used.length === 0, {
      text: 'the gateway puts and posts nothing, and reads no program',
      expected: 'nothing after the Registration',
      observed:
        used
          .slice(0, 5)
          .map(({ method, path }) => `${method} ${path}`)
          .join(', ') || 'nothing',
    });
  },
);

gridCase(
  'SEP2_CLI_Registration_004',
  {
    title: 'no RegistrationLink: the gateway goes on all the same',
    purpose:
      'An EndDevice without a RegistrationLink has no PIN to compare: the gateway reads programs and puts its DER.',
    group: 'registration',
    clause: clauses.registration,
    likelyCauses: ['the link is taken for granted'],
  },
  noRegistration,
  async (grid) => {
    grid.when('When the EndDevice has no RegistrationLink');
    for (const [resource, name] of whole) await expectRead(grid, resource, name);
    const put = await grid.request({ method: 'PUT', sent: 'DERSettings', after: 0 }, comesWithinS);
    grid.run.observe(put !== undefined, {
      text: 'the gateway puts DERSettings',
      observed: put === undefined ? 'no' : 'yes',
    });
  },
);

gridCase(
  'SEP2_CLI_Registration_005',
  {
    title: 'the connection point is put',
    purpose: 'A gateway that knows its connection point puts it where the ConnectionPointLink leads.',
    group: 'registration',
    clause: 'CSIP-AUS, ConnectionPoint',
    pics: 'PICS_SEP2_ConnectionPoint',
  },
  inBand,
  async (grid) => {
    grid.when('When the gateway has registered');
    const put = await grid.request({ method: 'PUT', sent: 'ConnectionPoint', after: 0 }, comesWithinS);
    const id = at(put?.body, 'connectionPointId') ?? at(put?.body, 'id');
    grid.run.observe(typeof id === 'string' && id !== '', {
      text: 'the gateway puts its connection point',
      observed: put === undefined ? 'no request' : String(id),
      field: 'ConnectionPoint.connectionPointId',
    });
  },
);

gridCase(
  'SEP2_CLI_Discovery_003',
  {
    title: 'lists are read to their end',
    purpose:
      'A control that stands beyond the first page of a list of scheduled ones is found: the gateway follows all and results.',
    group: 'discovery',
    clause: clauses.lists,
    likelyCauses: ['only the first page is read'],
  },
  polled,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that is registered with the server');
    await grid.settle();
    grid.when('When there are more controls than fit on a page');
    const many = [];
    for (let index = 0; index < 48; index++) {
      many.push(await grid.issue({ durationS: 60, startInS: 36_000 + 100 * index, base: { opModExpLimW: 0 } }));
    }
    const far = many.at(-1)!;
    const found = await grid.request({ delivered: far.mRID, after: far.after }, 3 * grid.pollSeconds + 2);
    grid.run.observe(found !== undefined, {
      text: 'the last of 48 controls is read',
      expected: `within ${3 * grid.pollSeconds + 2} s`,
      observed: found === undefined ? 'never fetched' : `${found.method} ${found.path}?${found.query}`,
    });
    const answered = await grid.response(far.mRID, 1, 2 * grid.pollSeconds + 2);
    grid.run.observe(answered !== undefined, {
      text: 'its receipt is confirmed by Response 1',
      observed: answered === undefined ? 'no Response' : 'posted',
    });
  },
);

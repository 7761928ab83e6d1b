import { type Arrangement, polled, serverAddress } from './arrangement.js';
import { clauses } from './clauses.js';
import type { GridCase } from './grid-case.js';
import { HelloWatch } from './hello-watch.js';
import { gridCase } from './sep2-case.js';

/** How long a gateway tries before it is known to stay away, s. */
const staysAwayS = 4;
const ccm8 = 0xc0ae;
/** Not a suite: TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746). */
const signalling = 0x00ff;

/** Suites that IEEE 2030.5 and the TLS 1.3 profile know: ECDHE with ECDSA and authenticated encryption. */
const fitting: readonly number[] = [
  ccm8,
  0xc0ac,
  0xc0ad,
  0xc0af,
  0xc02b,
  0xc02c,
  0x1301,
  0x1302,
  0x1303,
  0x1304,
  0x1305,
];

gridCase(
  'SEP2_CLI_Tls_001',
  {
    title: 'the ClientHello offers what the standard asks for, and nothing weak',
    purpose:
      'The gateway offers TLS 1.2 with ECDHE-ECDSA-AES128-CCM8 on P-256, and no suite without forward secrecy or authenticated encryption; it shows its certificate.',
    group: 'security',
    clause: clauses.security,
    likelyCauses: ['the default list of the TLS library is offered'],
  },
  { ...polled, name: 'hello', ready: 'none' },
  async (grid) => {
    const watch = await HelloWatch.start(grid.bench.harness, serverAddress.port);
    try {
      await grid.bench.restartGateway(polled.gateway);
      grid.when('When the gateway opens a connection to the server');
      const hello = await watch.first(15_000);
      await watch.requireWhole(grid.run);
      grid.run.require(hello !== undefined, {
        text: 'a ClientHello of the gateway is on the wire',
        expected: 'within 15 s',
      });
      const suites = hello!.cipherSuites.filter((suite) => suite !== signalling);
      grid.run.observe(suites.includes(ccm8), {
        text: 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8 is offered',
        expected: '0xc0ae',
        observed: hexList(suites),
        field: 'ClientHello.cipher_suites',
      });
      const weak = suites.filter((suite) => !fitting.includes(suite));
      grid.run.observe(weak.length === 0, {
        text: 'no suite is offered without forward secrecy, ECDSA and authenticated encryption',
        expected: 'none',
        observed: weak.length === 0 ? 'none' : `${weak.length}: ${hexList(weak.slice(0, 8))}`,
        field: 'ClientHello.cipher_suites',
      });
      grid.run.observe(
        hello!.versions.every((version) => version >= 0x0303),
        {
          text: 'no version before TLS 1.2 is offered',
          observed: hexList(hello!.versions),
          field: 'ClientHello.versions',
        },
      );
      const read = await grid.request({ method: 'GET', resource: 'dcap', after: 0 }, 15);
      grid.run.observe(read !== undefined && read.lfdi === grid.lfdi, {
        text: 'the gateway shows its own certificate',
        expected: grid.lfdi,
        observed: read?.lfdi ?? 'no request',
      });
    } finally {
      await watch.stop();
    }
  },
);

function hexList(values: readonly number[]): string {
  return values.map((value) => `0x${value.toString(16).padStart(4, '0')}`).join(', ');
}

const strangers: readonly (readonly [number: string, title: string, purpose: string, arrangement: Arrangement])[] = [
  [
    '002',
    'a server of another PKI is refused',
    'A gateway that meets a server whose certificate comes from a root that it does not trust sends no request.',
    { name: 'server of a stranger', gateway: 'sep2', certificate: 'bad/utility-server-wrong-root', ready: 'none' },
  ],
  [
    '003',
    'a server without the suite of the standard is refused',
    'A gateway of the TLS 1.2 profile that meets a server which speaks TLS 1.3 only sends no request: nothing is in common.',
    { name: 'server of TLS 1.3', gateway: 'sep2', server: { profiles: ['sep2-tls13'] }, ready: 'none' },
  ],
];

for (const [number, title, purpose, arrangement] of strangers) {
  gridCase(
    `SEP2_CLI_Tls_${number}`,
    {
      title,
      purpose: `${purpose} Its silence counts, because its ClientHello is on the wire.`,
      group: 'security',
      clause: clauses.security,
      kind: 'invalid',
      likelyCauses: ['the certificate of the server is not verified', 'any cipher is taken'],
    },
    arrangement,
    (grid) => expectNobody(grid),
  );
}

async function expectNobody(grid: GridCase): Promise<void> {
  const watch = await HelloWatch.start(grid.bench.harness, serverAddress.port);
  try {
    grid.when('When the gateway meets this server');
    const request = await grid.request({ after: 0 }, staysAwayS);
    grid.run.observe(request === undefined, {
      text: 'the gateway sends no request',
      expected: `none within ${staysAwayS} s`,
      observed: request === undefined ? 'none' : `${request.method} ${request.path}`,
    });
    const hello = await watch.first(staysAwayS * 1000);
    await watch.requireWhole(grid.run);
    if (hello === undefined) {
      grid.run.inconclusive('the gateway did not even knock, so its silence proves nothing');
      return;
    }
    const { refusedHandshakes } = await grid.utility.status();
    grid.run.observe(true, {
      text: 'it knocked, so its silence is a refusal',
      observed: `${watch.hellos.length} ClientHello; ${refusedHandshakes[0]?.reason ?? 'closed after the handshake'}`,
    });
  } finally {
    await watch.stop();
  }
}

gridCase(
  'SEP2_CLI_Tls_004',
  {
    title: 'TLS 1.3 and EXI: the same control works',
    purpose:
      'With the TLS 1.3 profile of the deployment manual, and EXI in place of XML, the gateway registers, and a stop takes the power to zero.',
    group: 'security',
    clause: `deployment manual: TLS 1.3; ${clauses.schema}: application/sep-exi`,
    pics: 'PICS_SEP2_Tls13 and PICS_SEP2_Exi',
  },
  { name: 'TLS 1.3 and EXI', gateway: 'sep2-tls13-exi', server: { profiles: ['sep2-tls13'] } },
  async (grid) => {
    await grid.given('export');
    await stopWorks(grid, 'application/sep-exi');
  },
);

gridCase(
  'SEP2_CLI_Media_001',
  {
    title: 'a server of the draft schema is understood',
    purpose:
      'With a server that speaks the draft namespace http://ieee.org/2030.5 the gateway (set up for it) registers, and a stop takes the power to zero.',
    group: 'security',
    clause: clauses.schema,
    pics: 'PICS_SEP2_Draft',
  },
  { name: 'draft schema', gateway: 'sep2-draft', server: { namespace: 'draft' } },
  async (grid) => {
    await grid.given('export');
    await stopWorks(grid, 'application/sep+xml');
  },
);

async function stopWorks(grid: GridCase, mediaType: string): Promise<void> {
  grid.when('When the server de-energises');
  const control = await grid.issue({ durationS: 60, base: { opModEnergize: false } });
  const delivered = await grid.delivered(control);
  await grid.power.expectAtMost(0, delivered, grid.bench.pixit('PIXIT_SEP2_StopSeconds'), 'after the stop');
  await grid.expectResponse(control, 2, grid.pollSeconds + 2);
  const sent = await grid.utility.requests({ method: 'PUT', lfdi: grid.lfdi });
  grid.run.observe(sent.length > 0 && sent.every(({ contentType }) => contentType?.startsWith(mediaType) === true), {
    text: `what the gateway puts is ${mediaType}`,
    observed: [...new Set(sent.map(({ contentType }) => contentType))].join(', ') || 'nothing put',
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkiP521 } from '../engine/harness.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { pauseSession, resumeAfterPause } from '../iso15118-2/pause-resume.js';
import { iso20Case } from './iso20-case.js';

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_SessionStop_PauseResume`,
    {
      title: `a paused ${mode} session is joined again`,
      purpose: 'An SECC lets the same vehicle join a session that it paused, with the same SessionID.',
      group: 'pause and resume',
      clause: '8.3.4.3.2',
      requirements: ['V2G20-2545', 'V2G20-2622', 'V2G20-2623', 'V2G20-1032', 'V2G20-1844', 'V2G20-1847'],
      kind: 'valid',
      likelyCauses: [
        'paused sessions are kept in memory of the connection',
        'the SECC compares the vehicle by its address',
      ],
    },
    (evcc) => resumeAfterPause(evcc),
  );
}

iso20Case(
  'TC20_SECC_DC_SessionStop_ForeignVehicleResumes',
  {
    title: 'another vehicle asks for a paused session',
    purpose: 'An SECC does not let a vehicle with another certificate join a paused session: it opens a new one.',
    group: 'pause and resume',
    clause: '8.3.4.3.2',
    requirements: ['V2G20-2545', 'V2G20-2626', 'V2G20-2627', 'V2G20-2677'],
    kind: 'invalid',
    likelyCauses: ['the SessionID alone decides who may join'],
  },
  async (evcc) => {
    const { harness, run } = evcc;
    await evcc.given('loop-done');
    run.step('preamble', 'Given that it ends charging and pauses');
    await evcc.given('welding-checked');
    const pause = await evcc.request('SessionStopReq', { stop: 'Pause' });
    await evcc.expectAnswer(pause, { code: 'OK' });
    const paused = evcc.vehicle.sessionId;
    await evcc.leave();
    const folder = join(pkiP521(harness.pkiFolder), 'bad');
    // A second vehicle of the same maker: its chain holds, and nothing in this handshake says that it was revoked.
    const other = new Evcc(harness, run, {
      initialSessionId: paused,
      tls: {
        ...harness.tls!,
        chain: readFileSync(join(folder, 'vehicle-revoked.chain.pem'), 'utf8'),
        key: readFileSync(join(folder, 'vehicle-revoked.key.pem'), 'utf8'),
      },
    });
    try {
      await other.given('app-protocol-agreed');
      other.when('When a vehicle with another certificate asks for the paused SessionID');
      const exchange = await other.request('SessionSetupReq');
      await other.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
      const given = Buffer.from(other.vehicle.sessionId).toString('hex');
      run.observe(given !== Buffer.from(paused).toString('hex'), {
        text: 'the SessionID is a new one',
        observed: given,
        field: 'SessionID',
        ...other.at(exchange),
      });
    } finally {
      await other.leave();
    }
  },
);

for (const [request, title] of [
  ['ServiceDiscoveryReq', 'asks for the services again'],
  ['AuthorizationSetupReq', 'asks to be authorized again'],
] as const) {
  iso20Case(
    `TC20_SECC_DC_PauseResume_${request.replace('Req', '')}`,
    {
      title: `a vehicle that has joined its session ${title}`,
      purpose: `After a session was joined the old authorization and services keep their force, and parameters come next: an SECC refuses ${request} with FAILED_SequenceError.`,
      group: 'pause and resume',
      clause: '8.3.4.3.2',
      requirements: ['V2G20-1032', 'V2G20-1844', 'V2G20-1847', 'V2G20-459'],
      kind: 'invalid',
      likelyCauses: ['a joined session is served as a new one'],
    },
    async (evcc) => {
      await evcc.given('welding-checked');
      const before = evcc.vehicle.sessionId;
      await pauseSession(evcc);
      await evcc.vehicle.rejoin(before);
      await evcc.given('app-protocol-agreed');
      const joined = await evcc.request('SessionSetupReq');
      evcc.run.require(joined.responseCode === 'OK_OldSessionJoined', {
        text: 'the session is joined',
        observed: joined.responseCode ?? joined.outcome,
        ...evcc.at(joined),
      });
      evcc.when(`When it sends ${request}`);
      const exchange = await evcc.request(request);
      await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}

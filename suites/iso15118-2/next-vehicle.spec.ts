import { discoverSecc } from '../../src/transport/sdp-client.js';
import { encodeSdpRequest } from '../../src/wire/sdp.js';
import { encodeV2gtp, payloadTypes } from '../../src/wire/v2gtp.js';
import { type Evcc, outcomeText } from './evcc.js';
import { ownCase } from './own-case.js';
import { doubtSilence, meshOf, recordOutcome, requireSent, unansweredTimes } from './sdp-discovery.js';
import { endWindow, expectEndOnTime } from './silent-vehicle.js';
import { isUnanswered } from './unanswered.js';

const area = 'ISO 15118-2 one vehicle after the other';
/** Vehicles that ask one after the other, and how often each may ask: a datagram can be lost. */
const vehicles = 4;
const attempts = 5;

/** Asks for the SECC as a vehicle that has just come. Silence is doubted before it is anybody's fault. */
async function asks({ harness, run }: Evcc): Promise<number> {
  const outcome = await discoverSecc({ interface: meshOf(harness), security: harness.variant.security, attempts });
  recordOutcome(run, outcome);
  await doubtSilence(harness, run, outcome);
  return outcome.answers.length;
}

/** Sends a datagram that is no correct request; whether it is answered is another case's. */
async function sendsWrong({ harness, run }: Evcc, rawRequest: Uint8Array): Promise<void> {
  const { security } = harness.variant;
  const outcome = await discoverSecc({ interface: meshOf(harness), security, attempts: unansweredTimes, rawRequest });
  recordOutcome(run, outcome);
  requireSent(run, outcome);
}

ownCase(
  'CMN_Discovery_EachVehicle',
  '7.10.1',
  {
    area,
    kind: 'valid',
    title: `discovery by ${vehicles} vehicles one after the other`,
    purpose: 'An SECC answers each vehicle that asks for it, not only the first.',
    requirements: ['V2G2-147', 'V2G2-154'],
    likelyCauses: ['the SDP server ends with its first answer, or with the first connection'],
  },
  async (evcc) => {
    for (let number = 1; number <= vehicles; number++) {
      evcc.when(`When vehicle ${number} asks for an SECC`);
      const answers = await asks(evcc);
      evcc.run.observe(answers > 0, {
        text: `vehicle ${number} is answered`,
        expected: `an answer to one of ${attempts} requests`,
        observed: `${answers} answers`,
      });
    }
  },
);

ownCase(
  'CMN_Discovery_AfterMalformed',
  '7.10.1',
  {
    area,
    kind: 'invalid',
    title: 'discovery after a datagram that is no correct request',
    purpose: 'An SECC that has ignored a wrong datagram still answers the correct request that follows.',
    requirements: ['V2G2-147', 'V2G2-800'],
    likelyCauses: ['an exception ends the loop that reads datagrams, while the socket stays open'],
  },
  async (evcc) => {
    const { harness, run } = evcc;
    run.step('preamble', 'Given an SECC that answers a correct request');
    const before = await asks(evcc);
    run.require(before > 0, { text: 'a correct request is answered', observed: `${before} answers` });
    evcc.when('When a request with an inverse protocol version of 0xFF comes, and then a correct one');
    const payload = encodeSdpRequest({ security: harness.variant.security, transport: 'tcp' });
    await sendsWrong(evcc, encodeV2gtp(payloadTypes.sdpRequest, payload, { inverseVersion: 0xff }));
    const after = await asks(evcc);
    run.observe(after > 0, {
      text: 'the correct request is answered',
      expected: `an answer to one of ${attempts} requests`,
      observed: `${after} answers`,
    });
  },
);

ownCase(
  'CMN_V2gtp_ShortHeader',
  '7.8.3',
  {
    area,
    kind: 'invalid',
    title: 'four bytes of a header, and then nothing',
    purpose:
      'An SECC that has got half a V2GTP header waits for the rest, answers nothing, ends the connection when V2G_SECC_Sequence_Timeout has run out, and serves the next vehicle.',
    requirements: ['V2G2-800', 'V2G2-443'],
    likelyCauses: ['what was in the buffer before counts as the rest of the header'],
  },
  async (evcc) => {
    const { run } = evcc;
    await evcc.given('tcp-connected');
    evcc.when('When the vehicle sends 01 FE 80 01, and no more');
    const { seconds } = run.timer('iso15118-2/V2G_SECC_Sequence_Timeout');
    const [, latest] = endWindow(evcc, seconds);
    const half = Uint8Array.of(0x01, 0xfe, 0x80, 0x01);
    const exchange = await evcc.vehicle.requestRaw(half, { whole: true, timeoutMs: latest * 1000 });
    if (exchange.outcome === 'not-sent') run.stop('the four bytes could not be sent', outcomeText(exchange));
    run.require(exchange.outcome === 'closed' && isUnanswered(exchange), {
      text: 'the SECC sends nothing, and ends the connection',
      expected: `closed within ${latest} s`,
      observed: outcomeText(exchange),
      ...evcc.at(exchange),
    });
    await expectEndOnTime(evcc, seconds, ['V2G2-443']);
    await expectNextServed(evcc);
  },
);

ownCase(
  'CMN_HangUp_NextVehicle',
  '8.7.2',
  {
    area,
    kind: 'invalid',
    title: 'a vehicle that hangs up in the middle of its session',
    purpose: 'An SECC whose vehicle is gone without SessionStop serves the next one at once.',
    requirements: ['V2G2-729', 'V2G2-750'],
    likelyCauses: ['the end of a connection starts a loop without end', 'the session of a lost vehicle is never freed'],
  },
  async (evcc) => {
    await evcc.given('authorized');
    evcc.run.step('preamble', 'Given that it hangs up');
    await evcc.vehicle.close();
    await expectNextServed(evcc);
  },
);

/** A vehicle that comes gets its session. */
async function expectNextServed(evcc: Evcc): Promise<void> {
  evcc.when('When the next vehicle comes');
  await evcc.vehicle.rejoin(new Uint8Array(8));
  const drive = await evcc.driveTo('session-open');
  evcc.run.observe(drive.reached, {
    text: 'the next vehicle gets its session',
    expected: 'session-open',
    observed: drive.reached ? drive.state : (drive.failure?.text ?? drive.state),
    ...evcc.at(drive.failure?.exchange),
  });
}

ownCase(
  'CMN_SessionSetup_UnknownPaused',
  '8.4.2',
  {
    area: 'ISO 15118-2 pause and resume',
    kind: 'invalid',
    title: 'a vehicle that asks for a session that never was',
    purpose: 'An SECC that has paused no session of that SessionID opens a new one, with a SessionID of its own.',
    requirements: ['V2G2-754', 'V2G2-750'],
    likelyCauses: ['any SessionID other than zero is taken for one of a paused session'],
  },
  async (evcc) => {
    const asked = evcc.foreignSessionId();
    await evcc.given('app-protocol-agreed');
    evcc.when('When it sends SessionSetupReq with eight random bytes for a SessionID');
    const exchange = await evcc.request('SessionSetupReq', { sessionId: asked });
    const answer = await evcc.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
    const given = answer.header?.['SessionID'];
    const own = given instanceof Uint8Array && Buffer.compare(given, asked) !== 0 && given.some((byte) => byte !== 0);
    evcc.run.observe(own, {
      text: 'the SessionID is a new one',
      observed: given instanceof Uint8Array ? Buffer.from(given).toString('hex') : 'none',
      field: 'SessionID',
      ...evcc.at(exchange),
    });
  },
);

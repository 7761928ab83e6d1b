import { discoverSecc, type SdpOutcome } from '../../src/transport/sdp-client.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { wallNs } from '../engine/wall-time.js';
import { plugIn } from './plug-in.js';
import {
  expectNothingUnasked,
  meshOf,
  recordOutcome,
  requireSent,
  sdpCase,
  sdpPace,
  unansweredTimes,
} from './sdp-discovery.js';

for (const [id, who] of [
  ['004', 'without TLS'],
  ['005', 'with TLS'],
  ['006', 'that pays by contract'],
] as const) {
  sdpCase(
    `TC_SECC_CMN_VTB_SDP_${id}`,
    {
      title: `a vehicle ${who} that asks for the SECC too late`,
      purpose:
        'An SECC stops its discovery when V2G_SECC_CommunicationSetup has run out since the vehicle was plugged in, and serves the vehicle that is plugged in anew.',
      likelyCauses: ['the timer is started by the first SECC Discovery Request', 'the SDP server runs all the time'],
      nextStep: 'see [V2G2-723] of ISO 15118-2:2014',
    },
    askTooLate,
  );
}

async function askTooLate(harness: Harness, run: CaseRun): Promise<void> {
  const { ms, text } = run.timer('iso15118-2/V2G_SECC_CommunicationSetup_Performance_Time');
  const lateMs = ms + run.timer('tester/tester_setup_lateness').ms;
  run.step('preamble', 'Given a vehicle that is plugged in, and finds the SECC');
  if (!(await plugIn(harness, run))) return;
  run.require(await isServed(harness, run), { text: 'the SECC answers a vehicle that asks in time' });
  run.step('preamble', 'Given that it is unplugged, and plugged in again');
  const plugged = wallNs(process.hrtime.bigint());
  if (!(await plugIn(harness, run))) return;
  await new Promise<void>((resolve) => setTimeout(resolve, lateMs));
  run.step('test', `When it asks for the first time after V2G_SECC_CommunicationSetup (${text})`);
  const { requests, answers } = await asks(harness, run, unansweredTimes);
  requireSent(run, { requests });
  run.observe(answers.length === 0, {
    text: 'the SECC does not answer before the SDP timer runs out',
    expected: 'silence',
    observed: answers.length === 0 ? 'silence' : 'an answer',
  });
  if (answers.length === 0) await expectNothingUnasked(harness, run, plugged);
  run.step('postamble', 'Then it is plugged in again, and is served');
  const back = (await plugIn(harness, run)) && (await isServed(harness, run));
  if (!back) run.inconclusive('the SECC answers nobody any more, so that silence proves nothing');
}

async function asks(harness: Harness, run: CaseRun, attempts = sdpPace(run).attempts): Promise<SdpOutcome> {
  const { security } = harness.variant;
  const outcome = await discoverSecc({ interface: meshOf(harness), security, ...sdpPace(run), attempts });
  recordOutcome(run, outcome);
  return outcome;
}

async function isServed(harness: Harness, run: CaseRun): Promise<boolean> {
  return (await asks(harness, run)).answers.length > 0;
}

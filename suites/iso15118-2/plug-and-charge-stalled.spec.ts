import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { Evcc } from './evcc.js';
import { startOf } from './evcc-case.js';
import { publishedPncCase } from './pnc-case.js';

/** par_CMN_Transmission_Delay of the catalogue, and how late the end may come: one message timer, s. */
const transmissionDelay = 0.25;
const lateness = 2;

for (const [id, how] of [
  ['015', 'from before'],
  ['016', 'that was installed in this session'],
  ['017', 'that was updated in this session'],
] as const) {
  const name = `TC_SECC_CMN_VTB_Authorization_${id}`;
  publishedPncCase(
    name,
    {
      title: `nobody decides about a contract ${how}`,
      purpose:
        'An SECC whose back end does not decide answers Ongoing until V2G_SECC_Ongoing_Performance_Time has run out, then FAILED, and ends the session.',
      likelyCauses: [
        'the SECC answers Ongoing for ever, and leaves it to the vehicle to give up',
        'a back end that is silent counts as one that says yes',
      ],
      nextStep: 'see [V2G2-855] of ISO 15118-2:2014',
    },
    (evcc) => undecided(evcc, name),
  );
}

async function undecided(evcc: Evcc, name: string): Promise<void> {
  const { run, vehicle, harness } = evcc;
  const seconds = Number(harness.pics['PIXIT_SECC_CMN_OngoingTimeout']);
  await evcc.given(startOf(name));
  evcc.when(`When it asks for authorization, and again for V2G_SECC_Ongoing (${seconds} s by PIXIT)`);
  const until = vehicle.clock.monotonicNs() + BigInt((seconds + lateness) * 1e9);
  let first: Exchange | undefined;
  for (;;) {
    const exchange = await evcc.request('AuthorizationReq');
    const answer = await evcc.expectAnswer(exchange, { code: ['OK', 'FAILED'] });
    first ??= exchange;
    if (exchange.responseCode === 'FAILED') {
      judgeTime(evcc, seconds, evcc.secondsBetween(first, exchange));
      await evcc.expectCloseAfterFailure(exchange);
      return;
    }
    if (answer.body?.['EVSEProcessing'] !== 'Ongoing') {
      run.inconclusive(
        'the SECC has decided: its back end was not kept from it',
        String(answer.body?.['EVSEProcessing']),
      );
      return;
    }
    run.require(vehicle.clock.monotonicNs() < until, {
      text: 'the SECC gives up when its timer has run out',
      expected: `FAILED after ${seconds} s`,
      observed: `still Ongoing after ${seconds + lateness} s`,
      ...evcc.at(exchange),
    });
    await new Promise<void>((resolve) => vehicle.clock.after(vehicle.timers.repeatPause, resolve));
  }
}

function judgeTime({ run }: Evcc, seconds: number, measured: number | undefined): void {
  if (measured === undefined) {
    run.inconclusive('the capture does not show how long it took, so the timer cannot be judged');
    return;
  }
  run.observe(measured >= seconds - transmissionDelay && measured <= seconds + lateness, {
    text: 'FAILED comes when V2G_SECC_Ongoing has run out (capture time from the first request to the last answer)',
    expected: `${(seconds - transmissionDelay).toFixed(2)} s to ${(seconds + lateness).toFixed(2)} s`,
    observed: `${measured.toFixed(3)} s`,
    requirements: ['V2G2-855'],
  });
}

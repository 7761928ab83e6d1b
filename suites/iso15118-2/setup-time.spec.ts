import { wallNs } from '../engine/wall-time.js';
import type { Evcc } from './evcc.js';
import { evccCase } from './evcc-case.js';
import { plugIn } from './plug-in.js';
import { endWindow, expectSilentEnd } from './silent-vehicle.js';

const setupTimer = ({ run }: Evcc) => run.timer('iso15118-2/V2G_SECC_CommunicationSetup_Performance_Time');

/** Wall time now, ns since 1970, as the capture counts. */
const now = () => wallNs(process.hrtime.bigint());

/** An SECC that serves nobody any more proves nothing by its silence: the next vehicle must get its session. */
async function controlByNextVehicle(evcc: Evcc): Promise<void> {
  evcc.run.step('postamble', 'Then it is plugged in again, and gets a session');
  if (!(await plugIn(evcc.harness, evcc.run))) return;
  await evcc.vehicle.rejoin(new Uint8Array(8));
  const drive = await evcc.driveTo('session-open');
  if (!drive.reached) evcc.run.inconclusive('the SECC serves nobody any more', drive.failure?.text);
}

evccCase(
  'TC_SECC_CMN_VTB_SupportedAppProtocol_005',
  {
    title: 'a vehicle that connects too late',
    purpose:
      'An SECC takes no connection any more when V2G_SECC_CommunicationSetup has run out since the vehicle was plugged in.',
    likelyCauses: ['the port is open all the time', 'the timer is started by the connection'],
    nextStep: 'see [V2G2-032] and [V2G2-605] of ISO 15118-2:2014',
  },
  async (evcc) => {
    const { run, vehicle, harness } = evcc;
    const { ms, text } = setupTimer(evcc);
    const termination = run.timer('tester/par_CMN_TCP_Connection_Termination_Timeout');
    run.step('preamble', 'Given a vehicle that is plugged in');
    if (!(await plugIn(harness, run))) return;
    const plugged = now();
    await evcc.given('sdp-answered');
    evcc.when(`When it connects after V2G_SECC_CommunicationSetup (${text})`);
    const leftMs = ms - Number(now() - plugged) / 1e6 + run.timer('tester/tester_setup_lateness').ms;
    await new Promise<void>((resolve) => vehicle.clock.after(Math.max(0, leftMs), resolve));
    const failure = await vehicle.connect(termination.ms);
    run.observe(failure !== undefined, {
      text: 'the connection is refused, or not answered',
      expected: `no connection within ${termination.seconds} s`,
      observed: failure?.text ?? 'a connection',
    });
    await vehicle.close();
    await controlByNextVehicle(evcc);
  },
);

evccCase(
  'TC_SECC_CMN_VTB_SessionSetup_004',
  {
    title: 'a vehicle that connects, and opens no session',
    purpose:
      'An SECC ends the connection when V2G_SECC_CommunicationSetup has run out since the vehicle was plugged in, although its sequence timer would still allow for more.',
    likelyCauses: [
      'the set-up time ends with the connection',
      'only the sequence timer runs until the session is there',
    ],
    nextStep: 'see [V2G2-716] of ISO 15118-2:2014',
  },
  async (evcc) => {
    const { run, harness } = evcc;
    const { seconds, text } = setupTimer(evcc);
    const sequence = run.timer('iso15118-2/V2G_SECC_Sequence_Timeout').seconds;
    if (sequence <= seconds) {
      run.inconclusive('the sequence timer runs out first, so that the set-up time does not show', `${sequence} s`);
      return;
    }
    run.step('preamble', 'Given a vehicle that is plugged in');
    const before = now();
    if (!(await plugIn(harness, run))) return;
    const after = now();
    await evcc.given('app-protocol-agreed');
    evcc.when(`When it says nothing until V2G_SECC_CommunicationSetup is over (${text})`);
    await expectSilentEnd(evcc, seconds, 'V2G2-716');
    const end = await evcc.wire.endOf(evcc.lastLocalPort);
    if (end === undefined) {
      run.inconclusive('the capture does not show how the connection ended, so the timer cannot be judged');
      return;
    }
    // Pilot A, then B is told between the two moments: the interval is as wide as that.
    const shortest = Number(end - after) / 1e9;
    const longest = Number(end - before) / 1e9;
    const [earliest, latest] = endWindow(evcc, seconds);
    run.observe(longest >= earliest && shortest <= latest, {
      text: 'the connection ends when the set-up time runs out (from the plug-in to FIN or RST by the capture)',
      expected: `${earliest.toFixed(2)} s to ${latest.toFixed(2)} s`,
      observed: `${shortest.toFixed(3)} to ${longest.toFixed(3)} s`,
      requirements: ['V2G2-716'],
    });
    await controlByNextVehicle(evcc);
  },
);

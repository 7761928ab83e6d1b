import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { type SignallingFrame, signallingMeasurement } from '../../src/probes/plc-link/signalling-rate.js';
import { announced, serverAddress } from '../sep2/arrangement.js';
import { GridBench } from '../sep2/grid-bench.js';
import { adoptEvidence, evidenceName, judgeAll, type SiteContext, siteCase } from './site-case.js';

/**
 * Over what the rate is taken, s. An arrival is a burst of some 30 kB, which a line of the class carries in a second while
 * it waits in the modem's queue: what counts is that the line is not kept full.
 */
const windowS = 5;
/** The lowest rate of the class, kbit/s: over a line as slow as this the gateway must still come and poll. */
const slowestKbps = 128;

siteCase(
  {
    id: 'SITE_GridSignalling_001',
    title: 'signalling of IEEE 2030.5 stays within the power line, and gets through a slow one',
    purpose:
      'What the gateway and its utility server exchange stays within 250 kbit/s, and a line of 128 kbit/s is enough for it.',
    area: 'site: power line',
    clause: 'deployment manual: grid signalling; IEEE 2030.5-2018',
    requirements: [],
    likelyCauses: ['poll rates that are too short', 'a new TLS handshake for each request'],
    nextStep: 'look at the requests in the capture; lengthen pollRate at the server, or subscribe',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const line = bench.interfaces['utility'];
    const missing = (['gateway', 'inverter-power', 'inverter-control'] as const).filter((name) => !bench.offers(name));
    if (line === undefined || missing.length > 0) {
      run.inconclusive(
        `the bench offers no ${line === undefined ? 'utility interface' : missing.join(', ')}: no signalling can be brought about`,
      );
      return;
    }
    const grid = new GridBench(harness);
    const frames: SignallingFrame[] = [];
    const capture = await startLiveCapture({
      interface: line.name,
      ...(line.namespace === undefined ? {} : { enter: ['ip', 'netns', 'exec', line.namespace] }),
      filter: `ip6 and tcp port ${serverAddress.port}`,
      onPacket: ({ timestampNs, originalLength }) => {
        if (timestampNs !== undefined) frames.push({ ns: timestampNs, bytes: originalLength });
      },
    });
    try {
      run.step('test', `When the gateway comes to its server and polls for ${windowS} s`);
      await grid.arrange(announced, { fresh: true });
      do await nextPoll(grid);
      while (secondsOf(frames) < windowS);
      const watchedS = secondsOf(frames);
      const { lost } = await capture.stop();
      const file = await keep(context, frames);
      const poll = `the server announces a poll every ${grid.pollSeconds} s, shortened for the test: at the default of 5 min only the arrival counts`;
      judgeAll(context, [
        signallingMeasurement(frames, {
          windowS,
          watchedS,
          lost,
          evidence: [file],
          caveats: [poll],
          takenAt: new Date().toISOString(),
        }),
      ]);
      await overSlowLine(context, grid);
    } finally {
      await capture.stop();
      await grid.close();
      await bench.capability('gateway').start(harness.variant.gateway);
    }
  },
);

/** From the first frame to the last, s. */
function secondsOf(frames: readonly SignallingFrame[]): number {
  const [first, last] = [frames[0], frames.at(-1)];
  return first === undefined || last === undefined ? 0 : Number(last.ns - first.ns) / 1e9;
}

/** Waits for the gateway's next look at its controls. */
async function nextPoll(grid: GridBench): Promise<void> {
  const { requests } = await grid.utility.status();
  await grid.awaitGateway(requests);
}

/** The gateway arrives and polls over a line that is as slow as the class allows. */
async function overSlowLine({ harness, run }: SiteContext, grid: GridBench): Promise<void> {
  const { bench } = harness;
  if (!bench.offers('link-control')) return;
  const link = bench.capability('link-control');
  run.step('test', `When the line carries ${slowestKbps} kbit/s and the gateway comes anew`);
  await link.shape('plc', { rateKbps: slowestKbps });
  try {
    const { requests } = await grid.utility.status();
    await grid.restartGateway(announced.gateway);
    const came = await grid.awaitGateway(requests).then(
      () => 'it read its controls',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    run.observe(came === 'it read its controls', {
      text: `the gateway arrives and reads its controls over ${slowestKbps} kbit/s`,
      observed: came,
    });
  } finally {
    await link.restore();
  }
}

async function keep(context: SiteContext, frames: readonly SignallingFrame[]): Promise<string> {
  const file = join(context.harness.evidenceFolder, 'grid-signalling.csv');
  const lines = frames.map(({ ns, bytes }) => `${ns},${bytes}`);
  await writeFile(file, `${['ns since 1970,bytes', ...lines].join('\n')}\n`);
  await adoptEvidence(context, file, 'samples', 'frames of the utility connection: time and length');
  return evidenceName(context.harness)(file);
}

import { measureReapply, measureRestart } from '../../src/probes/host/idempotence.js';
import { askGateway, controlSocketOf } from './gateway-control.js';
import { judgeAll, siteCase } from './site-case.js';

siteCase(
  {
    id: 'SITE_Idempotence_001',
    title: 'a restart and a second application of the configuration change nothing',
    purpose:
      'A node that restarts returns to its exact previous state, and applying its configuration again changes nothing.',
    area: 'site: host',
    clause: 'deployment manual: idempotence',
    requirements: [],
    likelyCauses: ['state is kept in memory only', 'a file is appended to in place of being written'],
    nextStep: 'compare the two states line by line; the difference is in the caveats of the measurement',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    const socket = controlSocketOf(bench);
    if (socket === undefined || !bench.offers('gateway')) {
      run.inconclusive('the gateway of this bench does not tell its state, so two states cannot be compared');
      return;
    }
    const gateway = bench.capability('gateway');
    run.step('test', 'When the gateway is restarted, and when its configuration is applied again');
    const probe = {
      state: async () => {
        const { state, state_hash } = await askGateway(socket, { command: 'status' });
        return JSON.stringify({ state, state_hash }, undefined, 1);
      },
      restart: async () => {
        await gateway.stop('term');
        await gateway.start(harness.variant.gateway);
      },
      apply: async () => {
        await askGateway(socket, { command: 'reload' });
      },
      evidence: [],
      now: () => new Date().toISOString(),
    };
    judgeAll(context, [await measureRestart(probe), await measureReapply(probe)]);
  },
);

import { measureReapply, measureRestart } from '../../src/probes/host/idempotence.js';
import { askGateway, controlSocketOf } from './gateway-control.js';
import { nodeRestarts } from './node-restart.js';
import { judgeAll, type SiteContext, siteCase } from './site-case.js';

siteCase(
  {
    id: 'SITE_Idempotence_001',
    title: 'a restart and a second application of the configuration change nothing',
    purpose:
      'A gateway that restarts returns to its exact previous state, and so does its node where a driver can restart it; applying the configuration again changes nothing.',
    area: 'site: host',
    clause: 'deployment manual: idempotence',
    requirements: [],
    likelyCauses: ['state is kept in memory only', 'a file is appended to in place of being written'],
    nextStep: 'compare the two states line by line; the difference is in the caveats of the measurement',
  },
  async (context) => {
    const { harness, run } = context;
    run.step('test', 'When the gateway is restarted, and when its configuration is applied again');
    const gateway = await gatewayRestarts(context);
    run.step('test', 'When the node is restarted, where a driver can');
    const node = await nodeRestarts(context);
    if (gateway.length + node.length > 0) judgeAll(context, [...gateway, ...node]);
    else
      run.inconclusive(
        'the gateway of this bench does not tell its state, and no driver of it can restart the node',
        `bench ${harness.bench.name}`,
      );
  },
);

/** Restart and second application of the reference gateway, by the state that it tells; none where it tells none. */
async function gatewayRestarts({ harness }: SiteContext) {
  const { bench } = harness;
  const socket = controlSocketOf(bench);
  if (socket === undefined || !bench.offers('gateway')) return [];
  const gateway = bench.capability('gateway');
  const probe = {
    state: async () => {
      const { state, state_hash } = await askGateway(socket, { command: 'status' });
      if (state === undefined || state_hash === undefined) return { unread: 'the gateway tells no state' };
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
  return [await measureRestart(probe), await measureReapply(probe)];
}

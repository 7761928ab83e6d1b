import { connect } from 'node:net';
import { manualTcpPort, sdpMeasurements, sdpObservation } from '../../src/probes/host/sdp-claims.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import { judgeKnown, siteCase } from './site-case.js';
import { vehicleInterface } from './station-shell.js';

const attempts = 5;
const connectTimeoutMs = 2000;

siteCase(
  {
    id: 'SITE_Discovery_001',
    title: 'the gateway can be found and reached where it says it is',
    purpose: 'SDP on ff02::1 port 15118 is answered, and the TCP port that the answer announces accepts a connection.',
    area: 'site: address',
    clause: 'ISO 15118-2:2014, 7.10.1; deployment manual: firewall, address',
    requirements: ['V2G2-123', 'V2G2-125'],
    likelyCauses: ['the firewall drops UDP 15118 or the announced port', 'the route for ff02::/64 is missing'],
    nextStep: 'list the rules with nft list ruleset and try the announced port from the vehicle side',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = vehicleInterface(context);
    if (mesh === undefined) return;
    run.step('test', 'When a vehicle asks on ff02::1 and tries the port that is announced');
    const outcome = await discoverSecc({ interface: mesh.name, security: harness.variant.security, attempts });
    const seen = sdpObservation(outcome);
    const value = seen.announced;
    const reached = value === undefined ? undefined : await reach(value.address, value.port, mesh.name);
    if (value !== undefined && value.port !== manualTcpPort) {
      run.record({
        type: 'warning',
        mark: 'anomaly',
        caseId: run.caseId,
        text: `the deployment manual's firewall accepts TCP ${manualTcpPort}, the SECC announces TCP ${value.port}: with that rule set no vehicle can connect`,
      });
    }
    judgeKnown(
      context,
      sdpMeasurements(
        {
          ...seen,
          ...(reached === undefined ? {} : { reachable: reached === 'reached' }),
          ...(reached === undefined || reached === 'reached' ? {} : { detail: reached }),
        },
        [],
        new Date().toISOString(),
      ),
    );
  },
);

/** Tries a TCP connection; resolves with `reached` or the reason why not. */
function reach(address: string, port: number, scope: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: `${address}%${scope}`, port });
    const end = (word: string) => {
      socket.destroy();
      resolve(word);
    };
    socket.setTimeout(connectTimeoutMs, () => end(`no answer within ${connectTimeoutMs} ms`));
    socket.once('connect', () => end('reached'));
    socket.once('error', (error) => end(error.message));
  });
}

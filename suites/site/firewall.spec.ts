import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { measureFirewall } from '../../src/probes/host/firewall/measure-firewall.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import { judgeAll, type SiteContext, siteCase } from './site-case.js';
import { isSimulated, type StationShell, stationShell } from './station-shell.js';

const attempts = 5;

siteCase(
  {
    id: 'SITE_Firewall_001',
    title: 'what the firewall lets pass on the mesh',
    purpose:
      'The rules on the mesh interface accept what vehicles need (TCP 15118, the port that SDP announces, SDP, neighbour discovery), and drop and count the rest.',
    area: 'site: security',
    clause: 'deployment manual: firewall; RFC 4861; ISO 15118-2:2014, 7.10.1',
    requirements: [],
    likelyCauses: ["the manual's rule was taken alone: it drops neighbour discovery and SDP", 'no rules are loaded'],
    nextStep: 'read the findings: each names the packet and the rule that decides about it',
  },
  async (context) => {
    const { harness, run } = context;
    const station = stationShell(context);
    if (station === undefined) return;
    const rules = simulatedRules(context);
    if (rules === undefined && harness.bench.facts.driver === 'vm') {
      run.inconclusive('the nodes of the mesh VM are made without a firewall, so there is nothing to look at');
      return;
    }
    if (rules !== undefined) await load(station, rules);
    try {
      run.step('test', 'When each packet is held against the rules');
      const mesh = harness.bench.interfaces['mesh'];
      const { security } = harness.variant;
      const found =
        mesh === undefined || mesh.through !== undefined
          ? undefined
          : await discoverSecc({ interface: mesh.name, security, attempts });
      const announced = found?.secc?.port;
      const { measurement, finding } = await measureFirewall(
        station.run,
        { meshInterface: station.mesh, ...(announced === undefined ? {} : { announcedPort: announced }) },
        station.context,
      );
      if (finding !== undefined && announced !== undefined) {
        // An SDP answer came through these rules: an evaluation that says otherwise is wrong.
        const sdp = finding.required.find(({ name }) => name === 'UDP 15118');
        run.observe(sdp?.fate.outcome !== 'drop', {
          text: 'what the rules say of SDP is what happened: a request was answered',
          observed: `${sdp?.fate.outcome} by ${sdp?.fate.by}`,
        });
      }
      const note = rules === undefined ? [] : ['the rules were loaded into the simulated station for this case'];
      judgeAll(context, [{ ...measurement, caveats: [...note, ...(measurement.caveats ?? [])] }]);
    } finally {
      if (rules !== undefined) await station.run(['nft', 'delete', 'table', 'inet', 'station']);
    }
  },
);

/** The simulated station is set up without a firewall; the rules that its bench file names are those of its image. */
function simulatedRules(context: SiteContext): string | undefined {
  const { facts } = context.harness.bench;
  const name = facts.item['firewall'];
  return isSimulated(context) && name !== undefined
    ? readFileSync(resolve(dirname(facts.file), name), 'utf8')
    : undefined;
}

async function load({ run }: StationShell, rules: string): Promise<void> {
  const loaded = await run(['nft', '-f', '-'], { input: rules });
  if (loaded.code !== 0) throw new Error(`the rules of the simulated station do not load: ${loaded.stderr.trim()}`);
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MeshFacts } from '../../src/probes/mesh-link/mesh-measurements.js';
import type { MeshTopology } from '../../src/probes/mesh-link/mesh-topology.js';
import type { MeshObservation } from '../../src/probes/mesh-link/observations.js';
import { observeMesh } from '../../src/probes/mesh-link/observe-mesh.js';
import { adoptEvidence, evidenceName, record, type SiteContext } from './site-case.js';

/** Name of the node under test in observations, as the benches name it. */
export const stationNode = 'station';

/**
 * Looks at the mesh of the station through its shell. Undefined, and the case inconclusive with the reason, where the
 * bench has no mesh radio to look at.
 */
export async function lookAtStation(
  context: SiteContext,
  options: { readonly scan: boolean },
): Promise<MeshObservation | undefined> {
  const { harness, run } = context;
  const { bench } = harness;
  if (!bench.offers('host-shell')) {
    run.inconclusive('the bench offers no shell on the station, so its mesh tools cannot be asked');
    return undefined;
  }
  const shell = bench.capability('host-shell');
  const seen = await observeMesh(
    {
      node: stationNode,
      run: (argv, given) => shell.run(argv, given),
      interface: bench.interfaces['mesh']?.name ?? 'mesh0',
    },
    { ...options, now: () => new Date() },
  );
  if (seen.radio === undefined && seen.batman === undefined) {
    const said = seen.findings[0];
    const why =
      bench.facts.driver === 'embedded' ? 'a pair of virtual Ethernet ports stands in for the mesh' : said?.why;
    run.inconclusive('the mesh interface of this bench is no radio and has no batman-adv', why ?? 'no answer');
    return undefined;
  }
  for (const finding of seen.findings) {
    const text = `${finding.command}, line ${finding.line}: ${finding.why}: ${finding.text}`;
    record(context, { type: 'log', caseId: run.caseId, source: 'mesh', level: 'warn', text });
  }
  return seen;
}

/** Writes what was seen into the evidence; the facts for the measurements, with its name. */
export async function keepLooks(context: SiteContext, looks: readonly MeshObservation[]): Promise<MeshFacts> {
  const { harness, run } = context;
  const file = join(harness.evidenceFolder, `mesh-${run.caseId.replaceAll(/[^\w]+/g, '-')}.json`);
  await writeFile(file, `${JSON.stringify(looks, null, 1)}\n`);
  await adoptEvidence(context, file, 'samples', 'what iw, batctl and sysfs said on the node, as values');
  const simulated = harness.bench.facts.driver === 'vm';
  return {
    evidence: [evidenceName(harness)(file)],
    // A simulated radio says the number that was set.
    ...(simulated ? { signalUncertaintyDb: 0, instrument: 'mac80211_hwsim' } : {}),
  };
}

/** The mesh for the drawing of the report. */
export function recordTopology(context: SiteContext, seen: MeshObservation, topology: MeshTopology): void {
  const { radio, batman } = seen;
  const { facts } = context.harness.bench;
  const id = (mac: string) => mac.replaceAll(':', '');
  // Each link once, though both ends may have told of it.
  const links = topology.links.filter(
    (link) => link.from < link.to || !topology.links.some((other) => other.from === link.to && other.to === link.from),
  );
  record(context, {
    type: 'site',
    name: facts.site['name'] ?? 'not named',
    mesh: {
      ...(radio?.channel === undefined ? {} : { channel: `${radio.channel} (${radio.frequencyMHz} MHz)` }),
      stack: batman === undefined ? '802.11s' : `batman-adv (${batman.settings?.algorithm ?? 'unknown'}) over 802.11s`,
      ...(batman?.settings === undefined ? {} : { version: batman.settings.version }),
    },
    nodes: topology.nodes.map((node) => ({
      id: id(node.id),
      label: `${node.name ?? node.id}${node.heard ? '' : ' (not heard)'}`,
      role: node.gateway ? 'gate' : node.bridge ? 'bridge node' : 'mesh node',
      underTest: node.name === stationNode,
    })),
    links: links
      .filter((link) => link.state === 'up')
      .map((link) => ({
        from: id(link.from),
        to: id(link.to),
        label: link.snrDb === undefined ? seen.interface : `${link.snrDb} dB`,
        kind: 'mesh',
      })),
  });
}

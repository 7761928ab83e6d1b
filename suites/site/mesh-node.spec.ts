import { olsrd2Facts, withOlsrd2 } from '../../src/probes/host/services.js';
import { meshMeasurements } from '../../src/probes/mesh-link/mesh-measurements.js';
import { meshTopology } from '../../src/probes/mesh-link/mesh-topology.js';
import { keepLooks, lookAtStation, recordTopology } from './mesh-look.js';
import { judgeKnown, siteCase } from './site-case.js';
import { stationShell } from './station-shell.js';

const routing = new Set([
  'mesh-routing',
  'mesh-root-mode',
  'mesh-gate-announcement-rate',
  'mesh-originators',
  'wireless-band',
]);

siteCase(
  {
    id: 'SITE_MeshRouting_001',
    title: 'the mesh as the station sees it: routing, root, gate, size, band',
    purpose:
      'The station is joined and peered, forwards by a known protocol, knows the gateways, and announces itself.',
    area: 'site: mesh',
    clause: 'deployment manual: mesh routing, segmentation, wireless transport; IEEE 802.11-2020 clause 14',
    requirements: [],
    likelyCauses: [
      'the radio has not joined the mesh (the manual leaves out iw dev mesh0 mesh join)',
      'the neighbours are on another channel or have another mesh id',
      'batman-adv is not attached to mesh0',
    ],
    nextStep: 'iw dev mesh0 station dump and batctl n on the station; docs/mesh.md tells what each should show',
  },
  async (context) => {
    context.run.step('test', 'When iw and batctl are asked on the station');
    const seen = await lookAtStation(context, { scan: false });
    if (seen === undefined) return;
    const facts = await keepLooks(context, [seen]);
    recordTopology(context, seen, meshTopology([seen]));
    const measured = meshMeasurements(seen, facts).filter((measurement) => routing.has(measurement.id));
    const station = stationShell(context);
    const olsrd2 = station === undefined ? undefined : await olsrd2Facts(station.run);
    judgeKnown(
      context,
      measured.map((one) => (one.id === 'mesh-routing' && olsrd2 !== undefined ? withOlsrd2(one, olsrd2) : one)),
    );
  },
);

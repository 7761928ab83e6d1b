import { measurePathMtu } from '../../src/probes/path-mtu/measure-path-mtu.js';
import { meshPath } from './mesh-path.js';
import { adoptEvidence, evidenceName, judgeKnown, siteCase } from './site-case.js';

siteCase(
  {
    id: 'SITE_PathMtu_001',
    title: 'the largest packet that the mesh carries',
    purpose:
      'The path carries what its interfaces promise, jumbo frames too; what is too large is not swallowed in silence.',
    area: 'site: link',
    clause: 'RFC 8200 clause 5, RFC 8899; deployment manual: tuning',
    requirements: [],
    likelyCauses: [
      'nodes of one mesh have different MTUs',
      'batman-adv adds a header that the mesh MTU does not allow for',
    ],
    nextStep: 'compare ip link on every node; mesh0 ends at 2304, bat0 needs 32 bytes less than what carries it',
  },
  async (context) => {
    const { harness, run } = context;
    const mesh = meshPath(context);
    if (mesh === undefined) return;
    run.step('test', 'When echo requests of growing size that may not be fragmented are sent');
    const measured = await measurePathMtu({
      plan: { path: 'vehicle - station', host: mesh.peer, interface: mesh.interface },
      near: mesh.near,
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
    });
    await adoptEvidence(context, measured.file, 'samples', 'every size tried and what became of it');
    for (const text of measured.findings) run.record({ type: 'warning', mark: 'anomaly', caseId: run.caseId, text });
    // The MTU of the interface itself is judged by SITE_Tuning_001, on the station, where its driver can be asked.
    judgeKnown(
      context,
      measured.measurements.filter(({ id }) => id !== 'mesh-mtu'),
    );
  },
);

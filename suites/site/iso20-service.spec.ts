import { discoverSecc } from '../../src/transport/sdp-client.js';
import { iso15118Part20, type TlsProfile } from '../../src/transport/tls-profiles.js';
import type { TlsClientOptions } from '../../src/transport/v2g-connection.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { askForService } from '../iso15118-20/ask-for-service.js';
import { judgeAll, type SiteContext, siteCase } from './site-case.js';
import { vehicleInterface } from './station-shell.js';

const attempts = 5;

siteCase(
  {
    id: 'SITE_Iso20_001',
    title: 'the ISO 15118-20 service answers',
    purpose: 'A vehicle that speaks ISO 15118-20 agrees on it with the gateway and gets a session.',
    area: 'site: vehicle identification',
    clause: 'ISO 15118-20:2022, 8.3.4.3.2; deployment manual: vehicle identification',
    requirements: [],
    likelyCauses: ['the gateway speaks ISO 15118-2 alone', 'its certificates are not those of ISO 15118-20 (P-521)'],
    nextStep: 'run project iso15118-20-dc for the whole standard',
  },
  async (context) => {
    const { run, harness } = context;
    run.step('test', 'When a vehicle of ISO 15118-20 asks for a session');
    if (vehicleInterface(context) === undefined) return;
    const evcc = new Evcc(harness, run);
    try {
      const drive = await evcc.vehicle.driveTo('app-protocol-agreed');
      const exchange = drive.reached ? await evcc.request('SessionSetupReq') : undefined;
      const code = exchange?.responseCode;
      const said = drive.reached
        ? `SessionSetupRes: ${code ?? exchange?.outcome ?? 'no answer'}`
        : `not agreed: ${drive.failure?.text ?? 'no reason known'} (in the state ${drive.state})`;
      judgeAll(context, [
        {
          id: 'iso15118-20-service',
          unit: 'bool',
          value: exchange?.outcome === 'answered' && code === 'OK_NewSessionEstablished',
          method: 'supportedAppProtocol with the namespaces of ISO 15118-20 alone, then SessionSetup',
          labels: { tls: evcc.tlsFacts?.version ?? 'none' },
          caveats: [said],
          evidence: [],
          takenAt: new Date().toISOString(),
        },
      ]);
    } finally {
      await evcc.leave();
    }
  },
);

const withoutCertificate: TlsProfile = { ...iso15118Part20, name: 'without a vehicle certificate', mutual: false };

siteCase(
  {
    id: 'SITE_Iso20_002',
    title: 'TLS 1.3 with certificates on both sides',
    purpose:
      'The gateway speaks TLS 1.3, shows a certificate that leads to the trusted root, serves a vehicle that shows its own, and none that does not.',
    area: 'site: security',
    clause: 'RFC 8446, 4.4.2; ISO 15118-20:2022, 7.7.3; deployment manual: security',
    requirements: [],
    likelyCauses: ['the gateway does not ask for a certificate', 'TLS 1.3 is switched off'],
    nextStep: 'openssl s_client -tls1_3 to the announced port shows what the gateway asks for',
  },
  async (context) => {
    const { run, harness } = context;
    run.step('test', 'When a vehicle connects with its certificate, and one without');
    const { tls } = harness;
    if (tls === undefined || !tls.profile.mutual) {
      run.inconclusive('this project gives its vehicle no certificate of its own');
      return;
    }
    const mesh = vehicleInterface(context);
    if (mesh === undefined) return;
    const own = await attempt(context, tls, mesh.name);
    const bare = await attempt(context, { profile: withoutCertificate, roots: tls.roots ?? [] }, mesh.name);
    const served = own.kind === 'answered' && own.version === 'TLSv1.3' && own.authorized;
    // What has not come to the gateway it cannot have refused.
    const unmade = own.kind === 'unfound' ? own : served && unreached(bare) ? bare : undefined;
    judgeAll(context, [
      {
        id: 'tls13-mutual',
        unit: 'bool',
        ...(unmade !== undefined
          ? { value: undefined, unavailable: unmade.text }
          : { value: served && bare.kind === 'refused' }),
        method: 'supportedAppProtocolReq over TLS 1.3, answered with the certificate of the vehicle and not without',
        labels: { 'with certificate': own.text, 'without certificate': bare.text },
        caveats: [`with its certificate: ${own.text}`, `without: ${bare.text}`],
        evidence: [],
        takenAt: new Date().toISOString(),
      },
    ]);
  },
);

/** What became of a vehicle's attempt, in words too. */
type Attempt =
  | { readonly kind: 'answered'; readonly version: string; readonly authorized: boolean; readonly text: string }
  | { readonly kind: 'refused' | 'unconnected' | 'unfound'; readonly text: string };

async function attempt({ harness, run }: SiteContext, tls: TlsClientOptions, scope: string): Promise<Attempt> {
  const { secc } = await discoverSecc({ interface: scope, security: 'tls', attempts });
  if (secc === undefined) return { kind: 'unfound', text: 'SDP was not answered' };
  const service = await askForService(harness, run, secc, scope, tls);
  if (service.kind === 'unconnected') return { kind: 'unconnected', text: `no TCP connection: ${service.detail}` };
  if (service.kind === 'refused') return { kind: 'refused', text: `not served: ${service.detail}` };
  const { version = 'plain TCP', authorized = false } = service.tls ?? {};
  const text = `served over ${version}, its chain ${authorized ? 'leads to the root' : 'is not trusted'}`;
  return { kind: 'answered', version, authorized, text };
}

function unreached({ kind }: Attempt): boolean {
  return kind === 'unfound' || kind === 'unconnected';
}

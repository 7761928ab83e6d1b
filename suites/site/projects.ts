import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { dc, secured } from '../engine/variant-pics.js';

const siteProject = projectsIn('site', {});

/** The deployment as it stands, measured against its manual. */
export const siteProjects: readonly SuiteProject[] = [
  siteProject(
    'site',
    { not: /SITE_StopPath_|SITE_TlsLoad_|SITE_Iso20_|SITE_GridSignalling_|SITE_PilotLine_002/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  // Services of the gateway that another configuration of it, or a utility server, brings about.
  siteProject(
    'site-services',
    { only: /SITE_Iso20_|SITE_GridSignalling_|SITE_PilotLine_002/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'iso20' },
  ),
  // Every way to stop but those of IEEE 2030.5 (sep2-stop); trials by --trials, 30 for sign-off.
  siteProject(
    'stop-paths',
    { only: /SITE_StopPath_/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  // TLS handshakes for sign-off: more of them, the curve to 1,000 vehicles, resumed ones, and the mutual TLS 1.3 of -20.
  siteProject(
    'tls-load',
    { only: /SITE_TlsLoad_/, timeout: 600_000 },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'tls-load' },
  ),
  siteProject(
    'tls-load-iso20',
    { only: /SITE_TlsLoad_/, timeout: 600_000 },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'tls-load-iso20' },
  ),
];

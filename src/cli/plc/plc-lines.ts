import type { PlcLink } from '../../probes/plc-link/plc-link.js';

const barPerDb = 1;
const roles = ['station', 'proxy coordinator', 'central coordinator'];

/** The report of a power line for the terminal. */
export function plcLines(link: PlcLink): readonly string[] {
  const findings = link.findings.map(({ rule, detail }) => `! ${rule}: ${detail}`);
  if (link.modem === undefined) return [`${link.interface}: not measured: ${link.cause ?? 'no modem'}`, ...findings];
  const { firmware, mac, answeredInMs } = link.modem;
  const built = firmware.built === undefined ? '' : ` of ${firmware.built}`;
  return [
    `${link.interface}: ${firmware.chip}, firmware ${firmware.version ?? 'unknown'}${built} (${firmware.text})`,
    `  modem ${mac}, answered in ${answeredInMs.toFixed(1)} ms, link ${linkWord(link.linked)}`,
    ...link.networks.flatMap((network) => [
      `  network ${network.nid}: TEI ${network.tei}, ${roles[network.role] ?? `role ${network.role}`}, coordinator ${network.ccoMac}`,
      ...network.stations.map(
        ({ mac: peer, txMbps, rxMbps }) =>
          `    station ${peer}: sends ${txMbps}, receives ${rxMbps} Mbit/s (PHY, average)`,
      ),
    ]),
    ...link.peers.flatMap(({ peer, snr, gain }) => [
      `  tone map from ${peer}: ${snr.active} of ${snr.carriers} carriers carry bits, ${snr.slots} slot(s), gain ${gain}`,
      `    SNR ${text(snr.meanDb)}, ${snr.meanBits?.toFixed(2) ?? '-'} bits a carrier (steps of the modulations, a floor)`,
      ...snr.bands.map(
        ({ name, meanDb, active, carriers }) =>
          `    ${name.padEnd(10)} ${text(meanDb).padStart(8)}  ${`${active}/${carriers}`.padStart(8)}  ${'#'.repeat(Math.round((meanDb ?? 0) * barPerDb))}`,
      ),
    ]),
    ...findings,
  ];
}

function text(db: number | undefined): string {
  return db === undefined ? '-' : `${db.toFixed(1)} dB`;
}

function linkWord(linked: boolean | undefined): string {
  if (linked === undefined) return 'not told';
  return linked ? 'up' : 'down';
}

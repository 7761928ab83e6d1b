import type { MeshPath, MeshPathFlags, Parsed, ProxiedPath } from './observations.js';
import { complaint, Findings, macPattern, numberedLines } from './tool-text.js';

/** `enum mesh_path_flags` of the kernel (net/mac80211/mesh.h). */
export function meshPathFlags(raw: number): MeshPathFlags {
  return {
    active: (raw & 0x01) !== 0,
    resolving: (raw & 0x02) !== 0,
    sequenceValid: (raw & 0x04) !== 0,
    fixed: (raw & 0x08) !== 0,
    resolved: (raw & 0x10) !== 0,
  };
}

const columns = ['DEST ADDR', 'NEXT HOP', 'IFACE', 'SN', 'METRIC', 'QLEN', 'EXPTIME', 'DTIM', 'DRET', 'FLAGS'];
const pathLine = new RegExp(
  `^(${macPattern}) (${macPattern}) (\\S+)\\t(\\d+)\\t(\\d+)\\t(\\d+)\\t(\\d+)\\t(\\d+)\\t(\\d+)\\t(0x[0-9a-f]+)(?:\\t(\\d+)\\t(\\d+))?$`,
);

/**
 * `iw dev IF mpath dump`. A path that died stays in the list; only its flags and `expiresMs` tell. iw before 5.2 has no
 * columns HOP_COUNT and PATH_CHANGE.
 */
export function parseMeshPaths(text: string, command: string): Parsed<readonly MeshPath[]> {
  const findings = new Findings(command);
  const paths: MeshPath[] = [];
  for (const { line, text: raw } of numberedLines(text)) {
    if (raw.startsWith('DEST ADDR')) {
      const there = raw.split(/\t|\s{2,}/).map((word) => word.trim());
      const missing = columns.filter((column) => !there.includes(column));
      if (missing.length > 0) findings.add(line, raw, `the column ${missing.join(', ')} is missing`);
      continue;
    }
    const match = pathLine.exec(raw.trimEnd());
    if (match === null) {
      findings.add(line, raw, complaint(raw) ?? 'is not a path in the columns that are known');
      continue;
    }
    const number = (index: number) => Number(match[index]);
    const rawFlags = Number(match[10]);
    paths.push({
      destination: match[1]!.toLowerCase(),
      nextHop: match[2]!.toLowerCase(),
      interface: match[3]!,
      sequence: number(4),
      metric: number(5),
      queued: number(6),
      expiresMs: number(7),
      rawFlags,
      flags: meshPathFlags(rawFlags),
      hops: match[11] === undefined ? undefined : number(11),
      changes: match[12] === undefined ? undefined : number(12),
    });
  }
  return findings.with(paths);
}

/** `iw dev IF mpp dump`. */
export function parseProxiedPaths(text: string, command: string): Parsed<readonly ProxiedPath[]> {
  const findings = new Findings(command);
  const proxied: ProxiedPath[] = [];
  for (const { line, text: raw } of numberedLines(text)) {
    if (raw.startsWith('DEST ADDR')) continue;
    const match = new RegExp(`^(${macPattern}) (${macPattern}) (\\S+)$`).exec(raw.trim());
    if (match === null) findings.add(line, raw, complaint(raw) ?? 'is not a path through a mesh gate');
    else {
      proxied.push({ destination: match[1]!.toLowerCase(), proxy: match[2]!.toLowerCase(), interface: match[3]! });
    }
  }
  return findings.with(proxied);
}

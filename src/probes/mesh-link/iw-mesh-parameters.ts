import type { MeshParameters, Parsed, RootMode } from './observations.js';
import { complaint, decimal, Findings, numberedLines } from './tool-text.js';

/** `iw dev IF mesh_param dump`: lines `name = value [unit]`. */
export function parseMeshParameters(text: string, command: string): Parsed<MeshParameters> {
  const findings = new Findings(command);
  const parameters: Record<string, MeshParameters[string]> = {};
  for (const { line, text: raw } of numberedLines(text)) {
    const match = /^(mesh_\w+) = (\S+)(?: (milliseconds|seconds|TUs|dBm))?$/.exec(raw.trim());
    if (match === null) {
      findings.add(line, raw, complaint(raw) ?? 'is not a parameter of the mesh');
      continue;
    }
    const [, name = '', word = '', unit] = match;
    parameters[name] = { value: decimal(word) ?? word, ...(unit === undefined ? {} : { unit }) };
  }
  return findings.with(parameters);
}

/** A parameter as a number; undefined when it is missing or a word. */
export function meshNumber(parameters: MeshParameters, name: string): number | undefined {
  const value = parameters[name]?.value;
  return typeof value === 'number' ? value : undefined;
}

const rootModes: readonly RootMode[] = ['none', 'root', 'proactive-preq', 'proactive-preq-with-prep', 'rann'];

/** Meaning of `mesh_hwmp_rootmode` (`enum ieee80211_root_mode_identifier` of the kernel). */
export function rootMode(parameters: MeshParameters): RootMode {
  return rootModes[meshNumber(parameters, 'mesh_hwmp_rootmode') ?? -1] ?? 'unknown';
}

/** One time unit of IEEE 802.11, ms. */
const timeUnitMs = 1.024;

/**
 * Root announcements a second that the parameters ask for; undefined when they say nothing. In root mode 4 a root sends
 * one RANN each `mesh_hwmp_rann_interval`, in modes 2 and 3 one PREQ each `mesh_hwmp_root_interval`. A gate announces itself
 * in these frames and in none of its own: the kernel makes a node that becomes a gate a root of mode 4. Both intervals are printed in TU, but the kernel takes them as ms: the larger rate
 * of the two readings is given.
 */
export function announcementRate(parameters: MeshParameters): number | undefined {
  const mode = rootMode(parameters);
  const gate = meshNumber(parameters, 'mesh_gate_announcements');
  if (mode === 'unknown' || gate === undefined) return undefined;
  if (mode === 'none' || mode === 'root') return 0;
  const name = mode === 'rann' ? 'mesh_hwmp_rann_interval' : 'mesh_hwmp_root_interval';
  const interval = meshNumber(parameters, name);
  if (interval === undefined || interval <= 0) return undefined;
  return 1000 / Math.min(interval, interval * timeUnitMs);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../base/project-root.js';
import { faultTable, type GatewayFault } from '../../gateway/faults/fault-table.js';

/** What became of a fault that was seen in a real stack. */
export interface KnownFault {
  /** Id in the catalogue of known faults. */
  readonly id: string;
  /** Faults of the reference gateway that play it. */
  readonly playedBy: readonly string[];
  /** Why none can; undefined where one does. */
  readonly reason: string | undefined;
}

/** The faults of real stacks that the tables play, and those of `suites/known-faults.yaml` that no gateway can play. */
export function knownRealFaults(): readonly KnownFault[] {
  const players = new Map<string, string[]>();
  for (const [name, { known = [] }] of Object.entries<GatewayFault>(faultTable)) {
    for (const id of known) players.set(id, [...(players.get(id) ?? []), name]);
  }
  const file = join(projectRoot(), 'suites', 'known-faults.yaml');
  const { reasons } = parse(readFileSync(file, 'utf8')) as { readonly reasons: Readonly<Record<string, string>> };
  return [
    ...[...players].map(([id, playedBy]) => ({ id, playedBy, reason: undefined })),
    ...Object.entries(reasons).map(([id, reason]) => ({ id, playedBy: [], reason })),
  ];
}

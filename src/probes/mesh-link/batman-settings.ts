import { type Row, readJson } from './batman-json.js';
import type { BatmanSettings, Parsed } from './observations.js';
import { Findings } from './tool-text.js';

/** `batctl mj`. */
export function parseBatmanSettings(text: string, command: string): Parsed<BatmanSettings | undefined> {
  const findings = new Findings(command);
  const value = readJson(text, findings);
  if (value === undefined) return findings.with(undefined);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    findings.add(1, text, 'is JSON but no object');
    return findings.with(undefined);
  }
  const row = value as Row;
  const word = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : undefined);
  const number = (name: string) => (typeof row[name] === 'number' ? (row[name] as number) : undefined);
  const flag = (name: string) => (typeof row[name] === 'boolean' ? (row[name] as boolean) : undefined);
  const version = word('version');
  const algorithm = word('algo_name');
  if (version === undefined || algorithm === undefined) {
    findings.add(1, text, 'lacks version or algo_name');
    return findings.with(undefined);
  }
  return findings.with({
    version,
    algorithm,
    address: word('hard_address')?.toLowerCase(),
    gatewayMode: word('gw_mode'),
    originatorIntervalMs: number('orig_interval'),
    hopPenalty: number('hop_penalty'),
    distributedArpTable: flag('distributed_arp_table_enabled'),
    bridgeLoopAvoidance: flag('bridge_loop_avoidance_enabled'),
    isolationMark: number('isolation_mark'),
  });
}

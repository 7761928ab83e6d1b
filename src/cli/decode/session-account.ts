import { formatDuration, formatWallTime } from '../../probes/session-reader/format-time.js';
import type { CaptureAccount } from '../../probes/session-reader/session-reader.js';
import { printable } from './printable.js';

/** The lines at the end: what the capture held outside its sessions. */
export function accountText(account: CaptureAccount): string {
  const lines: string[] = [];
  const { firstNs, lastNs } = account;
  const span =
    firstNs === undefined || lastNs === undefined
      ? ''
      : ` over ${formatDuration(lastNs - firstNs)}, from ${formatWallTime(firstNs)}`;
  lines.push(`${count(account.packets, 'packet')}${span}; ${count(account.sessions, 'session')}.`);
  if (account.gridConnections > 0)
    lines.push(`${count(account.gridConnections, 'HTTP connection')} to a utility server.`);
  if (account.otherConnections > 0) {
    lines.push(`${count(account.otherConnections, 'other TCP connection')} carried no charging session.`);
  }
  if (account.lostFragments > 0) lines.push(`${count(account.lostFragments, 'IP packet')} could not be put together.`);
  lines.push(...account.account);
  return lines.map((line) => `  ${printable(line)}\n`).join('');
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

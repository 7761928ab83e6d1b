import { type Inspect, output, script } from './host-text.js';

/** State of the host's wall clock. `unknown` when no tool tells it. */
export type TimeSync = 'synchronised' | 'unsynchronised' | 'unknown';

export interface SoftwareFacts {
  /** `uname -r`. */
  readonly kernel: string | undefined;
  /** PRETTY_NAME of os-release. */
  readonly system: string | undefined;
  /** Version number of the installed OpenSSL, `3.0.15`. */
  readonly openssl: string | undefined;
  readonly timeSync: TimeSync;
  readonly timeSyncSource: string | undefined;
  readonly uid: number | undefined;
  /** Effective capabilities, hexadecimal, of the inspecting shell. */
  readonly capabilities: string | undefined;
  readonly findings: readonly string[];
}

/** Version number out of `OpenSSL 3.0.15 3 Sep 2024 (Library: ...)`; `undefined` for LibreSSL and others. */
export function parseOpenssl(text: string): string | undefined {
  return /^OpenSSL (\d+\.\d+\.\d+[a-z]*)/.exec(text.trim())?.[1];
}

/** Reads what `timedatectl show`, `chronyc tracking`, `ntpq -c rv` or `adjtimex --print` say. */
export function parseTimeSync(text: string): TimeSync {
  if (/^NTPSynchronized=yes$/m.test(text)) return 'synchronised';
  if (/^NTPSynchronized=no$/m.test(text)) return 'unsynchronised';
  const leap = /^Leap status\s*:\s*(.+)$/m.exec(text)?.[1];
  if (leap !== undefined) return leap.trim() === 'Not synchronised' ? 'unsynchronised' : 'synchronised';
  if (/\bsync_unspec\b|\bleap_alarm\b/.test(text)) return 'unsynchronised';
  if (/\bsync_(ntp|uhf_radio|pps|local)\b/.test(text)) return 'synchronised';
  // adjtimex: STA_UNSYNC is 0x40 of the status word (linux/timex.h).
  const status = /^\s*status:\s*(\d+)/m.exec(text)?.[1];
  if (status !== undefined) return (Number(status) & 0x40) === 0 ? 'synchronised' : 'unsynchronised';
  return 'unknown';
}

const timeTools: readonly (readonly string[])[] = [
  ['timedatectl', 'show'],
  ['chronyc', 'tracking'],
  ['ntpq', '-c', 'rv'],
  ['adjtimex', '--print'],
];

/** Reads kernel, system, OpenSSL, clock state and rights of a Linux host. */
export async function softwareFacts(run: Inspect): Promise<SoftwareFacts> {
  const findings: string[] = [];
  const line = async (argv: readonly string[]) => {
    const found = await output(run, argv);
    if (found.kind === 'text') return found.text.trim();
    findings.push(found.why);
    return undefined;
  };
  const kernel = await line(['uname', '-r']);
  const release = await script(run, 'cat /etc/os-release 2>/dev/null || true');
  const system = release.kind === 'text' ? /^PRETTY_NAME="?(.*?)"?$/m.exec(release.text)?.[1] : undefined;
  const opensslText = await line(['openssl', 'version']);
  const openssl = opensslText === undefined ? undefined : parseOpenssl(opensslText);
  if (opensslText !== undefined && openssl === undefined) findings.push(`openssl calls itself "${opensslText}"`);

  let timeSync: TimeSync = 'unknown';
  let timeSyncSource: string | undefined;
  for (const argv of timeTools) {
    const found = await output(run, argv);
    if (found.kind === 'missing') continue;
    timeSync = parseTimeSync(found.text);
    timeSyncSource = argv.join(' ');
    if (timeSync !== 'unknown') break;
  }
  if (timeSync === 'unknown')
    findings.push('no tool tells whether the clock is synchronised (timedatectl, chronyc, ntpq, adjtimex)');

  const uid = await line(['id', '-u']);
  const status = await script(run, 'cat /proc/self/status');
  const capabilities = status.kind === 'text' ? /^CapEff:\s*([0-9a-f]+)$/m.exec(status.text)?.[1] : undefined;
  return {
    kernel,
    system,
    openssl,
    timeSync,
    timeSyncSource,
    uid: uid !== undefined && /^\d+$/.test(uid) ? Number(uid) : undefined,
    capabilities,
    findings,
  };
}

import type { Measured } from '../measured.js';
import { type CertificateFact, sharedCertificates } from './certificates.js';
import type { HostFacts } from './host-facts.js';
import type { KeyFile } from './key-files.js';

export interface HostMeasurementContext {
  /** Mesh interface on the node. */
  readonly meshInterface: string;
  /** Now, ISO 8601: certificates expire against it. */
  readonly now: string;
  readonly evidence: readonly string[];
  /** Certificates of the other nodes, to find shared ones. */
  readonly otherNodes?: readonly CertificateFact[];
}

type Value = Pick<Measured, 'value' | 'unavailable' | 'caveats'>;

const noValue = (why: string): Value => ({ value: undefined, unavailable: why });
const valueOr = (value: string | number | undefined, why: string): Value =>
  value === undefined ? noValue(why) : { value };

/** The measurements of the spec table's host, security and address rows that an inspection bears. */
export function hostMeasurements(facts: HostFacts, context: HostMeasurementContext): readonly Measured[] {
  const { hardware, software } = facts;
  const make = (
    id: string,
    unit: string,
    method: string,
    value: Value,
    labels: Record<string, string> = {},
  ): Measured => ({
    id,
    unit,
    method,
    ...value,
    labels: { node: facts.node, ...labels },
    evidence: context.evidence,
    takenAt: context.now,
  });
  const { cpu, memory } = hardware;
  return [
    make(
      'host-cpu-clock',
      'Hz',
      cpu.clockSource === 'cpufreq' ? 'cpuinfo_max_freq of cpufreq' : 'cpu MHz of /proc/cpuinfo',
      valueOr(cpu.clockHz, 'neither cpufreq nor /proc/cpuinfo states a clock'),
      {
        ...(cpu.model === undefined ? {} : { model: cpu.model }),
        ...(cpu.cores === undefined ? {} : { cores: String(cpu.cores) }),
      },
    ),
    make('host-memory', 'B', memory.source === 'blocks' ? 'online memory blocks' : 'MemTotal of /proc/meminfo', {
      ...valueOr(memory.bytes, 'neither memory blocks nor /proc/meminfo can be read'),
      ...(memory.source === 'meminfo' ? { caveats: ['MemTotal lacks what the kernel keeps for itself'] } : {}),
    }),
    make('host-kernel', 'version', 'uname -r', valueOr(software.kernel, 'uname could not be run')),
    make(
      'host-openssl',
      'version',
      `openssl version (the harness itself uses OpenSSL ${facts.harnessOpenssl})`,
      valueOr(
        software.openssl,
        software.findings.find((finding) => finding.includes('openssl')) ?? 'openssl could not be run',
      ),
    ),
    make(
      'host-governor',
      'text',
      'scaling_governor of every core',
      cpu.governors.length === 0
        ? noValue('no core has a cpufreq governor (a virtual machine has none)')
        : { value: cpu.governors.join(', ') },
    ),
    make('private-key-modes', 'bool', 'mode of every file that holds a private key', keyModes(facts), {
      keys: String(facts.keys.keys.length),
    }),
    make(
      'certificates-distinct',
      'bool',
      'public keys of the end-entity certificates of all nodes',
      distinct(facts, context),
    ),
    expiry(facts, context, make),
    make('mesh-link-local', 'bool', 'ip -j -d address show', linkLocal(facts, context.meshInterface)),
    make('mesh-multicast-route', 'bool', 'ip -6 -j route show table all', multicastRoute(facts, context.meshInterface)),
  ];
}

const octal = ({ path, mode, owner }: KeyFile) =>
  `${path} has mode ${mode.toString(8).padStart(4, '0')}, owner ${owner}`;

function keyModes({ keys }: HostFacts): Value {
  if (keys.missing !== undefined) return noValue(keys.missing);
  if (keys.keys.length === 0) return noValue(`no private key under ${keys.searched.join(', ')}`);
  const open = keys.keys.filter(({ mode }) => mode !== 0o600);
  return { value: open.length === 0, caveats: open.map(octal) };
}

function distinct({ certificates, node }: HostFacts, { otherNodes = [] }: HostMeasurementContext): Value {
  if (certificates.missing !== undefined) return noValue(certificates.missing);
  const own = certificates.certificates.filter(({ ca }) => !ca);
  if (own.length === 0)
    return noValue(`${node} has no end-entity certificate under ${certificates.searched.join(', ')}`);
  const others = new Set(otherNodes.map((one) => one.node)).size;
  if (others === 0) return noValue('only one node was inspected, so nothing could be shared');
  const shared = sharedCertificates([...certificates.certificates, ...otherNodes]);
  return { value: shared.length === 0, caveats: shared.map((places) => `shared by ${places.join(' and ')}`) };
}

function expiry(
  { certificates, software }: HostFacts,
  { now }: HostMeasurementContext,
  make: (id: string, unit: string, method: string, value: Value, labels?: Record<string, string>) => Measured,
): Measured {
  const id = 'certificate-days-left';
  const method = 'fewest days to notAfter, by the wall clock of the harness';
  const first = [...certificates.certificates].sort((a, b) => a.notAfter.localeCompare(b.notAfter))[0];
  if (first === undefined)
    return make(
      id,
      'd',
      method,
      noValue(certificates.missing ?? `no certificate under ${certificates.searched.join(', ')}`),
    );
  const days = (Date.parse(first.notAfter) - Date.parse(now)) / 86_400_000;
  const early = certificates.certificates.filter(({ notBefore }) => Date.parse(notBefore) > Date.parse(now));
  const caveats = [
    `${first.place} (${first.subject}) ends first, on ${first.notAfter}`,
    ...early.map(({ place, notBefore }) => `${place} is not valid before ${notBefore}`),
    ...(software.timeSync === 'unknown' ? ["whether the node's clock is synchronised is unknown"] : []),
  ];
  const measured = make(
    id,
    'd',
    method,
    { value: days, caveats },
    { place: first.place, subject: first.subject, 'not-after': first.notAfter },
  );
  if (software.timeSync !== 'unsynchronised') return measured;
  return {
    ...measured,
    instrument: { name: `wall clock of ${first.node}`, clockMatters: true, clockSynchronised: false },
  };
}

function linkLocal({ network }: HostFacts, mesh: string): Value {
  const link = network.links.find(({ name }) => name === mesh);
  if (link === undefined)
    return network.links.length === 0
      ? noValue(network.findings[0] ?? 'no interface was listed')
      : { value: false, caveats: [`there is no interface ${mesh}`] };
  const local = link.addresses.filter(({ scope, address }) => scope === 'link' && address.startsWith('fe80'));
  const set = local.filter(({ automatic, doubtful }) => !automatic && !doubtful);
  if (set.length > 0) return { value: link.up, caveats: link.up ? [] : [`${mesh} is down`] };
  const found = local.map(
    ({ address, doubtful }) => `${address} (${doubtful ? 'duplicate or tentative' : 'automatic, not static'})`,
  );
  return {
    value: false,
    caveats: [found.length === 0 ? `${mesh} has no link-local address` : `${mesh} has only ${found.join(', ')}`],
  };
}

function multicastRoute({ network }: HostFacts, mesh: string): Value {
  if (network.routes.length === 0) return noValue(network.findings.at(-1) ?? 'no route was listed');
  const found = network.routes.some(({ destination, device }) => destination === 'ff02::/64' && device === mesh);
  return { value: found, caveats: found ? [] : [`no route of ff02::/64 goes to ${mesh}`] };
}

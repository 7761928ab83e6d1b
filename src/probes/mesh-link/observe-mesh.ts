import { randomBytes } from 'node:crypto';
import type { Inspect } from '../host/host-text.js';
import {
  parseClientsJson,
  parseGatewaysJson,
  parseHardInterfaces,
  parseNeighboursJson,
  parseOriginatorsJson,
} from './batman-json.js';
import { parseBatmanSettings } from './batman-settings.js';
import { parseClients, parseGateways, parseNeighbours, parseOriginators } from './batman-tables.js';
import { parseDeviceState } from './device-state.js';
import { parseRadioInterfaces } from './iw-interfaces.js';
import { parseMeshParameters } from './iw-mesh-parameters.js';
import { parseMeshPaths, parseProxiedPaths } from './iw-mesh-paths.js';
import { parseStationDump } from './iw-station-dump.js';
import { parseSurvey } from './iw-survey.js';
import { parseLowpanInterfaces } from './iwpan-interfaces.js';
import { parseMulticastCount } from './multicast-count.js';
import type { BatmanHeader, MeshObservation, Parsed, ToolFinding } from './observations.js';

export interface MeshNodeAccess {
  /** Name of the node in the report. */
  readonly node: string;
  /** Runs commands on the node: namespace, this machine, or over ssh. */
  readonly run: Inspect;
  /** Interface of the mesh radio; default `mesh0`. */
  readonly interface?: string;
  /** Interface of batman-adv; default `bat0`. */
  readonly batmanInterface?: string;
  /** Root of sysfs; default `/sys`. */
  readonly sysfs?: string;
}

export interface MeshLook {
  /** Scans all channels first, which takes the radio from its channel for seconds: the survey is empty until then. */
  readonly scan?: boolean;
  /** Wall clock, for the time of the observation. */
  readonly now: () => Date;
}

interface Answer {
  readonly command: string;
  readonly text: string;
  readonly code: number;
}

const patienceMs = 60_000;

/**
 * Looks at a node through all its tools, in one command so that an ssh or an emulated machine is asked once. Never throws
 * for what the node says: a tool that is missing or says something odd is a finding, and the rest goes on.
 */
export async function observeMesh(access: MeshNodeAccess, look: MeshLook): Promise<MeshObservation> {
  const at = look.now().toISOString();
  const dev = access.interface ?? 'mesh0';
  const bat = access.batmanInterface ?? 'bat0';
  const commands = meshCommands(dev, bat, access.sysfs ?? '/sys', look.scan === true);
  const { answers, why } = await askAll(access.run, commands);
  const findings: ToolFinding[] = [];
  const take = <T>(parsed: Parsed<T>): T => {
    findings.push(...parsed.findings);
    return parsed.value;
  };
  const read = <T>(name: string, parse: (text: string, command: string) => Parsed<T>, none: T): T => {
    const answer = answers.get(name);
    if (answer === undefined) return none;
    if (answer.code === 0) return take(parse(answer.text, answer.command));
    const { command, text, code } = answer;
    // A node need not have every tool; what its absence means is judged where the value is missed.
    const first = text.trim().split('\n')[0] ?? '';
    findings.push({ command, line: first === '' ? 0 : 1, text: first.slice(0, 200), why: `ended with ${code}` });
    return none;
  };
  if (answers.size === 0) findings.push({ command: 'sh', line: 0, text: '', why: `the node gave no answer${why}` });
  // A connection that broke off half-way: the tools that were to come have not said that there is nothing.
  else
    for (const { name, command } of commands)
      if (!answers.has(name))
        findings.push({ command, line: 0, text: '', why: `the node gave no answer to this${why}` });
  let header: BatmanHeader | undefined;
  const batman = <T>(name: string, json: JsonParser<T>, table: TableParser<T>): readonly T[] | undefined => {
    const text = answers.get(name)?.text.trimStart() ?? '';
    if (text.startsWith('[{') || text.startsWith('[]')) return read(name, json, undefined);
    const found = read<{ header: BatmanHeader | undefined; rows: readonly T[] } | undefined>(name, table, undefined);
    header = found?.header ?? header;
    return found?.rows;
  };
  const settings = read('settings', parseBatmanSettings, undefined);
  const hardInterfaces = read('hard', parseHardInterfaces, undefined);
  const neighbours = batman('neighbours', parseNeighboursJson, parseNeighbours);
  const originators = batman('originators', parseOriginatorsJson, parseOriginators);
  const gateways = batman('gateways', parseGatewaysJson, parseGateways);
  const clients = batman('clients', parseClientsJson, parseClients);
  const multicastPackets = read('multicast', parseMulticastCount, undefined);
  const there = [settings, hardInterfaces, neighbours, originators].some((found) => found !== undefined);
  return {
    node: access.node,
    interface: dev,
    at,
    radio: read('info', parseRadioInterfaces, []).find((radio) => radio.name === dev),
    stations: read('stations', parseStationDump, []),
    paths: read('paths', parseMeshPaths, []),
    proxied: read('proxied', parseProxiedPaths, []),
    parameters: read('parameters', parseMeshParameters, {}),
    survey: read('survey', parseSurvey, []),
    batman: there
      ? {
          header,
          settings,
          hardInterfaces: hardInterfaces ?? [],
          neighbours: neighbours ?? [],
          originators: originators ?? [],
          gateways,
          clients: clients ?? [],
        }
      : undefined,
    lowpan: read('lowpan', parseLowpanInterfaces, []),
    ...(answers.size < commands.length ? { brokenOff: `the node could not be asked to the end${why}` } : {}),
    device: read('device', (text, command) => parseDeviceState(text, dev, command), undefined),
    ...(multicastPackets === undefined ? {} : { multicastPackets }),
    findings,
  };
}

type JsonParser<T> = (text: string, command: string) => Parsed<readonly T[] | undefined>;
type TableParser<T> = (
  text: string,
  command: string,
) => Parsed<{ readonly header: BatmanHeader | undefined; readonly rows: readonly T[] }>;

interface Command {
  readonly name: string;
  /** As the report names it. */
  readonly command: string;
  /** As the shell runs it, when that is more. */
  readonly shell?: string;
}

function meshCommands(dev: string, bat: string, sysfs: string, scan: boolean): readonly Command[] {
  const iw = (name: string, words: string): Command => ({ name, command: `iw dev ${dev} ${words}` });
  // batctl before 2021 has no JSON: it complains and its table is taken.
  const batctl = (name: string, json: string, table: string): Command => ({
    name,
    command: `batctl meshif ${bat} ${json}`,
    shell: `o=$(batctl meshif ${bat} ${json} 2>/dev/null) && printf '%s\\n' "$o" || batctl meshif ${bat} ${table}`,
  });
  const sys = `${sysfs}/class/net/${dev}`;
  const survey = iw('survey', 'survey dump');
  return [
    iw('info', 'info'),
    iw('stations', 'station dump'),
    iw('paths', 'mpath dump'),
    iw('proxied', 'mpp dump'),
    iw('parameters', 'mesh_param dump'),
    { ...survey, shell: scan ? `iw dev ${dev} scan >/dev/null 2>&1; ${survey.command}` : survey.command },
    { name: 'settings', command: `batctl meshif ${bat} mj` },
    { name: 'hard', command: `batctl meshif ${bat} hj` },
    batctl('neighbours', 'nj', 'n'),
    batctl('originators', 'oj', 'o'),
    batctl('gateways', 'gwj', 'gwl'),
    batctl('clients', 'tgj', 'tg'),
    {
      name: 'lowpan',
      command: 'iwpan dev',
      // Only where there is such a radio: the tool is rarely installed.
      shell: `[ ! -e ${sysfs}/class/ieee802154 ] || iwpan dev`,
    },
    {
      name: 'multicast',
      command: `cat /proc/net/dev_snmp6/{${dev},${bat}}`,
      // Each is only there while its interface has IPv6.
      shell: `cat /proc/net/dev_snmp6/${dev} /proc/net/dev_snmp6/${bat} 2>/dev/null; true`,
    },
    {
      name: 'device',
      command: `grep -H . ${sys}/*`,
      shell: `cd ${sys} && grep -H . operstate flags mtu address; m=$(readlink master) && echo "master:$m"; true`,
    },
  ];
}

interface Answers {
  readonly answers: ReadonlyMap<string, Answer>;
  /** What went wrong with the asking, to be put behind a sentence; empty where nothing did. */
  readonly why: string;
}

async function askAll(run: Inspect, commands: readonly Command[]): Promise<Answers> {
  // Nothing that a tool prints can be taken for the line that ends its output.
  const mark = `plumbline-${randomBytes(8).toString('hex')}`;
  const script = commands
    .map(({ name, command, shell }) => `( ${shell ?? command} ) 2>&1; printf '\\n${mark} ${name} %d\\n' $?`)
    .join('\n');
  let why = '';
  const result = await run(['sh', '-c', script], { timeoutMs: patienceMs }).catch((error: unknown) => {
    why = `: ${error instanceof Error ? error.message : String(error)}`;
    return undefined;
  });
  const complaint = result?.stderr.trim().split('\n')[0] ?? '';
  if (complaint !== '') why = `: ${complaint.slice(0, 200)}`;
  const answers = new Map<string, Answer>();
  let text: string[] = [];
  for (const line of (result?.stdout ?? '').split('\n')) {
    const end = line.startsWith(mark) ? line.split(' ') : undefined;
    if (end === undefined) {
      text.push(line);
      continue;
    }
    const command = commands.find((entry) => entry.name === end[1])?.command ?? end[1] ?? '';
    answers.set(end[1] ?? '', { command, text: text.join('\n').replace(/\n$/, ''), code: Number(end[2]) });
    text = [];
  }
  return { answers, why };
}

import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { commandEnvironment, mustRun, runCommand } from '../process/run-command.js';
import type { Task } from '../tasks.js';
import { waitForLinks } from './link-state.js';
import { type Link, type LinkEnd, namespaces, links as plainLinks, proxyNamespace, wireDevices } from './topology.js';

/**
 * The namespaces and links of the embedded bench (or those given) as tasks with their teardown. Must run inside private namespaces: only
 * there can `ip netns add` leave nothing behind.
 */
export function networkTasks(links: readonly Link[] = plainLinks): readonly Task[] {
  const names = namespacesOf(links);
  return [
    {
      title: 'namespaces',
      setUp: async () => {
        for (const name of names) await mustRun(['ip', 'netns', 'add', name]);
        await Promise.all(names.map((name) => mustRun(['ip', '-n', name, 'link', 'set', 'lo', 'up'])));
      },
      tearDown: async () => {
        // Each is tried: one that was never made must not keep the others.
        for (const name of names) await runCommand(['ip', 'netns', 'delete', name]);
      },
    },
    {
      title: 'links',
      setUp: async () => {
        await mustRun(['ip', '-batch', '-'], links.flatMap(createLink).join('\n'));
        for (const name of names) {
          const lines = links.flatMap((link) => configureIn(name, link));
          if (lines.length > 0) await mustRun(['ip', '-n', name, '-batch', '-'], lines.join('\n'));
        }
        await switchOffOffloads(links);
        await waitForLinks(links);
      },
    },
  ];
}

function namespacesOf(links: readonly Link[]): readonly string[] {
  const ends = links.flatMap(({ station, other }) => [station.namespace, other.namespace]);
  return ends.includes(proxyNamespace) ? [...namespaces, proxyNamespace] : namespaces;
}

/** A veth pair, or two that meet in a bridge of `wire`. */
function createLink(link: Link): readonly string[] {
  const pair = (device: string, namespace: string, end: LinkEnd) =>
    `link add name ${device} netns ${namespace} type veth peer name ${end.device} netns ${end.namespace}`;
  if (!link.damageable) return [pair(link.station.device, link.station.namespace, link.other)];
  const wire = wireDevices(link.role);
  return [
    `link add name ${wire.bridge} netns wire type bridge stp_state 0 forward_delay 0 mcast_snooping 0`,
    pair(wire.station, 'wire', link.station),
    pair(wire.other, 'wire', link.other),
  ];
}

function configureIn(namespace: string, link: Link): readonly string[] {
  const lines = [link.station, link.other].filter((end) => end.namespace === namespace).flatMap(configureEnd);
  if (namespace !== 'wire' || !link.damageable) return lines;
  const wire = wireDevices(link.role);
  const quiet = (device: string) => `link set dev ${device} addrgenmode none`;
  return [
    ...[wire.bridge, wire.station, wire.other].map(quiet),
    `link set dev ${wire.bridge} up`,
    `link set dev ${wire.station} master ${wire.bridge} up`,
    `link set dev ${wire.other} master ${wire.bridge} up`,
  ];
}

/**
 * Static addresses without duplicate address detection (nothing to wait for), no address but these, and frames no larger
 * than the wire would carry: a capture must show what a wire would show.
 */
function configureEnd(end: LinkEnd): readonly string[] {
  return [
    `link set dev ${end.device} address ${end.mac} addrgenmode none gso_max_segs 1 gso_max_size 1514`,
    ...end.addresses.map(
      (address) => `address add ${address} dev ${end.device}${address.includes(':') ? ' nodad' : ''}`,
    ),
    `link set dev ${end.device} up`,
    ...(end.multicastRoute ? [`route add ff02::/64 dev ${end.device}`] : []),
  ];
}

/** Checksums are computed before the capture sees a frame, where ethtool is there to ask for it. */
async function switchOffOffloads(links: readonly Link[]): Promise<void> {
  if (!onPath('ethtool')) return;
  for (const end of links.flatMap((link) => [link.station, link.other])) {
    const inside = ['ip', 'netns', 'exec', end.namespace];
    await runCommand([...inside, 'ethtool', '-K', end.device, 'tx', 'off', 'tso', 'off', 'gso', 'off', 'gro', 'off']);
  }
}

function onPath(program: string): boolean {
  return (commandEnvironment()['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** argv as it must be to run in a namespace of the embedded bench. @throws PlumblineError BENCH-009 */
export function inNamespace(namespace: string, argv: readonly string[]): readonly string[] {
  if (namespace !== proxyNamespace && !(namespaces as readonly string[]).includes(namespace)) {
    throw new PlumblineError('BENCH-009', { detail: `${namespace}; there are ${namespaces.join(', ')}` });
  }
  return ['ip', 'netns', 'exec', namespace, ...argv];
}

import type { CapabilityFacts } from './capability-facts.js';
import type { CommandResult, HostShell } from './host-shell.js';
import type { LinkDamage } from './loss-control.js';

/** When a node fell silent, on the monotonic clock that all nodes share. */
export interface FailureTime {
  readonly atNs: bigint;
  /** It was within this of `atNs`. */
  readonly halfWidthNs: bigint;
}

/**
 * Radios of a simulated mesh, set from outside. Nodes are named as `bench exec` names them.
 */
export interface MeshControl extends CapabilityFacts {
  readonly nodes: readonly string[];
  /** Runs a command on any node; {@link HostShell} is the station alone. */
  run(
    node: string,
    argv: readonly string[],
    options?: { readonly timeoutMs?: number; readonly input?: string },
  ): Promise<CommandResult>;
  /** Signal at which the others hear this node, dBm, -100..0. Only the number changes: a weak signal loses no frames. */
  setSignal(node: string, dbm: number): Promise<void>;
  /** Who hears whom: nodes hear each other when their masks (0..255) share a bit; 0 is deaf and dumb. */
  setGroup(node: string, mask: number): Promise<void>;
  /** Damage to every frame that this node sends over the air, in place of what was set before. */
  damage(node: string, damage: LinkDamage): Promise<void>;
  /** The node falls silent at once, as when its power fails; its neighbours are told nothing. Resolves to when that was. */
  fail(node: string): Promise<FailureTime>;
  /** It is on the air again. */
  revive(node: string): Promise<void>;
  /** Restarts a node: radio, interfaces and addresses are made anew by its configuration. */
  reboot(node: string): Promise<void>;
  /** Applies the configuration of a node again, without a restart. */
  configure(node: string): Promise<void>;
  /** All radios as they were when the bench came up. */
  restore(): Promise<void>;
}

import { join } from 'node:path';
import type { Capabilities } from '../capabilities/capabilities.js';
import { GatewayCommands } from '../drivers/gateway-commands.js';
import { GatewayProgram } from '../drivers/gateway-program.js';
import { makeShell } from '../drivers/make-shell.js';
import { NoOperator, ScriptedOperator, TerminalOperator } from '../drivers/operators.js';
import { EmbeddedLinkControl } from '../embedded/link-control.js';
import { EmbeddedLossControl } from '../embedded/link-damage.js';
import type { CapabilityConfig } from '../file/bench-config.js';
import { placeCommand } from '../place-command.js';
import type { BenchState } from '../state/bench-state.js';

/** Capabilities that live in the process that brought the bench up, because they own processes, links or the terminal. */
export type OwnerCapabilities = Partial<Pick<Capabilities, 'gateway' | 'loss-control' | 'link-control' | 'operator'>>;

/** Makes those that the bench file names; the links of an embedded bench are there without being named. */
export function makeOwnerCapabilities(state: BenchState): OwnerCapabilities {
  const { capabilities, driver, link = {} } = state.config;
  const links = driver === 'embedded' ? new EmbeddedLossControl(join(state.folder, 'logs')) : undefined;
  return {
    ...(capabilities.gateway && { gateway: makeGateway(state, capabilities.gateway) }),
    ...(links && { 'loss-control': links, 'link-control': new EmbeddedLinkControl(links, { ...link }) }),
    ...(capabilities.operator && { operator: makeOperator(capabilities.operator) }),
  };
}

function makeGateway(state: BenchState, config: CapabilityConfig): Capabilities['gateway'] {
  if (config.driver === 'shell-commands') {
    return new GatewayCommands(makeShell(state), {
      start: config['start'] as readonly string[],
      stop: config['stop'] as readonly string[],
      kill: config['kill'] as readonly string[] | undefined,
      status: config['status'] as readonly string[],
      timeoutMs: (config['timeout_ms'] as number | undefined) ?? 30_000,
    });
  }
  const { driver } = state.config;
  const namespace = (config['namespace'] as string | undefined) ?? 'station';
  return new GatewayProgram({
    place: driver === 'local-interfaces' ? undefined : (argv) => placeCommand(driver, namespace, argv),
    command: config['command'] as readonly string[],
    configurations: (config['configurations'] as Readonly<Record<string, string>> | undefined) ?? {},
    ready: config['ready'] as string | undefined,
    readyTimeoutMs: (config['ready_timeout_ms'] as number | undefined) ?? 10_000,
    stopTimeoutMs: (config['stop_timeout_ms'] as number | undefined) ?? 3000,
    // What stands for a program of the emulated machine has an id that means nothing there.
    pidsHere: driver !== 'vm',
    benchFile: state.file,
    folder: state.folder,
  });
}

function makeOperator(config: CapabilityConfig): Capabilities['operator'] {
  const name = config['name'] as string | undefined;
  if (config.driver === 'scripted') {
    return new ScriptedOperator(
      (config['answers'] as Readonly<Record<string, boolean | number>> | undefined) ?? {},
      name,
    );
  }
  if (config.driver === 'nobody') return new NoOperator('the bench file says that nobody is there');
  if (process.stdin.isTTY !== true) return new NoOperator('the run has no terminal to ask at');
  return new TerminalOperator(process.stdin, process.stderr, name);
}

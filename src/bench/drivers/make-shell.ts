import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { HostShell } from '../capabilities/host-shell.js';
import { placeCommand } from '../place-command.js';
import type { BenchState } from '../state/bench-state.js';
import { CommandShell } from './command-shell.js';
import { sshOptions } from './ssh/ssh-options.js';
import { SshShell } from './ssh/ssh-shell.js';

/** The host-shell that the bench file names; whoever makes it closes it. @throws PlumblineError BENCH-010 */
export function makeShell(state: BenchState): HostShell {
  const config = state.config.capabilities['host-shell'];
  const { driver } = state.config;
  switch (config?.driver) {
    case 'namespace-shell': {
      const namespace = (config['namespace'] as string | undefined) ?? 'station';
      return new CommandShell(config.driver, `namespace ${namespace}`, (argv) => placeCommand(driver, namespace, argv));
    }
    case 'local-shell':
      return new CommandShell(config.driver, 'this machine', (argv) => argv);
    case 'ssh': {
      // Where the bench lies in namespaces, a node is reached from the one that the vehicle is in.
      const place = (argv: readonly string[]) =>
        driver === 'local-interfaces' ? argv : placeCommand(driver, 'vehicle', argv);
      return new SshShell(sshOptions(config, state.file), place, systemClock);
    }
    default:
      throw new PlumblineError('BENCH-010', { place: 'host-shell' });
  }
}

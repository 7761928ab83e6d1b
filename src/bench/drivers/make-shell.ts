import { PlumblineError } from '../../base/errors.js';
import type { HostShell } from '../capabilities.js';
import { placeCommand } from '../place-command.js';
import type { BenchState } from '../state/bench-state.js';
import { CommandShell, type SshOptions, sshCommand } from './command-shell.js';

/** The host-shell that the bench file names. @throws PlumblineError BENCH-010 */
export function makeShell(state: BenchState): HostShell {
  const config = state.config.capabilities['host-shell'];
  switch (config?.driver) {
    case 'namespace-shell': {
      const namespace = (config['namespace'] as string | undefined) ?? 'station';
      return new CommandShell(config.driver, `namespace ${namespace}`, (argv) =>
        placeCommand(state.config.driver, namespace, argv),
      );
    }
    case 'local-shell':
      return new CommandShell(config.driver, 'this machine', (argv) => argv);
    case 'ssh': {
      const options = config as unknown as SshOptions;
      return new CommandShell(config.driver, `ssh ${options.host}`, (argv) => sshCommand(options, argv));
    }
    default:
      throw new PlumblineError('BENCH-010', { place: 'host-shell' });
  }
}

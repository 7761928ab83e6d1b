import { inNamespace } from './embedded/network.js';
import type { BenchConfig } from './file/bench-config.js';
import { insidePrivateNamespaces } from './private-namespaces.js';
import { inGuest } from './vm/guest-command.js';

/**
 * argv as it must be to run at a place of a bench: in a namespace of the embedded bench, on a node of the mesh VM, on
 * this machine with real interfaces. @throws PlumblineError BENCH-009 when there is no such place
 */
export function placeCommand(
  driver: BenchConfig['driver'],
  namespace: string,
  argv: readonly string[],
): readonly string[] {
  switch (driver) {
    case 'embedded':
      return inNamespace(namespace, argv);
    case 'vm':
      return inGuest(namespace, argv);
    case 'local-interfaces':
      // No process namespace ends what is started here: it dies with its parent.
      return insidePrivateNamespaces() ? argv : ['setpriv', '--pdeathsig', 'KILL', '--', ...argv];
  }
}

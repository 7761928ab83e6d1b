import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../../base/errors.js';
import { vmNodes } from './mesh-nodes.js';

const main = fileURLToPath(new URL('./guest-exec-main.js', import.meta.url));

/**
 * argv of a program on the host that runs `argv` in the VM and stands for it: streams, signals and exit code pass
 * through, and when it dies the command in the guest dies too. Without a node it runs beside them, in the first
 * namespace of the guest. @throws PlumblineError BENCH-009
 */
export function inGuest(node: string | undefined, argv: readonly string[]): readonly string[] {
  if (node === undefined || node === 'guest') return [process.execPath, main, ...argv];
  if (!vmNodes.some((known) => known.name === node)) {
    const names = vmNodes.map((known) => known.name).join(', ');
    throw new PlumblineError('BENCH-009', { detail: `${node}; the mesh VM has ${names} and guest` });
  }
  return [process.execPath, main, 'ip', 'netns', 'exec', node, ...argv];
}

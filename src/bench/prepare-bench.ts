import type { BenchConfig } from './file/bench-config.js';
import { kernelFiles } from './vm/kernel-cache.js';

/**
 * What must be done before the private namespaces are entered, because they reach no network: the kernel of the mesh VM
 * is downloaded on first use. @throws PlumblineError BENCH-030
 */
export async function prepareBench(config: BenchConfig, onStep: (text: string) => void): Promise<void> {
  if (config.driver === 'vm') await kernelFiles(onStep);
}

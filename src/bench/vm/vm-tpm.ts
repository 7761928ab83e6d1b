import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { BenchProcess } from '../process/bench-process.js';
import { commandEnvironment } from '../process/run-command.js';
import { spawnProcess } from '../process/spawn-process.js';

/** A TPM 2.0 beside the VM. */
export interface VmTpm {
  /** Arguments of QEMU that plug it in. */
  readonly qemu: readonly string[];
  stop(): Promise<void>;
}

const patienceMs = 10_000;

/**
 * Starts swtpm for a VM that is about to boot; undefined where it is not installed. Its state is new every time and goes
 * with it: `/run/plumbline` is memory of the private namespaces. @throws PlumblineError BENCH-008 when it ends at once
 */
export async function startTpm(log: string): Promise<VmTpm | undefined> {
  const folders = (commandEnvironment()['PATH'] ?? '').split(':');
  if (!folders.some((folder) => existsSync(join(folder, 'swtpm')))) return undefined;
  // Unix sockets have short names (108 bytes).
  const folder = mkdtempSync('/run/plumbline/tpm-');
  const socket = join(folder, 'ctrl');
  const there = appears(folder, socket);
  const argv = ['swtpm', 'socket', '--tpm2', '--tpmstate', `dir=${folder}`, '--ctrl', `type=unixio,path=${socket}`];
  const child: BenchProcess = await spawnProcess(argv, { name: 'swtpm', log });
  await Promise.race([there, child.ended]);
  return {
    qemu: [
      ...['-chardev', `socket,id=tpm,path=${socket}`],
      ...['-tpmdev', 'emulator,id=tpm0,chardev=tpm', '-device', 'tpm-crb,tpmdev=tpm0'],
    ],
    stop: async () => {
      await child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the file is there, or after the patience: QEMU then says what is wrong. */
function appears(folder: string, file: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder);
    const end = () => {
      clearTimeout(timer);
      watcher.close();
      resolve();
    };
    const timer = setTimeout(end, patienceMs);
    watcher.on('change', () => existsSync(file) && end());
    if (existsSync(file)) end();
  });
}

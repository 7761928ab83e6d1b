import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess } from '../process/bench-process.js';
import { commandEnvironment } from '../process/run-command.js';
import { spawnProcess } from '../process/spawn-process.js';
import { agentAddress, guestInit, writableTag } from './guest-init.js';
import { initramfs, initWord, shareTags } from './initramfs.js';
import { type KernelFiles, vmCacheFolder } from './kernel-cache.js';
import { vehiclePortArguments } from './vehicle-port.js';
import { startTpm } from './vm-tpm.js';

export type Accelerator = 'kvm' | 'tcg';

export interface RunningVm {
  readonly process: BenchProcess;
  readonly accelerator: Accelerator;
  readonly console: string;
}

export interface VmOptions {
  readonly kernel: KernelFiles;
  /** Shared with the guest at the same path, read and write. */
  readonly folder: string;
  /** Folders of the host that the guest may write to, at the same path. */
  readonly writable: readonly string[];
  /** Command of the agent in the guest. */
  readonly agent: readonly string[];
  readonly memoryMb: number;
  readonly cpus: number;
  readonly onStep: (text: string) => void;
}

/** KVM either shows the first word of the guest within seconds or not at all. */
const kvmPatienceMs = 8000;
const bootPatienceMs = 180_000;
const pollMs = 50;

/**
 * Boots the VM: with KVM where it works on this machine, which is remembered until the next boot of the machine, else by
 * software emulation. Resolves when its agent listens.
 * @throws PlumblineError BENCH-030 where qemu is missing, BENCH-031 when it does not come up
 */
export async function startVm(options: VmOptions): Promise<RunningVm> {
  writeFileSync(join(options.folder, 'guest-init.sh'), guestInit(options.kernel, options.agent, options.writable));
  writeFileSync(join(options.folder, 'initramfs'), initramfs(options.kernel));
  const choices: readonly Accelerator[] = kvmMayWork() ? ['kvm', 'tcg'] : ['tcg'];
  let last: RunningVm | undefined;
  for (const accelerator of choices) {
    options.onStep(`qemu with ${accelerator === 'kvm' ? 'KVM' : 'software emulation'}`);
    last = await boot(options, accelerator);
    if (await consoleShows(last, initWord, accelerator === 'kvm' ? kvmPatienceMs : bootPatienceMs)) break;
    await last.process.kill();
    if (accelerator === 'kvm') rememberNoKvm();
  }
  const vm = last!;
  if (vm.process.running && (await consoleShows(vm, 'PLUMBLINE-AGENT', bootPatienceMs))) return vm;
  await vm.process.kill();
  const said = readConsole(vm.console).trim().split('\n').slice(-3).join(' | ');
  throw new PlumblineError('BENCH-031', { place: vm.console, detail: said || 'the console is empty' });
}

async function boot(options: VmOptions, accelerator: Accelerator): Promise<RunningVm> {
  const consoleFile = join(options.folder, 'logs', `console-${accelerator}.log`);
  rmSync(consoleFile, { force: true });
  const tpm = await startTpm(join(options.folder, 'logs', 'swtpm.log'));
  const argv = [...qemuArguments(options, accelerator, consoleFile), ...(tpm?.qemu ?? [])];
  const program = commandEnvironment()
    ['PATH']!.split(':')
    .some((folder) => existsSync(join(folder, argv[0]!)));
  if (!program) throw new PlumblineError('BENCH-030', { place: argv[0]!, detail: 'is not installed' });
  const child = await spawnProcess(argv, { name: 'qemu', log: join(options.folder, 'logs', 'qemu.log') });
  void child.ended.then(() => tpm?.stop());
  return { process: child, accelerator, console: consoleFile };
}

function qemuArguments(o: VmOptions, accelerator: Accelerator, consoleFile: string): readonly string[] {
  const { guest, host, port } = agentAddress;
  const init = `plumbline.init=${join(o.folder, 'guest-init.sh')}`;
  return [
    'qemu-system-x86_64',
    ...(accelerator === 'kvm'
      ? ['-accel', 'kvm', '-cpu', 'host']
      : ['-accel', 'tcg,thread=multi,tb-size=256', '-cpu', 'max']),
    ...['-M', 'q35', '-m', String(o.memoryMb), '-smp', String(o.cpus)],
    ...['-kernel', o.kernel.image, '-initrd', join(o.folder, 'initramfs')],
    ...['-append', `console=ttyS0 quiet panic=-1 mitigations=off nokaslr random.trust_cpu=on tsc=reliable ${init}`],
    ...['-display', 'none', '-serial', `file:${consoleFile}`, '-monitor', 'none', '-no-reboot', '-nodefaults'],
    '-virtfs',
    `local,path=/,security_model=none,readonly=on,multidevs=remap,mount_tag=${shareTags.root}`,
    '-virtfs',
    `local,path=${o.folder},security_model=none,multidevs=remap,mount_tag=${shareTags.bench}`,
    ...o.writable.flatMap((path, i) => [
      '-virtfs',
      `local,path=${path},security_model=none,multidevs=remap,mount_tag=${writableTag(i)}`,
    ]),
    ...['-device', 'virtio-rng-pci'],
    // Nothing leaves the machine: the guest reaches nobody, only the bench reaches the agent.
    ...['-netdev', `user,id=n0,restrict=on,hostfwd=tcp:${host}:${port}-${guest}:${port}`],
    ...['-device', 'virtio-net-pci,netdev=n0,romfile='],
    ...vehiclePortArguments(),
  ];
}

async function consoleShows(vm: RunningVm, word: string, patienceMs: number): Promise<boolean> {
  // A file has no event that says more than "look again"; the serial port of a VM can only be a file or a socket.
  for (let waited = 0; waited < patienceMs && vm.process.running; waited += pollMs) {
    if (readConsole(vm.console).includes(word)) return true;
    await sleep(pollMs);
  }
  return readConsole(vm.console).includes(word);
}

function readConsole(file: string): string {
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

const noKvmFile = () => join(vmCacheFolder(), 'kvm-does-not-boot');
const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function kvmMayWork(): boolean {
  if (!existsSync('/dev/kvm')) return false;
  return !(existsSync(noKvmFile()) && readFileSync(noKvmFile(), 'utf8') === bootId());
}

function rememberNoKvm(): void {
  writeFileSync(noKvmFile(), bootId());
}

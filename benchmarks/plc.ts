// npm run benchmark -- plc: tone maps of known SNR, rates and firmware in the simulated modem against what the probe
// measures, beside Debian's plctool, plcrate and plctone on the same line. The last line counts agreements.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/base/project-root.js';
import { loadedToneMap } from '../src/bench/devices/plc-modem/loaded-tone-map.js';
import type { PowerLineProcessOptions } from '../src/bench/devices/plc-modem/main.js';
import { PowerLineControl } from '../src/bench/devices/plc-modem/power-line-control.js';
import { SeededRandom } from '../src/bench/devices/seeded-random.js';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { mustRun, runCommand } from '../src/bench/process/run-command.js';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import { measurePlcLink } from '../src/probes/plc-link/measure-plc-link.js';
import { allCarriers, modulationSnrDb } from '../src/wire/homeplug/tone-map.js';

const peer = '00:b0:52:00:00:03';
const random = new SeededRandom(11);
const fill = (snr: (carrier: number) => number) => Array.from({ length: allCarriers }, (_, carrier) => snr(carrier));
const settings: readonly { readonly name: string; readonly slots: readonly (readonly number[])[] }[] = [
  { name: 'flat 28 dB', slots: [fill(() => 28), fill(() => 28)] },
  { name: 'flat 16 dB', slots: [fill(() => 16), fill(() => 16)] },
  { name: 'falling 36 to 0 dB', slots: [fill((c) => 36 - c / 32), fill((c) => 36 - c / 32)] },
  { name: 'notches', slots: [fill((c) => (c % 100 < 20 ? 0 : 22)), fill((c) => (c % 100 < 20 ? 0 : 22))] },
  { name: 'two slots, 22 and 10 dB', slots: [fill(() => 22), fill(() => 10)] },
  { name: 'random 0 to 40 dB', slots: [fill(() => 40 * random.uniform()), fill(() => 40 * random.uniform())] },
  { name: '917 carriers, 25 dB', slots: [fill(() => 25).slice(0, 917), fill(() => 25).slice(0, 917)] },
];

/** Mean over carriers that carry bits in some slot, straight from what was set. */
function truth(slots: readonly (readonly number[])[]): number {
  const maps = slots.map(loadedToneMap);
  const active = maps[0]!.map((_, carrier) => carrier).filter((carrier) => maps.some((map) => map[carrier]! > 0));
  const sum = maps.reduce(
    (all, map) => all + active.reduce((one, carrier) => one + modulationSnrDb[map[carrier]!]!, 0),
    0,
  );
  return sum / (active.length * slots.length);
}

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  await mustRun(['ip', 'link', 'add', 'line0', 'type', 'veth', 'peer', 'name', 'eth1']);
  await mustRun(['ip', 'link', 'add', 'line1', 'type', 'veth', 'peer', 'name', 'far1']);
  for (const device of ['line0', 'eth1', 'line1', 'far1'])
    await mustRun(['ip', 'link', 'set', device, 'addrgenmode', 'none', 'up']);
  const options: PowerLineProcessOptions = {
    stations: [{ interface: 'line0' }, { interface: 'line1' }],
    controlSocket: join(folder, 'control'),
  };
  const main = join(projectRoot(), 'dist/src/bench/devices/plc-modem/main.js');
  const line = await spawnProcess([process.execPath, main, JSON.stringify(options)], {
    name: 'power-line',
    log: join(folder, 'line.log'),
    ready: /"event":"ready"/,
  });
  const control = new PowerLineControl(join(folder, 'control'));
  let agreed = 0;
  const checks: boolean[] = [];
  const check = (ok: boolean) => {
    checks.push(ok);
    if (ok) agreed++;
    return ok ? 'yes' : 'NO';
  };
  try {
    console.log('tone map                  set (dB)   probe (dB)  plctone (dB)  agree');
    for (const { name, slots } of settings) {
      await control.set(0, { toneMapSnrDb: slots });
      const link = await measurePlcLink({ interface: 'eth1' });
      const measured = link.peers[0]?.snr.meanDb;
      const tool = await runCommand(['plctone', '-i', 'eth1', '-sh', 'local', peer.toUpperCase()]);
      // The first SNR line is the one of the carriers; its last column the mean of the slots.
      const printed = /^ SNR,(.*)$/m.exec(tool.stdout)?.[1]?.split(',').at(-1)?.trim();
      const set = truth(slots);
      const ok = measured !== undefined && Math.abs(measured - set) < 1e-9 && printed === measured.toFixed(3);
      console.log(
        [
          name.padEnd(26),
          set.toFixed(3).padEnd(11),
          (measured?.toFixed(3) ?? '-').padEnd(12),
          (printed ?? 'not run').padEnd(14),
          check(ok),
        ].join(''),
      );
    }
    for (const [tx, rx] of [
      [9, 8],
      [4, 7],
      [10, 1],
    ] as const) {
      await control.set(0, { txMbps: tx, rxMbps: rx });
      const link = await measurePlcLink({ interface: 'eth1' });
      const station = link.networks[0]?.stations[0];
      const { stdout } = await runCommand(['plcrate', '-i', 'eth1', '-n', 'local']);
      const rates = [...stdout.matchAll(/(?:TX|RX) (\d+) mbps/g)].map((match) => Number(match[1]));
      const ok = station?.txMbps === tx && station.rxMbps === rx && rates.join() === `${tx},${rx}`;
      console.log(
        `PHY rate ${tx}/${rx}: probe ${station?.txMbps}/${station?.rxMbps}, plcrate ${rates.join('/') || 'not run'}  ${check(ok)}`,
      );
    }
    for (const firmware of ['MAC-QCA7000-1.1.0.730-04-20140815-FINAL', 'MAC-QCA7005-1.2.5.3207-00-20200910-CS']) {
      await control.set(0, { firmware });
      const link = await measurePlcLink({ interface: 'eth1' });
      const { stdout, stderr } = await runCommand(['plctool', '-i', 'eth1', '-r', 'local']);
      const ok = link.modem?.firmware.text === firmware && (stdout + stderr).includes(firmware);
      console.log(
        `firmware ${firmware}: probe ${link.modem?.firmware.version}, plctool ${(stdout + stderr).includes(firmware)}  ${check(ok)}`,
      );
    }
  } finally {
    await control.close();
    await line.stop();
    rmSync(folder, { recursive: true });
  }
  console.log(`agreed ${agreed} of ${checks.length}`);
  return agreed === checks.length ? 0 : 1;
});

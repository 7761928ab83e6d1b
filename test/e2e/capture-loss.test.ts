import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { mustRun } from '../../src/bench/process/run-command.js';
import { EvidenceCaptures } from '../../src/cli/run/evidence-captures.js';
import { chooseCaptureTool } from '../../src/probes/capture/capture-tool.js';
import { readCaptureFile } from '../../src/probes/capture/read-capture-file.js';
import { buildResults } from '../../src/record/build-results.js';
import type { EventOf, RunEvent } from '../../src/record/events.js';
import { EvidenceRegistry } from '../../src/record/evidence.js';
import { type Journal, openJournal } from '../../src/record/journal.js';
import type { SealedEvent } from '../../src/record/journal-line.js';
import { runFiles } from '../../src/record/run-folder.js';
import { sampleEvents } from '../support/sample-run.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const datagram = Buffer.alloc(1200, 0x61);
const tool = chooseCaptureTool().name;
/** Nobody answers behind it: what is sent is captured once and gone. */
const device = 'near0';
const skip = tool === 'tcpdump' ? false : `${tool} cannot be asked for its counters while it runs`;

/** A run of one case on `lo`, as far as its captures are concerned. */
class SmallRun {
  readonly sealed: SealedEvent[] = [];
  readonly #journal: Journal;
  readonly captures: EvidenceCaptures;
  readonly #waiting = new Set<() => void>();

  /** @param journal folder of the journal, which a full disk of the evidence must not stop */
  constructor(
    readonly folder: string,
    journal: string,
    bufferKib?: number,
  ) {
    this.#journal = openJournal(join(journal, `${basename(folder)}.jsonl`));
    this.#journal.listen((event) => {
      this.sealed.push(event as SealedEvent);
      for (const look of [...this.#waiting]) look();
    });
    const [started] = sampleEvents().map(({ event }) => event);
    if (started?.type !== 'run-started') throw new Error('the sample run does not start');
    this.#journal.append(started);
    const secrets = { keylog: join(folder, 'none.keylog'), withhold: false };
    const evidence = new EvidenceRegistry(folder, this.#journal);
    this.captures = new EvidenceCaptures(evidence, this.#journal, secrets, { bufferKib, watchMs: 100 });
  }

  async start(): Promise<void> {
    const mesh = { role: 'mesh', name: device, namespace: undefined, address: '::1', mac: '00:00:00:00:00:00' };
    const bench = { interfaces: { mesh: { ...mesh, peerAddress: undefined, peerNamespace: undefined } } };
    await this.captures.start(bench as unknown as Bench);
  }

  begin(caseId: string): void {
    const facts = { title: 'a case', purpose: 'to be captured', area: 'capture', requirements: [] };
    this.#journal.append({ type: 'case-started', caseId, ...facts });
  }

  async end(): Promise<void> {
    await this.captures.stop();
    await this.#journal.close();
  }

  /** The first event that `wanted` accepts, from the start. */
  async seen(wanted: (event: RunEvent) => boolean): Promise<void> {
    if (this.sealed.some(wanted)) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('it was not told within 10 s')), 10_000);
      const look = () => {
        if (!this.sealed.some(wanted)) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  get warnings(): readonly EventOf<'warning'>[] {
    return this.sealed.filter((event): event is SealedEvent & EventOf<'warning'> => event.type === 'warning');
  }

  /** What `results.json` and the reports say. */
  get told(): readonly { readonly caseId?: string; readonly code?: string; readonly text: string }[] {
    return buildResults(this.sealed).warnings;
  }
}

async function send(count: number): Promise<void> {
  const socket = createSocket('udp4');
  for (let i = 0; i < count; i++) {
    // A datagram that is taken at once is told in the same turn of the event loop: others must have theirs.
    if (i % 50 === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    await new Promise<void>((resolve, reject) =>
      socket.send(datagram, 9, '192.0.2.9', (error) => (error === null ? resolve() : reject(error))),
    );
  }
  await new Promise<void>((resolve) => socket.close(resolve));
}

async function packetsIn(file: string): Promise<number> {
  let packets = 0;
  for await (const items of readCaptureFile(file)) {
    for (const { kind } of items) if (kind === 'packet') packets++;
  }
  return packets;
}

describe('what an evidence capture loses is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  const made: string[] = [];
  const newFolder = async (name: string, sizeKib?: number): Promise<string> => {
    const path = join(folder, name);
    await mustRun(['mkdir', '-p', path]);
    if (sizeKib !== undefined) {
      await mustRun(['mount', '-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', path]);
      made.push(path);
    }
    await mustRun(['mkdir', '-p', join(path, runFiles.evidence)]);
    return path;
  };
  before(async () => {
    await mustRun(['ip', 'link', 'add', device, 'type', 'veth', 'peer', 'name', 'far0']);
    await mustRun(['ip', 'link', 'set', 'far0', 'up']);
    await mustRun(['ip', 'address', 'add', '192.0.2.1/24', 'dev', device]);
    await mustRun(['ip', 'link', 'set', device, 'up']);
    const neighbour = ['192.0.2.9', 'lladdr', '02:00:00:00:00:09', 'dev', device];
    await mustRun(['ip', 'neighbour', 'add', ...neighbour, 'nud', 'permanent']);
  });
  after(async () => {
    for (const path of made) await mustRun(['umount', '--lazy', path]);
    rmSync(folder, { recursive: true });
  });

  it('drops of the kernel: how many, when and in which case; sent = in the file + told', { skip }, async () => {
    const run = new SmallRun(await newFolder('drops'), folder, 512);
    await run.start();
    run.begin('CASE-1');
    // It cannot read: half a mebibyte is full after some hundred datagrams.
    const pid = await captureProcess();
    process.kill(pid, 'SIGSTOP');
    const sent = 3000;
    await send(sent);
    process.kill(pid, 'SIGCONT');
    await run.seen((event) => event.type === 'log' && /loses packets/.test(event.text));
    await run.end();
    const written = await packetsIn(join(run.folder, runFiles.evidence, `${device}.pcapng`));
    const total = run.told.find(({ text }) => /lost \d+ packets in all/.test(text));
    const lost = Number(/lost (\d+) packets in all/.exec(total?.text ?? '')?.[1]);
    assert.ok(lost > 0, JSON.stringify(run.told));
    // The kernel itself says a few words on a fresh link.
    const beyond = written + lost - sent;
    assert.ok(beyond >= 0 && beyond < 30, `${written} in the file + ${lost} lost, of ${sent} sent`);
    const ofCase = run.told.find(({ caseId, code }) => caseId === 'CASE-1' && code === 'PROBES-055');
    assert.match(
      ofCase?.text ?? '',
      /kernel's buffer was full\) from 20.*Z to 20.*Z: it does not show all of case CASE-1/,
    );
  });

  it('a capture tool that is killed: the file is kept, and what came after it is told to be missing', async () => {
    const run = new SmallRun(await newFolder('killed'), folder);
    await run.start();
    await send(50);
    run.begin('CASE-2');
    process.kill(await captureProcess(), 'SIGKILL');
    await run.seen((event) => event.type === 'log' && /ended by itself/.test(event.text));
    await send(5);
    await run.end();
    assert.ok(run.sealed.some((event) => event.type === 'evidence' && event.path.includes(`${device}.pcap`)));
    const ofCase = run.told.find(({ caseId }) => caseId === 'CASE-2');
    assert.match(ofCase?.text ?? '', /ended by itself \(\w+: SIGKILL\) and holds nothing from .* to .*case CASE-2/);
    assert.ok(run.told.some(({ text }) => /how many packets it lost is not known/.test(text)));
  });

  it('a full disk, of which tcpdump says nothing: what was not written is counted', { skip }, async () => {
    const run = new SmallRun(await newFolder('full', 1024), folder);
    await run.start();
    run.begin('CASE-3');
    const isTold = (event: RunEvent) => event.type === 'log' && /not being written/.test(event.text);
    // A mebibyte is full after the second go; packets must come between two looks at the file that has stopped growing.
    const deadline = performance.now() + 20_000;
    while (performance.now() < deadline && !run.sealed.some(isTold)) await send(600);
    await run.seen(isTold);
    await run.end();
    const file = ['pcap', 'pcapng']
      .map((type) => `${device}.${type}`)
      .map((name) => join(run.folder, runFiles.evidence, name))
      .find(existsSync);
    assert.ok(file !== undefined, 'the evidence is kept');
    const ofCase = run.warnings.find(({ caseId }) => caseId === 'CASE-3');
    assert.match(ofCase?.text ?? '', /did not write about \d+ packets that it had read \(a full disk\?\) from/);
    assert.ok(
      run.warnings.some(({ text }) => /were not written \(a full disk\?\)/.test(text)),
      JSON.stringify(run.warnings),
    );
  });
});

/** The process of the only capture tool in these namespaces. */
async function captureProcess(): Promise<number> {
  const found = await mustRun(['pgrep', '-x', tool]);
  return Number(found.trim().split('\n')[0]);
}

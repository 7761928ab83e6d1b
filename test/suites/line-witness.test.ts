import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MmeDefinition } from '../../src/wire/homeplug/define-mme.js';
import { broadcastAddress, encodeMmeFrame, localModemAddress } from '../../src/wire/homeplug/encode-mme.js';
import { attenCharInd } from '../../src/wire/homeplug/messages/cm-atten-char.js';
import { setKeyCnf, setKeyReq } from '../../src/wire/homeplug/messages/cm-set-key.js';
import { slacMatchCnf } from '../../src/wire/homeplug/messages/cm-slac-match.js';
import { slacParmCnf, slacParmReq } from '../../src/wire/homeplug/messages/cm-slac-parm.js';
import { nwInfoCnf, nwInfoReq } from '../../src/wire/homeplug/messages/vs-nw-info.js';
import { swVerCnf } from '../../src/wire/homeplug/messages/vs-sw-ver.js';
import type { MmeFields, MmeValue } from '../../src/wire/homeplug/mme-field.js';
import { decodeMmeFrame, type MmeFrame, mmeValue } from '../../src/wire/homeplug/mme-frame.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import { answersAnew, doubtSilence } from '../../suites/iso15118-3/line-witness.js';
import { expectNoMessage, expectNothingElse } from '../../suites/iso15118-3/other-messages.js';
import type { PilotWatch } from '../../suites/iso15118-3/pilot-watch.js';
import { SlacScene } from '../../suites/iso15118-3/slac-scene.js';
import type { SeenMme, SlacLine } from '../../suites/iso15118-3/slac-wire.js';

const definition: CaseDefinition = {
  ...{ id: 'T_LINE', title: 'a line', purpose: 'to be heard', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'valid' },
};
const vehicle = '02:00:00:00:00:01';
const ownModem = '00:b0:52:00:00:02';
const charger = '02:00:00:00:0a:01';
const chargersModem = '00:b0:52:00:00:03';

/** What lives on the line. */
interface Life {
  /** The vehicle's own modem answers its host. */
  readonly ownModem?: boolean;
  /** The charger's modem is in the network, and answers there. */
  readonly member?: 'alive' | 'remembered';
  /** The charger answers this matching, counted from 1, and all later ones. */
  readonly answersFrom?: number;
}

/** A line whose far ends are as told; what is sent shows in the capture at once. */
class FakeLine implements SlacLine {
  readonly mac = vehicle;
  readonly #seen: SeenMme[] = [];
  #asked = 0;

  constructor(private readonly life: Life) {}

  get now(): number {
    return this.#seen.length;
  }

  after(number: number): readonly SeenMme[] {
    return this.#seen.filter((one) => one.number > number);
  }

  async until<T>(found: () => T | undefined): Promise<T | undefined> {
    return found();
  }

  async newlyLost(): Promise<number> {
    return 0;
  }

  /** @throws Error for bytes that are no management message */
  send(bytes: Uint8Array): void {
    this.show(bytes);
    const frame = decodeMmeFrame(bytes)!;
    if (frame.destination === localModemAddress) this.#ownModem(frame);
    if (frame.destination === chargersModem && this.life.member === 'alive')
      this.from(chargersModem, swVerCnf, { ...nothing, Version: 'MAC-QCA7000', Cookie: 1 });
    if (mmeValue(frame.mme, slacParmReq) === undefined) return;
    this.#asked += 1;
    if (this.#asked >= (this.life.answersFrom ?? Number.POSITIVE_INFINITY))
      this.from(charger, slacParmCnf, { ...parameters, RunID: String(mmeValue(frame.mme, slacParmReq)?.RunID) });
  }

  /** A message to the vehicle. */
  from<F extends MmeFields>(source: string, message: MmeDefinition<F>, value: MmeValue<F>): void {
    this.show(encodeMmeFrame({ destination: vehicle, source }, message, value));
  }

  show(bytes: Uint8Array): void {
    const number = this.#seen.length + 1;
    this.#seen.push({ ns: BigInt(number) * 1_000_000n, number, ...decodeMmeFrame(bytes)! });
  }

  #ownModem({ mme }: MmeFrame): void {
    if (this.life.ownModem === false) return;
    if (mmeValue(mme, setKeyReq) !== undefined)
      this.from(ownModem, setKeyCnf, { ...keyAnswer, MyNonce: 'AAAAAAAA', YourNonce: 'AAAAAAAA' });
    if (mmeValue(mme, nwInfoReq) !== undefined) this.from(ownModem, nwInfoCnf, network(this.life.member !== undefined));
  }
}

const nothing = { Status: 0, DeviceClass: 0, VersionLength: 12, Ident: 0, Stepping: 0 };
const keyAnswer = { Result: 1, Pid: 4, Prn: 0, Pmn: 0, CcoCapability: 0 };
const parameters = {
  ...{ MSoundTarget: broadcastAddress, NumSounds: 10, TimeOut: 6, ResponseType: 1 },
  ...{ ForwardingSta: vehicle, ApplicationType: 0, SecurityType: 0 },
};

function network(hasMember: boolean): MmeValue<(typeof nwInfoCnf)['fields']> {
  const rates = { AverageTx: 9, Coupling: 0, AverageRx: 9 };
  const member = { Mac: chargersModem, Tei: 2, BridgedAddress: charger, ...rates };
  const stations = hasMember ? [member] : [];
  const base = { Nid: '00'.repeat(7), Snid: 5, Tei: 1, Role: 0, CcoMac: ownModem, CcoTei: 1 };
  return {
    ...{ SubVersion: 1, DataLength: 34 + 24 * stations.length, NetworkCount: 1 },
    Networks: [{ ...base, StationCount: stations.length, Stations: stations }],
  };
}

function setUp(life: Life) {
  const recorder = { record: () => undefined, flush: async () => {}, close: async () => {} };
  const run = new CaseRun('T_LINE@test', definition, recorder, []);
  run.step('test', 'When nothing comes');
  const line = new FakeLine(life);
  const pilot = { set: async () => 0n, signal: async () => ({ kind: 'steady' }) } as unknown as PilotWatch;
  const scene = new SlacScene({} as Harness, run, line, pilot);
  scene.pause = async () => undefined;
  return { run, line, scene };
}

describe('an answer that does not come over the power line', () => {
  const look = async ({ line, scene }: ReturnType<typeof setUp>, late?: () => void) => {
    const request = await scene.sent(slacParmReq, () => scene.vehicle.askParameters());
    late?.();
    assert.ok(line.now > 0);
    await scene.expectReply(request, slacMatchCnf, 'TT_match_response', 200);
  };
  const heard = /CM_SLAC_MATCH\.CNF comes: expected within TT_match_response, 200 ms, observed none; the line is there/;

  it('is the line’s doing, as far as anybody can tell, where nothing is heard of the charger', async () => {
    const all = setUp({});
    await assert.rejects(() => look(all), CaseStopped);
    assert.equal(all.run.verdict, 'inconc');
    assert.match(all.run.reason, /^the link: nothing of the charger was heard on the power line any more/);
  });

  it('is the charger’s where it says something else', async () => {
    const all = setUp({});
    const other = () => all.line.from(charger, slacParmCnf, { ...parameters, RunID: '00'.repeat(8) });
    await assert.rejects(() => look(all, other), CaseStopped);
    assert.equal(all.run.verdict, 'fail');
    assert.match(all.run.reason, heard);
  });

  it('is the charger’s where its modem answers in the network, though its host says nothing', async () => {
    const all = setUp({ member: 'alive' });
    await assert.rejects(() => look(all), CaseStopped);
    assert.equal(all.run.verdict, 'fail');
    assert.match(all.run.reason, /the line is there: the capture shows VS_SW_VER\.CNF of 00:b0:52:00:00:03/);
  });

  it('is not the charger’s where our modem remembers its modem only', async () => {
    const all = setUp({ member: 'remembered' });
    await assert.rejects(() => look(all), CaseStopped);
    assert.equal(all.run.verdict, 'inconc');
  });

  it('is the charger’s where it answers a good matching afterwards, however late', async () => {
    for (const answersFrom of [2, 9]) {
      const all = setUp({ answersFrom });
      await assert.rejects(() => look(all), CaseStopped);
      assert.equal(all.run.verdict, 'fail', String(answersFrom));
      assert.match(all.run.reason, heard);
    }
  });

  it('is nobody’s finding on the way to the starting state: inconclusive, and nothing more is asked', async () => {
    const all = setUp({ answersFrom: 2 });
    all.run.step('preamble', 'Given a vehicle');
    await assert.rejects(() => look(all), CaseStopped);
    assert.equal(all.run.verdict, 'inconc');
    assert.equal(all.line.now, 1);
  });

  it('is an error of the harness where its own modem is silent', async () => {
    const all = setUp({ ownModem: false });
    await assert.rejects(() => look(all), CaseStopped);
    assert.equal(all.run.verdict, 'error');
    assert.match(all.run.reason, /the modem of the harness does not answer VS_NW_INFO\.REQ/);
  });

  it('is not excused by what was heard before', async () => {
    const all = setUp({});
    all.line.from(charger, attenCharInd, {} as MmeValue<(typeof attenCharInd)['fields']>);
    await assert.rejects(() => doubtSilence(all.scene, all.line.now), CaseStopped);
    assert.equal(all.run.verdict, 'inconc');
  });
});

describe('the stations of our own modem', () => {
  it('are counted by what it tells', async () => {
    const { scene } = setUp({ member: 'alive' });
    assert.deepEqual(await scene.modem.stations(), { count: 1, modems: [chargersModem] });
    assert.equal((await setUp({}).scene.modem.stations()).count, 0);
    assert.equal(await setUp({}).scene.untilStations((count) => count > 0, 0, 0n), undefined);
  });

  it('are no finding about the charger where it tells nothing', async () => {
    const asks: readonly ((scene: SlacScene) => Promise<unknown>)[] = [
      (scene) => scene.modem.stations(),
      (scene) => scene.untilStations((count) => count > 0, 0, 0n),
      (scene) => scene.modem.leaveNetwork(),
    ];
    for (const ask of asks) {
      const { run, scene } = setUp({ ownModem: false });
      await assert.rejects(() => ask(scene), CaseStopped);
      assert.equal(run.verdict, 'error');
    }
  });
});

describe('messages that nobody asked for', () => {
  const report = {} as MmeValue<(typeof attenCharInd)['fields']>;
  const looks = [expectNothingElse, expectNoMessage];
  const lookAt = (show: (line: FakeLine) => void) =>
    looks.map((look) => {
      const { run, line, scene } = setUp({ answersFrom: 1 });
      show(line);
      look(scene, 0);
      return run.verdict;
    });

  it('fail a charger that sends them to the vehicle or to all', () => {
    const toAll = encodeMmeFrame({ destination: broadcastAddress, source: charger }, attenCharInd, report);
    assert.deepEqual(
      lookAt((line) => line.from(charger, attenCharInd, report)),
      ['fail', 'fail'],
    );
    assert.deepEqual(
      lookAt((line) => line.show(toAll)),
      ['fail', 'fail'],
    );
  });

  it('are neither the confirmation that is waited for, nor what our own modem says or others say to each other', () => {
    const elsewhere = { destination: chargersModem, source: charger };
    const ask = (line: FakeLine) => {
      line.send(encodeMmeFrame({ destination: localModemAddress, source: vehicle }, nwInfoReq, {}));
      line.show(encodeMmeFrame(elsewhere, nwInfoReq, {}));
    };
    assert.deepEqual(lookAt(ask), ['pass', 'pass']);
    const confirmed = (line: FakeLine) => line.from(charger, slacParmCnf, { ...parameters, RunID: '00'.repeat(8) });
    assert.deepEqual(lookAt(confirmed), ['pass', 'fail']);
  });
});

describe('a charger whose silence, or whose leave, a case has seen', () => {
  it('must answer a good matching afterwards', async () => {
    assert.equal(await answersAnew(setUp({ answersFrom: 3 }).scene), true);
    assert.equal(await answersAnew(setUp({}).scene), false);
    for (const [answersFrom, verdict] of [
      [1, 'none'],
      [100, 'inconc'],
    ] as const) {
      const { run, scene } = setUp({ answersFrom });
      scene.countSilence();
      await scene.lookForLife();
      assert.equal(run.verdict, verdict);
    }
  });
});

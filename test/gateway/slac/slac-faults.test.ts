import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../../src/gateway/faults/faults.js';
import { slacFaults } from '../../../src/gateway/faults/slac-faults.js';
import { SteeredVehicle } from '../../../src/peers/slac/steered-vehicle.js';
import { SlacBench } from '../../support/slac-bench.js';

const station = '02:00:00:00:0e:01';

/** A steered vehicle and a charger with faults at one line. */
class Scene extends SlacBench {
  readonly steered: SteeredVehicle;

  constructor(names: readonly FaultName[]) {
    super({ stations: [{ faults: parseFaults(names), validation: 'ready' }] });
    Object.assign(this.vehicles[0]!, { receive: () => undefined });
    this.steered = new SteeredVehicle({
      mac: '02:00:00:00:0a:01',
      clock: this.clock,
      random: (length) => new Uint8Array(length).fill(7),
      send: (frame) => this.line.receive(0, frame),
    });
    this.steered.station = station;
  }

  async toReported(): Promise<void> {
    await this.plugIn();
    this.steered.askParameters();
    await this.pass(5);
    await this.until(this.steered.announce());
    await this.until(this.steered.sound());
    await this.pass(5);
  }

  async toSounded(): Promise<void> {
    await this.toReported();
    this.steered.confirmReport();
    await this.pass(5);
  }
}

/** What each fault changes: a count of messages of the charger that differs from the clean one, after the same stimulus. */
const effects: Partial<Record<FaultName, { readonly label: string; readonly act: (scene: Scene) => Promise<void> }>> = {
  'slac-any-types': {
    label: 'CM_SLAC_PARM.CNF',
    act: async (scene) => {
      await scene.plugIn();
      scene.steered.askParameters({ ApplicationType: 255 });
      await scene.pass(5);
    },
  },
  'slac-answers-unplugged': {
    label: 'CM_SLAC_PARM.CNF',
    act: async (scene) => {
      scene.steered.askParameters();
      await scene.pass(5);
    },
  },
  'slac-late-start': {
    label: 'CM_ATTEN_CHAR.IND',
    act: async (scene) => {
      await scene.plugIn();
      scene.steered.askParameters();
      await scene.pass(650);
      await scene.until(scene.steered.announce());
      await scene.until(scene.steered.sound());
      await scene.pass(100);
    },
  },
  'slac-report-forever': {
    label: 'CM_ATTEN_CHAR.IND',
    act: async (scene) => {
      await scene.toReported();
      await scene.pass(2000);
    },
  },
  'slac-any-response': {
    label: 'CM_SLAC_MATCH.CNF',
    act: async (scene) => {
      await scene.toReported();
      scene.steered.confirmReport({ RunID: 'FF'.repeat(8) });
      await scene.pass(5);
      scene.steered.askMatch();
      await scene.pass(5);
    },
  },
  'slac-no-match-confirmation': {
    label: 'CM_SLAC_MATCH.CNF',
    act: async (scene) => {
      await scene.toSounded();
      scene.steered.askMatch();
      await scene.pass(5);
    },
  },
  'slac-match-once': {
    label: 'CM_SLAC_MATCH.CNF',
    act: async (scene) => {
      await scene.toSounded();
      scene.steered.askMatch();
      scene.steered.askMatch();
      await scene.pass(5);
    },
  },
  'slac-any-vehicle-address': {
    label: 'CM_SLAC_MATCH.CNF',
    act: async (scene) => {
      await scene.toSounded();
      scene.steered.askMatch({ PevMac: '00:00:00:00:00:00' });
      await scene.pass(5);
    },
  },
  'slac-session-never-ends': {
    label: 'CM_SLAC_MATCH.CNF',
    act: async (scene) => {
      await scene.toSounded();
      await scene.pass(10_100);
      scene.steered.askMatch();
      await scene.pass(5);
    },
  },
  'slac-any-validation-result': {
    label: 'CM_VALIDATE.CNF',
    act: async (scene) => {
      await scene.toSounded();
      scene.steered.validate();
      await scene.pass(5);
      scene.steered.validate(5, { Result: 2 });
      await scene.pass(1000);
    },
  },
};

for (const [name, { label, act }] of Object.entries(effects)) {
  test(`${name}: ${slacFaults[name as keyof typeof slacFaults].behaviour}`, async () => {
    const clean = new Scene([]);
    await act(clean);
    const faulty = new Scene([name as FaultName]);
    await act(faulty);
    assert.notEqual(faulty.count(label), clean.count(label), `${label}: ${clean.count(label)}`);
  });
}

test('without faults a steered vehicle that changes nothing is matched', async () => {
  const scene = new Scene([]);
  await scene.toSounded();
  scene.steered.askMatch();
  await scene.pass(5);
  assert.equal(scene.count('CM_SLAC_MATCH.CNF'), 1);
});

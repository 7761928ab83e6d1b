import assert from 'node:assert/strict';
import { clopperPearson } from '../../../src/judge/proportion.js';
import type { DirectionLoss } from '../../../src/probes/loss/direction-loss.js';
import { probeLoss, vm, vmTest } from '../mesh-vm.js';

const percent = (share: number) => (100 * share).toFixed(2);

function words({ lost, sent, late, bursts }: DirectionLoss): string {
  return `${lost} of ${sent} lost, ${percent(lost / sent)} % (${late} of them late, longest burst ${bursts?.longest ?? 0})`;
}

vmTest('loss set by netem lies in the 99 % interval of the loss probe', async (t) => {
  t.after(() => vm.mesh.restore());
  for (const set of [0, 0.05, 0.15]) {
    await vm.mesh.damage('vehicle', { loss: set });
    const { result } = await probeLoss({ host: 'fe80::1', scope: 'mesh0', count: 800, ratePerSecond: 50 });
    const { lost, sent } = result.forward;
    const { low, high } = clopperPearson(lost, sent, 0.99);
    const late = `schedule late by ${(result.lateness.max / 1000).toFixed(0)} ms at most`;
    t.diagnostic(
      `set ${set * 100} %: ${words(result.forward)} (99 %: ${percent(low)} to ${percent(high)}); ${late}; times of the ${result.timing}; way back: ${words(result.backward)}`,
    );
    assert.equal(result.timing, 'capture');
    assert.ok(low <= set && set <= high, `${set} is not in ${low}..${high}`);
    assert.equal(result.backward.lost, 0, 'the way back is whole');
  }
});

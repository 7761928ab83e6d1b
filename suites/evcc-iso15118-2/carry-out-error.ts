import type { CaseRun } from '../engine/case-run.js';
import { declareCase } from '../engine/plumbline-test.js';
import { came, isHooked, preambleMs } from './at-hook.js';
import { type Limits, lookAtEnd } from './ending.js';
import type { ErrorCase } from './error-case.js';
import { evccDefinition } from './evcc-case.js';
import { digital, EvccScene, type Script } from './evcc-scene.js';

/** Charge loops of a session that goes on until it is stopped. */
const loops = 3;
/** The published cases hold a pilot state for 0.5 s before they answer, 0.1 s in the DC loop. */
const holdMs = (at: string) => (at === 'CurrentDemandReq' ? 100 : 500);

/** Declares a case in which the SECC errs at one request. `script`: how the session differs from the usual one otherwise. */
export function declareErrorCase(one: ErrorCase, script: Script = {}): void {
  declareCase(
    evccDefinition(one.id, {
      title: one.stimulus,
      purpose: `When ${one.stimulus}, the vehicle ends the session: TCP closed, control pilot in state B, nothing more asked for.`,
      kind: one.ends.when === 'at-once' ? 'invalid' : 'timing',
      pics: one.pilot === undefined ? one.pics : and('PICS_CMN_CMN_CombinedTesting = true', one.pics),
      likelyCauses: ['the vehicle goes on as if the answer were right', 'it leaves its connection to time out'],
    }),
    async ({ harness, run }) => {
      run.step('preamble', 'Given a vehicle that is plugged in at a correct SECC');
      const plan = one.contract === undefined ? {} : { contract: one.contract };
      const scene = await EvccScene.open(harness, { stopAtLoop: loops, hooks: [one.hook], ...script }, plan);
      try {
        await carryOut(scene, run, one);
      } finally {
        scene.tell(run);
        await scene.close();
      }
    },
  );
}

async function carryOut(scene: EvccScene, run: CaseRun, one: ErrorCase): Promise<void> {
  if (!(await came(scene, run))) return;
  const stimulus = await scene.awaitOrEnd(isHooked, preambleMs);
  if (stimulus === undefined) {
    const last = scene.requests.at(-1)?.name ?? 'its connection';
    run.inconclusive(`starting state not reached: the vehicle never sent ${one.hook.at}`, `last came ${last}`);
    return;
  }
  run.step('test', `When ${one.stimulus}`);
  const { ends } = one;
  if (one.pilot !== undefined) {
    await scene.pilot?.station({ kind: one.pilot });
    await scene.secc.until((events) => events.find(({ event }) => event === 'closed'), holdMs(one.hook.at));
    scene.secc.go();
  }
  const after = scene.events.indexOf(stimulus);
  const from: Limits['from'] =
    ends.when === 'ongoing'
      ? { repeated: one.hook.at }
      : ends.when === 'at-once' && one.pilot === undefined
        ? 'answer'
        : 'request';
  const timer = ends.when === 'at-once' ? 0 : ends.most;
  await lookAtEnd(scene, run, after, { from, timer, ...(ends.when === 'at-once' ? {} : { least: ends.least }) });
  if (one.pilot !== undefined) await scene.pilot?.station(digital);
}

function and(one: string, other: string | undefined): string {
  return other === undefined ? one : `${one} and ${other}`;
}

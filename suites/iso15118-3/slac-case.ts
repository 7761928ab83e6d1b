import type { CaseDefinition } from '../engine/case-definition.js';
import { declareCase } from '../engine/plumbline-test.js';
import { type CaseWords, definitionOf, longId, publishedCase } from './published-cases.js';
import { SlacScene } from './slac-scene.js';
import { given, type StartState } from './states.js';

/** Declares a published case by the end of its id, `CMN CmSlacParm_001`; its starting state is reached before the body runs. */
export function slacCase(short: string, words: CaseWords, body: (scene: SlacScene) => Promise<void>): void {
  const id = longId(short);
  sceneCase(definitionOf(id, words), async (scene) => {
    await given(scene, publishedCase(id).state as StartState);
    await body(scene);
  });
}

/** A case at the power line; the vehicle is unplugged after it, however it ended. */
export function sceneCase(definition: CaseDefinition, body: (scene: SlacScene) => Promise<void>): void {
  declareCase(definition, async ({ harness, run }) => {
    const scene = await SlacScene.open(harness, run);
    if (scene === undefined) return;
    try {
      await body(scene);
      await scene.lookForLife();
      await scene.requireWhole();
    } finally {
      await scene.pilot.set('A');
    }
  });
}

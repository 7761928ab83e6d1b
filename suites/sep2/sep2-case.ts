import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { carryOut, caseDetails, plumblineTest } from '../engine/plumbline-test.js';
import type { Arrangement } from './arrangement.js';
import { GridBench } from './grid-bench.js';
import { GridCase } from './grid-case.js';
import { casesByProcedure, type ProcedureMap } from './procedure-map.js';

/** What a spec says about a case of the suite `sep2`; standard and published procedures are put to it here. */
export interface Sep2Words extends Pick<CaseDefinition, 'title' | 'purpose' | 'pics' | 'likelyCauses' | 'nextStep'> {
  /** Function set or subject, as in the report: `control`. */
  readonly group: string;
  /** Clause that the case rests on: never stricter than it. */
  readonly clause: string;
  readonly kind?: CaseDefinition['kind'];
}

const map = parse(readFileSync(join(projectRoot(), 'suites', 'sep2', 'procedure-map.yaml'), 'utf8')) as ProcedureMap;
const procedures = casesByProcedure(map);

/** Definition of a case; its requirements are the published procedures that it covers. */
export function sep2Definition(id: string, { group, kind = 'valid', ...words }: Sep2Words): CaseDefinition {
  const requirements = (procedures.get(id) ?? []).map((procedure) => `CSIP-AUS ${procedure}`);
  return { id, area: `IEEE 2030.5 ${group}`, kind, requirements, ...words };
}

interface GridFixture {
  readonly grid: GridBench;
}

/** Playwright Test with the grid side of the bench, one for each worker. */
const gridTest = plumblineTest.extend<object, GridFixture>({
  grid: [
    async ({ harness }, use) => {
      const grid = new GridBench(harness);
      await use(grid);
      await grid.close();
    },
    { scope: 'worker' },
  ],
});

/** Declares a case for the gateway as a client of IEEE 2030.5, on server and gateway as `arrangement` says. */
export function gridCase(
  id: string,
  words: Sep2Words,
  arrangement: Arrangement,
  body: (grid: GridCase) => Promise<void>,
): void {
  const definition = sep2Definition(id, words);
  gridTest(`${id} ${words.title}`, caseDetails(definition), async ({ harness, run, grid }, info) => {
    await carryOut(definition, { harness, run, info }, async () => {
      await grid.arrange(arrangement);
      const test = new GridCase(grid, run);
      try {
        await body(test);
      } finally {
        if (run.verdict !== 'pass') await test.trace();
      }
    });
  });
}

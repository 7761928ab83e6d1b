import type { Variant } from './variant.js';

/** Cases that run once more in their projects, with a gateway that has one fault. */
export interface FaultTrial {
  /** Name of the fault; empty: none. */
  readonly fault: string;
  readonly projects: readonly string[];
  /** Case ids. */
  readonly cases: readonly string[];
}

/** What of a Playwright project a trial needs to know; everything else is carried along. */
export interface TrialProject {
  readonly name: string;
  readonly grep?: RegExp;
  readonly grepInvert?: RegExp;
  readonly use: { readonly variant: Variant };
}

/** Name of a project, or of a configuration of the gateway, under a fault; without one its own with a mark. */
export function underFault(name: string, fault: string): string {
  return `${name}~${fault}`;
}

/** The fault in the name of a project; undefined: none was seeded by its name. */
export function faultIn(project: string): string | undefined {
  const at = project.indexOf('~');
  return at < 0 ? undefined : project.slice(at + 1);
}

/**
 * The projects of some trials: for each its own copies, with no case but those that must find the fault, and with the
 * gateway's configuration of that name. So one start of the runner tries many faults, each in a worker of its own.
 */
export function trialProjects<P extends TrialProject>(projects: readonly P[], trials: readonly FaultTrial[]): P[] {
  return trials.flatMap(({ fault, projects: wanted, cases }) =>
    projects.flatMap((project): P[] => {
      if (!wanted.includes(project.name)) return [];
      const ids = cases.filter((id) => isOf(project, id));
      if (ids.length === 0) return [];
      const { variant } = project.use;
      const gateway =
        variant.gateway === undefined || fault === '' ? {} : { gateway: underFault(variant.gateway, fault) };
      const { grepInvert: _, ...rest } = project;
      return [
        {
          ...(rest as P),
          name: underFault(project.name, fault),
          grep: new RegExp(`(^|\\s)(${ids.join('|')})\\s`),
          use: { ...project.use, variant: { ...variant, ...gateway } },
        },
      ];
    }),
  );
}

/** Projects choose their cases by id. */
function isOf({ grep, grepInvert }: TrialProject, id: string): boolean {
  return grep?.test(id) !== false && grepInvert?.test(id) !== true;
}

/** Microseconds of process CPU time for one call after a warm-up: median of the quieter half of the rounds. */
export function microseconds(work: () => unknown, rounds = 20): number {
  return microsecondsOfEach([work], rounds)[0] as number;
}

/** The same for several, which take turns, so that all of them see the machine alike and their ratios hold. */
export function microsecondsOfEach(works: readonly (() => unknown)[], rounds = 20): readonly number[] {
  const subjects = works.map((work) => ({ work, calls: warmUp(work), times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { work, calls, times } of subjects) {
      const begun = process.cpuUsage();
      for (let i = 0; i < calls; i++) kept = work();
      const { user, system } = process.cpuUsage(begun);
      times.push((user + system) / calls);
    }
  }
  return subjects.map(({ times }) => times.sort((a, b) => a - b)[rounds >> 2] as number);
}

/** The last result, kept so that no call can be optimised away. */
export let kept: unknown;

/** Calls until the optimising compiler must be done, then as many calls as take about 40 ms. */
function warmUp(work: () => unknown): number {
  // By CPU time of this process: on a busy machine the compiler's own thread gets its share late.
  const begun = process.cpuUsage();
  let calls = 0;
  let spent = 0;
  while (spent < 500_000) {
    for (let i = 0; i < 500; i++) kept = work();
    calls += 500;
    const { user, system } = process.cpuUsage(begun);
    spent = user + system;
  }
  return Math.max(50, Math.ceil((40_000 * calls) / spent));
}

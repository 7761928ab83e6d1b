/** Microseconds of process CPU time for one call after a warm-up: median of the quieter half of the rounds. */
export function microseconds(work: () => unknown, rounds = 12): number {
  const calls = warmUp(work);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = process.cpuUsage();
    for (let i = 0; i < calls; i++) kept = work();
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / calls);
  }
  times.sort((a, b) => a - b);
  return times[rounds >> 2] as number;
}

/** The last result, kept so that no call can be optimised away. */
export let kept: unknown;

/** Calls until the optimising compiler is done, then as many calls as take about 60 ms. */
function warmUp(work: () => unknown): number {
  const deadline = process.hrtime.bigint() + 250_000_000n;
  let calls = 0;
  while (process.hrtime.bigint() < deadline) {
    for (let i = 0; i < 200; i++) kept = work();
    calls += 200;
  }
  const begun = process.hrtime.bigint();
  const trial = Math.max(200, calls >> 3);
  for (let i = 0; i < trial; i++) kept = work();
  const each = Number(process.hrtime.bigint() - begun) / trial;
  return Math.max(50, Math.ceil(60_000_000 / each));
}

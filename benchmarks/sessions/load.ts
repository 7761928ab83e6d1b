/** What a client did once it was warm. */
export interface Load {
  readonly sessions: number;
  readonly seconds: number;
  /** Requests with their answers, all sessions together. */
  readonly roundTrips: number;
}

const warmUpSessions = 30;

/**
 * Runs one session after the other for some seconds and prints two lines: `{"warm":true}` before the first one that
 * counts, then the load. `session` gives the number of its round trips.
 */
export async function runLoad(seconds: number, session: () => Promise<number>): Promise<void> {
  for (let i = 0; i < warmUpSessions; i++) await session();
  console.log('{"warm":true}');
  const begun = performance.now();
  const load = { sessions: 0, seconds: 0, roundTrips: 0 };
  while (load.seconds < seconds) {
    load.roundTrips += await session();
    load.sessions += 1;
    load.seconds = (performance.now() - begun) / 1000;
  }
  console.log(JSON.stringify(load satisfies Load));
}

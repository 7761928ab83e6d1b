/** One link in the chain of trust from a report down to the bytes of its evidence. */
export interface Link {
  /** What was checked: `journal chain`, `signature of the technician`. */
  readonly name: string;
  readonly state: 'holds' | 'broken' | 'unchecked';
  /** One sentence: what holds, where it breaks, or why it cannot be checked. */
  readonly detail: string;
}

export const holds = (name: string, detail: string): Link => ({ name, state: 'holds', detail });
export const broken = (name: string, detail: string): Link => ({ name, state: 'broken', detail });
export const unchecked = (name: string, detail: string): Link => ({ name, state: 'unchecked', detail });

/** Runs a check that may stumble over damaged bytes: stumbling is itself a broken link. */
export async function guarded(
  name: string,
  check: () => Promise<readonly Link[]> | readonly Link[],
): Promise<readonly Link[]> {
  try {
    return await check();
  } catch (cause) {
    return [broken(name, cause instanceof Error ? cause.message : String(cause))];
  }
}

/** A published procedure, by its id, and what of ours covers it; or why nothing does. */
export interface ProcedureRow {
  readonly id: string;
  readonly cases?: readonly string[];
  /** Why it does not apply to a gateway, or to a server for gateways. */
  readonly notApplicable?: string;
  /** What is otherwise than there. */
  readonly remark?: string;
}

export interface ProcedureMap {
  readonly client: readonly ProcedureRow[];
  readonly server: readonly ProcedureRow[];
}

/** For each case of ours the procedures that it covers. */
export function casesByProcedure(map: ProcedureMap): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, cases = [] } of [...map.client, ...map.server]) {
    for (const one of cases) found.set(one, [...(found.get(one) ?? []), id]);
  }
  return found;
}

/** One line of the doctor's report. */
export interface DoctorRow {
  /** Stable name, for scripts that read `--json`. */
  readonly id: string;
  readonly title: string;
  /** undefined: a fact that is neither good nor bad. */
  readonly ok: boolean | undefined;
  readonly detail: string;
  readonly cure?: string;
}

export function good(id: string, title: string, detail: string): DoctorRow {
  return { id, title, ok: true, detail };
}

export function fact(id: string, title: string, detail: string, cure?: string): DoctorRow {
  return cure === undefined ? { id, title, ok: undefined, detail } : { id, title, ok: undefined, detail, cure };
}

export function bad(id: string, title: string, detail: string, cure: string): DoctorRow {
  return { id, title, ok: false, detail, cure };
}

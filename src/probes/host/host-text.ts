import type { CommandResult, HostShell } from '../../bench/capabilities/host-shell.js';

/** The part of a host shell that an inspection needs. */
export type Inspect = Pick<HostShell, 'run'>['run'];

/** Output of a command, or why there is none: a tool that is missing is a finding, never an exception. */
export type HostText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing'; readonly why: string };

/** Runs a command and takes its standard output when it ends with 0. */
export async function output(run: Inspect, argv: readonly string[]): Promise<HostText> {
  let result: CommandResult;
  try {
    result = await run(argv, { timeoutMs: 10_000 });
  } catch (error) {
    return { kind: 'missing', why: `${argv[0]}: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (result.code === 0) return { kind: 'text', text: result.stdout };
  const said = (result.stderr.trim() || result.stdout.trim()).split('\n')[0] ?? '';
  return { kind: 'missing', why: `${argv[0]} ended with ${result.code}${said === '' ? '' : `: ${said}`}` };
}

/** Runs a script of the POSIX shell; its arguments are passed as $1, $2 ... and never become part of the script. */
export function script(run: Inspect, text: string, ...args: readonly string[]): Promise<HostText> {
  return output(run, ['sh', '-c', text, 'sh', ...args]);
}

/** Output that should be JSON; `undefined` content and a reason when it is not. */
export async function json(run: Inspect, argv: readonly string[]): Promise<{ value?: unknown; why?: string }> {
  const found = await output(run, argv);
  if (found.kind === 'missing') return { why: found.why };
  try {
    return { value: JSON.parse(found.text.trim() === '' ? '[]' : found.text) };
  } catch {
    return { why: `${argv[0]} printed no JSON: ${found.text.slice(0, 60)}` };
  }
}

/** The entries of `name: value` lines, the first of each name. */
export function fields(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim();
    if (at > 0 && !found.has(name)) found.set(name, line.slice(at + 1).trim());
  }
  return found;
}

/** An object of unknown content, for looking into JSON of other tools. */
export function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    : [];
}

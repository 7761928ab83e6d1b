import { type Inspect, output, script } from './host-text.js';

export type ModuleState = 'loaded' | 'built-in' | 'loadable' | 'absent';

/** Where a module of the running kernel is; `unknown` when nothing tells. */
export interface ModuleFact {
  readonly name: string;
  readonly state: ModuleState | 'unknown';
}

/** The wireless stack of Linux: configuration, and MAC in software. */
export const wirelessModules = ['cfg80211', 'mac80211'] as const;

/**
 * Looks for modules of the running kernel: in sysfs (loaded or built in), in modules.builtin, and with modprobe's dry
 * run, which also knows aliases and refuses what is blacklisted.
 * @param sysfs root of sysfs, `/sys` on a live host
 */
export async function moduleFacts(
  run: Inspect,
  names: readonly string[],
  sysfs = '/sys',
): Promise<{ readonly modules: readonly ModuleFact[]; readonly findings: readonly string[] }> {
  const release = await output(run, ['uname', '-r']);
  const version = release.kind === 'text' ? release.text.trim() : '';
  const modules: ModuleFact[] = [];
  const findings: string[] = [];
  const folder = await script(run, '[ -d "/lib/modules/$1" ] && echo there; true', version);
  const listed = folder.kind === 'text' && folder.text.trim() === 'there';
  for (const name of names) {
    const found = await script(
      run,
      `s=$1 r=$2 m=$3
if [ -e "$s/module/$m/initstate" ]; then echo loaded
elif [ -d "$s/module/$m" ]; then echo built-in
elif grep -q "/$m\\.ko" "/lib/modules/$r/modules.builtin" 2>/dev/null; then echo built-in
elif modprobe -n "$m" >/dev/null 2>&1 || grep -q "/$m\\.ko[.a-z]*:" "/lib/modules/$r/modules.dep" 2>/dev/null; then echo loadable
else echo absent; fi`,
      sysfs,
      version,
      name,
    );
    const state = found.kind === 'text' ? found.text.trim() : '';
    if (isState(state)) modules.push({ name, state });
    else {
      modules.push({ name, state: 'unknown' });
      findings.push(`module ${name}: ${found.kind === 'missing' ? found.why : `the search printed "${state}"`}`);
    }
  }
  if (!listed) findings.push(`there is no /lib/modules/${version}: only what the kernel has built in can be found`);
  return { modules, findings };
}

function isState(text: string): text is ModuleState {
  return ['loaded', 'built-in', 'loadable', 'absent'].includes(text);
}

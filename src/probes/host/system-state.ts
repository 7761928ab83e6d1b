import { type Inspect, script } from './host-text.js';
import type { UnreadState } from './idempotence.js';

/**
 * Everything of a node's set-up that must survive a restart, as lines of text that can be compared: addresses, links,
 * routes, filter rules without counters, governors, time zone, units, keys and certificates by mode and hash.
 */
export async function systemState(
  run: Inspect,
  options: { readonly folders: readonly string[]; readonly sysfs?: string },
): Promise<string | UnreadState> {
  const found = await script(run, readState, options.sysfs ?? '/sys', ...options.folders);
  if (found.kind === 'missing') return { unread: found.why };
  return /^kernel /m.test(found.text) ? found.text : { unread: 'the node printed nothing of its set-up' };
}

// Names, not indices; no counters, handles, lifetimes, or addresses that the kernel makes by itself: these may change.
const readState = `s=$1; shift
echo "kernel $(uname -r)"
ip -o -6 address show 2>/dev/null | grep -v ' dynamic\\| temporary\\| tentative\\|proto kernel_ll' | awk '{print "address", $2, $4, $6}' | sort
ip -o -4 address show 2>/dev/null | grep -v ' dynamic' | awk '{print "address", $2, $4}' | sort
for d in "$s"/class/net/*; do n=\${d##*/}; [ -r "$d/mtu" ] && [ "$n" != lo ] && echo "link $n mtu $(cat "$d/mtu")"; done | sort
ip -6 route show table main 2>/dev/null | grep -v 'expires\\|proto ra' | sed 's/ pref .*//; s/^/route /; s/ *$//' | sort
nft -s list ruleset 2>/dev/null | sed 's/^/nft /'
for f in "$s"/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor; do [ -r "$f" ] && echo "governor $(echo "$f" | grep -o 'cpu[0-9]*/' | head -1) $(cat "$f")"; done
systemctl list-unit-files --state=enabled --no-legend --plain 2>/dev/null | awk '{print "enabled", $1}' | sort
systemctl list-units --failed --no-legend --plain 2>/dev/null | awk '{print "failed", $1}' | sort
for p; do find -L "$p" -type f 2>/dev/null; done | sort | while read -r f; do echo "file $(stat -L -c '%a %U' "$f") $(sha256sum < "$f" | cut -c1-64) $f"; done
true`;

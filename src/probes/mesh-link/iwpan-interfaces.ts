import type { LowpanInterface, Parsed } from './observations.js';
import { complaint, Findings, numberedLines } from './tool-text.js';

type Draft = { -readonly [K in keyof LowpanInterface]: LowpanInterface[K] };

const known =
  /^(?:ifindex|wpan_dev|max_frame_retries|min_be|max_be|max_csma_backoffs|lbt|ackreq_default|page|channel)\b/;

/** `iwpan dev` (IEEE 802.15.4). The tool has no station dump: signal and LQI of a neighbour cannot be read there. */
export function parseLowpanInterfaces(text: string, command: string): Parsed<readonly LowpanInterface[]> {
  const findings = new Findings(command);
  const found: Draft[] = [];
  let current: Draft | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const words = raw.trim();
    const head = /^Interface (\S+)$/.exec(words);
    const [name, value = ''] = words.split(/\s+/);
    if (/^phy#\d+$/.test(words)) continue;
    if (head !== null) {
      current = {
        name: head[1]!,
        extendedAddress: undefined,
        shortAddress: undefined,
        panId: undefined,
        type: undefined,
      };
      found.push(current);
    } else if (current !== undefined && name === 'extended_addr') current.extendedAddress = value;
    else if (current !== undefined && name === 'short_addr') current.shortAddress = Number(value);
    else if (current !== undefined && name === 'pan_id') current.panId = Number(value);
    else if (current !== undefined && name === 'type') current.type = value;
    else if (current === undefined || !known.test(words)) {
      findings.add(line, raw, complaint(raw) ?? 'is not known in the description of an IEEE 802.15.4 interface');
    }
  }
  return findings.with(found);
}

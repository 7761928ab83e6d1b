import type { Parsed, RadioInterface } from './observations.js';
import { complaint, Findings, numberedLines } from './tool-text.js';

type Draft = { -readonly [K in keyof RadioInterface]: RadioInterface[K] };

const channelLine = /^channel (\d+) \((\d+) MHz\)(?:, width: (\d+) MHz.*)?$/;
/** Words that iw is known to print and that are not used. */
const known =
  /^(?:ifindex|wdev|ssid|meshid|4addr|multicast TXQ|qsz-byt|Unnamed\/non-netdev interface|addr|\d+\s+\d+)\b/;

/** `iw dev` (all radios) and `iw dev IF info` (one). */
export function parseRadioInterfaces(text: string, command: string): Parsed<readonly RadioInterface[]> {
  const findings = new Findings(command);
  const found: Draft[] = [];
  let phy: number | undefined;
  let radio: Draft | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const words = raw.trim();
    const phyLine = /^phy#(\d+)$/.exec(words);
    const head = /^Interface (\S+)$/.exec(words);
    if (phyLine !== null) phy = Number(phyLine[1]);
    else if (head !== null) {
      radio = { name: head[1]!, mac: undefined, type: undefined, phy };
      found.push(radio);
    } else if (radio === undefined || !readFact(radio, words)) {
      if (radio === undefined || !known.test(words))
        findings.add(line, raw, complaint(raw) ?? 'is not known in the description of a radio interface');
    }
  }
  return findings.with(found);
}

function readFact(radio: Draft, words: string): boolean {
  const [name, value = ''] = [words.split(' ')[0], words.slice(words.indexOf(' ') + 1)];
  if (name === 'addr') radio.mac = value.toLowerCase();
  else if (name === 'type') radio.type = value;
  else if (name === 'wiphy') radio.phy = Number(value);
  else if (name === 'txpower') {
    const power = /^(-?\d+(?:\.\d+)?) dBm$/.exec(value);
    if (power === null) return false;
    radio.txPowerDbm = Number(power[1]);
  } else if (name === 'channel') {
    const channel = channelLine.exec(words);
    if (channel === null) return false;
    radio.channel = Number(channel[1]);
    radio.frequencyMHz = Number(channel[2]);
    if (channel[3] !== undefined) radio.widthMHz = Number(channel[3]);
  } else return false;
  return true;
}

/** The band as the spec table names it; other frequencies by their number. */
export function bandOf(frequencyMHz: number): string {
  if (frequencyMHz >= 2400 && frequencyMHz <= 2500) return '2.4 GHz';
  if (frequencyMHz >= 5725 && frequencyMHz <= 5895) return '5.8 GHz';
  if (frequencyMHz >= 5150 && frequencyMHz < 5725) return '5.2 to 5.7 GHz';
  return `${frequencyMHz} MHz`;
}

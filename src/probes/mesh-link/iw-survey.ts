import type { ChannelSurvey, Parsed } from './observations.js';
import { complaint, decimal, Findings, numberedLines } from './tool-text.js';

type Draft = { -readonly [K in keyof ChannelSurvey]: ChannelSurvey[K] };
type NumberField = Exclude<keyof ChannelSurvey, 'inUse'>;

const fields: Readonly<Record<string, readonly [NumberField, RegExp]>> = {
  frequency: ['frequencyMHz', /^(\d+(?:\.\d+)?) MHz(?: \[in use\])?$/],
  noise: ['noiseDbm', /^(-?\d+) dBm$/],
  'channel active time': ['activeMs', /^(\d+) ms$/],
  'channel busy time': ['busyMs', /^(\d+) ms$/],
  'channel receive time': ['receiveMs', /^(\d+) ms$/],
  'channel transmit time': ['transmitMs', /^(\d+) ms$/],
};
const known = new Set(['extension channel busy time', 'channel BSS receive time']);

/** `iw dev IF survey dump`. Empty until something scanned; then every channel has its noise. */
export function parseSurvey(text: string, command: string): Parsed<readonly ChannelSurvey[]> {
  const findings = new Findings(command);
  const channels: Draft[] = [];
  let channel: Draft | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    if (/^Survey data from \S+$/.test(raw)) {
      channel = { frequencyMHz: Number.NaN, inUse: false };
      channels.push(channel);
      continue;
    }
    const match = /^\t([^:]+):\s*(.*?)\s*$/.exec(raw);
    if (match === null || channel === undefined) {
      findings.add(line, raw, complaint(raw) ?? 'is not a field of a surveyed channel');
      continue;
    }
    const [, name = '', value = ''] = match;
    const field = fields[name];
    if (field === undefined) {
      if (!known.has(name)) findings.add(line, raw, 'is a field that this version of plumbline does not know');
      continue;
    }
    const read = decimal(field[1].exec(value)?.[1]);
    if (read === undefined) findings.add(line, raw, `${name} is not a number in the unit that is known`);
    else channel[field[0]] = read;
    if (name === 'frequency' && value.endsWith('[in use]')) channel.inUse = true;
  }
  return findings.with(channels.filter((entry) => !Number.isNaN(entry.frequencyMHz)));
}

/** Noise on a frequency, dBm: the channel that is in use, else the one of that frequency. */
export function noiseAt(survey: readonly ChannelSurvey[], frequencyMHz: number | undefined): number | undefined {
  const here = survey.find((channel) => channel.inUse && channel.noiseDbm !== undefined);
  return (here ?? survey.find((channel) => channel.frequencyMHz === frequencyMHz))?.noiseDbm;
}

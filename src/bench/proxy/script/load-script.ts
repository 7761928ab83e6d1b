import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { PlumblineError } from '../../../base/errors.js';
import { type PlacedYaml, placeText, pointerParts, readPlacedYaml } from '../../../base/placed-yaml.js';
import { messageNames, schemaNames } from '../../../messages/codec.js';
import type { Action, Placement, ProxyScript, Rule, Side, When } from './proxy-script.js';
import { scriptSchema } from './script-schema.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, verbose: true });
const checkScript = ajv.compile(scriptSchema);

interface Mistake {
  readonly path: readonly string[];
  readonly key?: string;
  readonly text: string;
}

/** Reads and checks a script. @throws PlumblineError BENCH-032 not readable, BENCH-033 not valid (every mistake with its place) */
export function loadScript(file: string): ProxyScript {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PlumblineError('BENCH-032', { place: file, detail: (cause as Error).message, cause });
  }
  return parseScript(text, file);
}

/** The same of a text. @param file how places name it @throws PlumblineError BENCH-033 */
export function parseScript(text: string, file: string): ProxyScript {
  const yaml = readPlacedYaml(text);
  if (yaml.mistake !== undefined) {
    const { place, detail } = yaml.mistake;
    throw new PlumblineError('BENCH-033', { place: placeText(file, place), detail });
  }
  if (!checkScript(yaml.value)) refuse(yaml, file, (checkScript.errors ?? []).flatMap(told));
  const raw = yaml.value as RawScript;
  const mistakes = raw.rules.flatMap((rule, index) => mistakesOf(rule, ['rules', String(index)]));
  if (mistakes.length > 0) refuse(yaml, file, mistakes);
  return {
    name: raw.name,
    seed: raw.seed ?? 1,
    rules: raw.rules.map((rule, index) => ruleOf(rule, index)),
  };
}

type RawAction = Readonly<Record<string, unknown>>;
interface RawRule {
  readonly name?: string;
  readonly when: When;
  readonly do: readonly RawAction[];
  readonly resign?: boolean;
}
interface RawScript {
  readonly name?: string;
  readonly seed?: number;
  readonly rules: readonly RawRule[];
}

function ruleOf(raw: RawRule, index: number): Rule {
  const name = raw.name ?? `rule ${index + 1}`;
  return { name, when: raw.when, actions: raw.do.map(actionOf), resign: raw.resign ?? true };
}

function actionOf(raw: RawAction): Action {
  const [kind = ''] = Object.keys(raw);
  const value = raw[kind];
  const part = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const message = part['message'] as string | undefined;
  const place = (part['place'] as Placement | undefined) ?? 'after';
  switch (kind) {
    case 'set':
      return { kind, fields: part };
    case 'body':
      return { kind, message, body: part['content'] };
    case 'delay':
      return { kind, ms: value as number };
    case 'duplicate':
      return { kind, times: value as number };
    case 'replay':
      return { kind, message, nth: part['nth'] as number | undefined, place };
    case 'inject': {
      const frame = part['frame'] as string | undefined;
      return { kind, place, to: part['to'] as Side | undefined, frame, message, body: part['content'] ?? {} };
    }
    case 'close': {
      const how = (part['how'] as 'fin' | 'reset' | undefined) ?? 'fin';
      return { kind, side: part['side'] as Side | 'both', how, place: place === 'before' ? place : 'after' };
    }
    case 'corrupt': {
      const of = (part['of'] as 'payload' | 'frame' | undefined) ?? 'payload';
      return { kind, of, at: part['at'] as number | undefined, xor: part['xor'] as number | undefined };
    }
    case 'header':
      return { kind, ...part };
    case 'hold':
      return { kind, name: value as string };
    default:
      return { kind: 'drop' };
  }
}

/** What the schema cannot say: names of messages, fields of an injection, actions that rule each other out. */
function mistakesOf(rule: RawRule, path: readonly string[]): Mistake[] {
  const mistakes: Mistake[] = [];
  const named = (name: unknown, at: readonly string[]) => {
    if (typeof name === 'string' && !allNames().has(name)) mistakes.push({ path: at, text: unknownMessage(name) });
  };
  const wanted = rule.when.message;
  if (typeof wanted === 'string') named(wanted, [...path, 'when', 'message']);
  else for (const [i, name] of wanted?.entries() ?? []) named(name, [...path, 'when', 'message', String(i)]);
  const { nth } = rule.when;
  if (typeof nth === 'object' && 'from' in nth && nth.to !== undefined && nth.to < nth.from) {
    mistakes.push({
      path: [...path, 'when', 'nth'],
      text: `nth goes from ${nth.from} to ${nth.to}: to is the smaller one`,
    });
  }
  rule.do.forEach((action, i) => {
    const [kind = ''] = Object.keys(action);
    const at = [...path, 'do', String(i), kind];
    const part = action[kind] as Readonly<Record<string, unknown>>;
    if (kind === 'body' || kind === 'replay' || kind === 'inject') named(part['message'], [...at, 'message']);
    if (kind === 'inject' && (part['frame'] === undefined) === (part['message'] === undefined)) {
      mistakes.push({ path: at, text: 'inject needs either frame (hex) or message with its content' });
    }
  });
  const kinds = rule.do.flatMap((action) => Object.keys(action));
  const dropped = kinds.indexOf('drop');
  const pointless = kinds.find((kind) => ['set', 'body', 'duplicate', 'corrupt', 'header'].includes(kind));
  if (dropped >= 0 && pointless !== undefined) {
    const text = `a rule that drops the message cannot ${pointless} it too; make two rules, or take one away`;
    mistakes.push({ path: [...path, 'do', String(dropped)], text });
  }
  return mistakes;
}

let known: Set<string> | undefined;
function allNames(): ReadonlySet<string> {
  known ??= new Set(schemaNames.filter((name) => name !== 'xmldsig').flatMap((name) => messageNames(name)));
  return known;
}

function unknownMessage(name: string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = plain(name);
  const near = [...allNames()].filter(
    (other) => plain(other) === wanted || plain(other).startsWith(wanted.slice(0, -1)),
  );
  const hint = near.length === 0 ? '' : `; did you mean ${near.slice(0, 3).join(', ')}?`;
  return `there is no message ${name} in DIN 70121, ISO 15118-2 or -20${hint}`;
}

/** Mistakes of the schema in words. */
function told(error: ErrorObject): Mistake[] {
  const path = pointerParts(error.instancePath);
  const name = path.join('.') || 'the script';
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const allowed = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const list = allowed.length === 0 ? '' : `; there is ${allowed.join(', ')}`;
      return [{ path, key, text: `${name} has no field ${key}${list}` }];
    }
    case 'enum':
      return [{ path, text: `${name} must be one of ${(params['allowedValues'] as readonly unknown[]).join(', ')}` }];
    case 'required':
      return [{ path, text: `${name} lacks the field ${String(params['missingProperty'])}` }];
    case 'maxProperties':
      return [{ path, text: `${name} holds more than one action; each needs its own "- "` }];
    case 'const':
      return [{ path, text: `${name} must be ${String(params['allowedValue'])}` }];
    default:
      return [{ path, text: `${name} ${error.message ?? 'is not valid'}` }];
  }
}

function refuse(yaml: PlacedYaml, file: string, mistakes: readonly Mistake[]): never {
  const lines = mistakes.map(({ path, key, text }) => ({ place: placeText(file, yaml.place(path, key)), text }));
  const [first, ...rest] = [...new Map(lines.map((line) => [`${line.place} ${line.text}`, line])).values()];
  const others = rest.map((line) => `\n  ${line.place}: ${line.text}`).join('');
  throw new PlumblineError('BENCH-033', { place: first!.place, detail: `${first!.text}${others}` });
}

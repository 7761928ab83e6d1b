import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { projectRoot } from '../../../src/base/project-root.js';
import { loadScript, parseScript } from '../../../src/bench/proxy/script/load-script.js';
import { scriptSchema } from '../../../src/bench/proxy/script/script-schema.js';

const refused = (text: string): string => {
  try {
    parseScript(text, 'late.yaml');
  } catch (error) {
    assert.ok(error instanceof PlumblineError && error.code === 'BENCH-033', String(error));
    return `${error.place}: ${error.detail}`;
  }
  return 'accepted';
};

describe('a script that is wrong', () => {
  for (const [what, text, expected] of [
    ['no YAML', 'rules: [', /^late\.yaml:1:\d+: /],
    ['no rules', 'name: x', /^late\.yaml:1:1: the script lacks the field rules/],
    [
      'an unknown field',
      'rules:\n  - whenn: {}\n    do: []',
      /late\.yaml:2:5: rules\.0 has no field whenn; there is name, when, do/,
    ],
    [
      'an unknown action',
      'rules:\n  - when: {}\n    do:\n      - explode: true',
      /^late\.yaml:4:9: .*explode; there is set, body, delay, drop/,
    ],
    [
      'two actions in one entry',
      'rules:\n  - when: {}\n    do:\n      - drop: true\n        delay: 5',
      /^late\.yaml:4:9: .*more than one action/,
    ],
    [
      'an unknown message',
      'rules:\n  - when: { message: CurentDemandReq }\n    do: [{ drop: true }]',
      /^late\.yaml:2:22: there is no message CurentDemandReq/,
    ],
    [
      'a message in the wrong case',
      'rules:\n  - when: { message: currentdemandreq }\n    do: [{ drop: true }]',
      /did you mean CurrentDemandReq/,
    ],
    [
      'an unknown direction',
      'rules:\n  - when: { direction: up }\n    do: [{ drop: true }]',
      /^late\.yaml:2:24: .*one of from-vehicle, from-station/,
    ],
    [
      'a delay that is no number',
      'rules:\n  - when: {}\n    do: [{ delay: soon }]',
      /^late\.yaml:3:19: .*must be number/,
    ],
    [
      'a drop that changes',
      'rules:\n  - when: {}\n    do: [{ drop: true }, { set: { ResponseCode: OK } }]',
      /^late\.yaml:3:10: a rule that drops .* cannot set/,
    ],
    [
      'an injection of nothing',
      'rules:\n  - when: {}\n    do: [{ inject: { place: after } }]',
      /^late\.yaml:3:20: inject needs either frame/,
    ],
    [
      'a range the wrong way round',
      'rules:\n  - when: { nth: { from: 5, to: 2 } }\n    do: [{ drop: true }]',
      /^late\.yaml:2:18: nth goes from 5 to 2/,
    ],
  ] as const) {
    it(`${what} is refused with its place`, () => assert.match(refused(text), expected));
  }

  it('names every mistake at once', () => {
    const text = 'rules:\n  - when: { message: NoReq }\n    do: [{ replay: { message: NoRes } }]';
    assert.match(refused(text), /late\.yaml:2:22: .*NoReq.*\n {2}late\.yaml:3:31: .*NoRes/);
  });

  it('that is not there is another error', () => {
    assert.throws(() => loadScript('/nonexistent/late.yaml'), { code: 'BENCH-032' });
  });
});

it('the published examples are good, and the published schema is the one that checks', () => {
  const examples = join(projectRoot(), 'docs', 'examples');
  assert.equal(loadScript(join(examples, 'proxy-faults.yaml')).rules.length, 5);
  assert.equal(loadScript(join(examples, 'proxy-path.yaml')).rules.length, 2);
  const published: unknown = JSON.parse(readFileSync(join(examples, 'proxy-script.schema.json'), 'utf8'));
  assert.deepEqual(published, JSON.parse(JSON.stringify(scriptSchema)));
});

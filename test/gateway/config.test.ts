import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { projectRoot } from '../../src/base/project-root.js';
import { configSchema } from '../../src/gateway/config/config-schema.js';
import { loadConfig, parseConfig } from '../../src/gateway/config/load-config.js';
import { compareConfigs } from '../../src/gateway/config/restart-needed.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testConfig, testConfigText } from './support/test-config.js';

const examples = join(projectRoot(), 'docs', 'examples');
const example = readFileSync(join(examples, 'gateway.yaml'), 'utf8');

test('the example is a good configuration, with every default filled in', () => {
  const config = loadConfig(join(examples, 'gateway.yaml'));
  assert.equal(config.timers.ongoing_s, 55);
  assert.equal(config.timers.sequence_s, 60);
  assert.equal(config.behaviour.close_after, 'every-failure');
  assert.equal(config.interfaces.sdp_port, 15_118);
});

test('the example for ISO 15118-20 is good too', () => {
  const config = loadConfig(join(examples, 'gateway-iso20.yaml'));
  assert.deepEqual(config.iso20.services, ['DC', 'DC_BPT']);
  assert.equal(config.timers.charge_loop_sequence_s, 0.5);
});

test('the published schema is the one that is checked', () => {
  const published = JSON.parse(readFileSync(join(examples, 'gateway.schema.json'), 'utf8')) as unknown;
  assert.deepEqual(
    published,
    JSON.parse(JSON.stringify(configSchema)),
    'docs/examples/gateway.schema.json is not what src/gateway/config/config-schema.ts says',
  );
});

/** Replaces one text of the example and says where and how that must be found. */
interface Broken {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly code: string;
  readonly at: RegExp;
  readonly says: RegExp;
}

const broken: readonly Broken[] = [
  {
    name: 'a misspelt field',
    from: '  port: 0 ',
    to: '  prot: 0 ',
    code: 'GATEWAY-003',
    at: /^g\.yaml:6:3$/,
    says: /interfaces: unknown field "prot"/,
  },
  {
    name: 'a port that is none',
    from: '  port: 0 ',
    to: '  port: 70000 ',
    code: 'GATEWAY-003',
    at: /^g\.yaml:6:9$/,
    says: /interfaces\.port: must be <= 65535/,
  },
  {
    name: 'text for a number',
    from: 'max_power_w: 50000',
    to: 'max_power_w: much',
    code: 'GATEWAY-003',
    at: /^g\.yaml:\d+:18$/,
    says: /limits\.dc\.max_power_w: must be number/,
  },
  {
    name: 'a word that is not one of the list',
    from: 'tls: "off"',
    to: 'tls: maybe',
    code: 'GATEWAY-003',
    at: /^g\.yaml:\d+:8$/,
    says: /one of enforced, offered, off/,
  },
  {
    name: 'YAML 1.1 off is a word of its own in YAML 1.2',
    from: 'tls: "off"',
    to: 'tls: yes',
    code: 'GATEWAY-003',
    at: /:8$/,
    says: /one of/,
  },
  {
    name: 'a section that is missing',
    from: 'state_file:',
    to: 'statefile:',
    code: 'GATEWAY-003',
    at: /^g\.yaml:4:1$/,
    says: /"state_file" is missing[\s\S]*unknown field "statefile"/,
  },
  {
    name: 'a tab',
    from: '  vehicle: eth1',
    to: '\tvehicle: eth1',
    code: 'GATEWAY-002',
    at: /^g\.yaml:\d+:\d+$/,
    says: /./,
  },
  {
    name: 'a mode without its limits',
    from: '  ac:\n    nominal_voltage_v: 230\n    max_current_a: 32\n',
    to: '',
    code: 'GATEWAY-004',
    at: /^g\.yaml:\d+:\d+$/,
    says: /limits\.ac is needed/,
  },
  {
    name: 'a fail-safe that one lost answer would trip',
    from: 'failsafe: { after_s: 6 }',
    to: 'timeout_s: 4\n  failsafe: { after_s: 6 }',
    code: 'GATEWAY-004',
    at: /^g\.yaml:\d+:\d+$/,
    says: /two times timeout_s/,
  },
  {
    name: 'a fail-safe in parts of a second, which no register holds',
    from: 'after_s: 6',
    to: 'after_s: 2.5',
    code: 'GATEWAY-003',
    at: /^g\.yaml:\d+:\d+$/,
    says: /after_s/,
  },
  {
    name: 'voltages the wrong way round',
    from: 'min_voltage_v: 150',
    to: 'min_voltage_v: 950',
    code: 'GATEWAY-004',
    at: /^g\.yaml:\d+:20$/,
    says: /must lie below max_voltage_v/,
  },
  {
    name: 'a schedule that does not begin at 0',
    from: '{ from_s: 0, power_w: 22000 }',
    to: '{ from_s: 5, power_w: 22000 }',
    code: 'GATEWAY-004',
    at: /^g\.yaml:31:19$/,
    says: /must begin at 0/,
  },
  {
    name: 'a schedule that goes back in time',
    from: '{ from_s: 43200, power_w: 11000 }',
    to: '{ from_s: 0, power_w: 11000 }',
    code: 'GATEWAY-004',
    at: /^g\.yaml:/,
    says: /must ascend/,
  },
  {
    name: 'TLS without a certificate',
    from: 'tls: "off"',
    to: 'tls: enforced',
    code: 'GATEWAY-004',
    at: /^g\.yaml:\d+:8$/,
    says: /security\.certificate_chain is needed/,
  },
  {
    name: 'an operator without a socket',
    from: 'mode: automatic',
    to: 'mode: operator',
    code: 'GATEWAY-004',
    at: /./,
    says: /needs a control_socket/,
  },
];

for (const { name, from, to, code, at, says } of broken) {
  test(`${name}: ${code}, with line and column`, () => {
    assert.ok(example.includes(from));
    const socket = name.startsWith('an operator') ? /control_socket.*\n/ : /$^/;
    try {
      parseConfig(example.replace(from, to).replace(socket, ''), 'g.yaml');
    } catch (error) {
      assert.ok(error instanceof PlumblineError);
      assert.equal(error.code, code);
      assert.match(error.place ?? '', at);
      assert.match(error.detail ?? '', says);
      assert.ok(error.cure.length > 0);
      return;
    }
    assert.fail('it was taken');
  });
}

test('several findings are all named, in the order of their lines', () => {
  const text = example.replace('vehicle: eth1', 'vehicle: "a b"').replace('level: info', 'level: loud');
  assert.throws(() => parseConfig(text, 'g.yaml'), /2 findings\n {2}g\.yaml:5:12: [\s\S]*\n {2}g\.yaml:\d+:10: /);
});

test('a file that cannot be read is GATEWAY-001', (t) => {
  assert.throws(() => loadConfig(join(temporaryFolder(t), 'none.yaml')), { code: 'GATEWAY-001' });
});

test('an empty file and a file that is no map are named, not crashed over', (t) => {
  for (const text of ['', '- 1\n', 'null\n', '"x"\n', '{', '&a [*a]\n']) {
    const file = join(temporaryFolder(t), 'x.yaml');
    writeFileSync(file, text);
    assert.throws(() => loadConfig(file), { name: 'PlumblineError' }, JSON.stringify(text));
  }
});

test('a reload takes prices, limits and timers, and names what needs a restart', () => {
  const current = testConfig();
  const other = testConfig('timers: { sequence_s: 5 }\nauthorization: { delay_s: 1 }');
  assert.deepEqual(compareConfigs(current, other), { changed: ['authorization', 'timers'], needRestart: [] });
  assert.deepEqual(compareConfigs(current, current), { changed: [], needRestart: [] });
  const moved = parseConfig(testConfigText('', { interfaces: '{ vehicle: lo, port: 60000 }' }), 'x');
  assert.deepEqual(compareConfigs(current, moved).needRestart, ['interfaces']);
});

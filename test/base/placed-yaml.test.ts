import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeText, pointerParts, readPlacedYaml } from '../../src/base/placed-yaml.js';

const text = ['evse:', '  id: DE*PLB*E1', '  limits: [1, 22]', 'peers:', '  - name: a', '  - name: b', ''].join('\n');

describe('places in a YAML text', () => {
  const yaml = readPlacedYaml(text);
  const rows: readonly (readonly [readonly string[], string | undefined, string])[] = [
    [['evse', 'id'], undefined, '2:7'],
    [['evse'], 'id', '2:3'],
    [['evse', 'limits', '1'], undefined, '3:15'],
    [['peers', '1'], 'name', '6:5'],
    [[], 'peers', '4:1'],
    // What is not there stands at the nearest part that is.
    [['evse', 'colour'], undefined, '2:3'],
    [['evse'], 'colour', '2:3'],
    [['nothing', 'at', 'all'], undefined, '1:1'],
  ];
  for (const [path, key, expected] of rows) {
    it(`/${path.join('/')}${key === undefined ? '' : `, key ${key}`} is at ${expected}`, () => {
      assert.equal(placeText('f', yaml.place(path, key)), `f:${expected}`);
    });
  }

  it('gives the value, and no mistake', () => {
    assert.deepEqual(yaml.value, {
      evse: { id: 'DE*PLB*E1', limits: [1, 22] },
      peers: [{ name: 'a' }, { name: 'b' }],
    });
    assert.equal(yaml.mistake, undefined);
  });

  it('names the place of the first mistake, and never throws', () => {
    const broken = readPlacedYaml('a: 1\nb: [1, 2\nc: 3\n');
    assert.equal(broken.value, undefined);
    assert.equal(broken.mistake?.place.line, 3);
    const alias = readPlacedYaml('a: *nowhere\n');
    assert.equal(alias.value, undefined);
    assert.match(alias.mistake?.detail ?? '', /nowhere/);
    assert.deepEqual(readPlacedYaml('').place(['a']), { line: 1, column: 1 });
  });

  it('reads JSON pointers', () => {
    assert.deepEqual(pointerParts(''), []);
    assert.deepEqual(pointerParts('/a~1b/c~0d/0'), ['a/b', 'c~d', '0']);
  });
});

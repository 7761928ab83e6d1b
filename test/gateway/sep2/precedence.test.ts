import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ControlModes } from '../../../src/gateway/sep2/events/control-modes.js';
import type { DerEvent } from '../../../src/gateway/sep2/events/der-event.js';
import { takePrecedence } from '../../../src/gateway/sep2/events/precedence.js';
import { eventOf, faultsOf } from './support/events.js';

interface Row {
  readonly title: string;
  readonly events: readonly (readonly [ControlModes, Partial<DerEvent>])[];
  readonly modes: ControlModes;
  /** Indices of the events that are superseded. */
  readonly superseded: readonly number[];
}

const rows: readonly Row[] = [
  {
    title: 'the lower primacy value wins, whichever came later',
    events: [
      [{ opModExpLimW: 9000 }, { primacy: 1, createdS: 1 }],
      [{ opModExpLimW: 10 }, { primacy: 5, createdS: 9 }],
    ],
    modes: { opModExpLimW: 9000 },
    superseded: [1],
  },
  {
    title: 'within one primacy the later one wins',
    events: [
      [{ opModExpLimW: 10 }, { createdS: 1 }],
      [{ opModExpLimW: 9000 }, { createdS: 2 }],
    ],
    modes: { opModExpLimW: 9000 },
    superseded: [0],
  },
  {
    title: 'of two created in the same second the tighter one, and nobody is superseded',
    events: [
      [{ opModExpLimW: 9000 }, {}],
      [{ opModExpLimW: 10 }, {}],
    ],
    modes: { opModExpLimW: 10 },
    superseded: [],
  },
  {
    title: 'a stop and its contrary of the same second: the stop',
    events: [
      [{ opModEnergize: true }, {}],
      [{ opModEnergize: false }, {}],
    ],
    modes: { opModEnergize: false },
    superseded: [],
  },
  {
    title: 'different modes run side by side',
    events: [
      [{ opModExpLimW: 10 }, { primacy: 5, createdS: 1 }],
      [{ opModEnergize: false }, { primacy: 1, createdS: 2 }],
    ],
    modes: { opModExpLimW: 10, opModEnergize: false },
    superseded: [],
  },
  {
    title: 'an event of which one mode is left is not superseded',
    events: [
      [{ opModExpLimW: 10, opModImpLimW: 20 }, { createdS: 1 }],
      [{ opModExpLimW: 30 }, { createdS: 2 }],
    ],
    modes: { opModExpLimW: 30, opModImpLimW: 20 },
    superseded: [0].slice(1),
  },
  {
    title: 'set points of the same second that pull apart come to nothing',
    events: [
      [{ opModFixedW: 0.5 }, {}],
      [{ opModFixedW: -0.5 }, {}],
    ],
    modes: { opModFixedW: 0 },
    superseded: [],
  },
];

for (const { title, events, modes, superseded } of rows) {
  test(title, () => {
    const made = events.map(([base, changes]) => eventOf(base, changes));
    for (const order of [made, [...made].reverse()]) {
      const precedence = takePrecedence(order, faultsOf());
      assert.deepEqual(precedence.modes, modes);
      assert.deepEqual(
        precedence.superseded.map((event) => made.indexOf(event)),
        superseded,
      );
    }
  });
}

test('fault overlap-wrong turns both rules round', () => {
  const older = eventOf({ opModExpLimW: 1 }, { createdS: 1 });
  const newer = eventOf({ opModExpLimW: 2 }, { createdS: 2 });
  assert.deepEqual(takePrecedence([older, newer], faultsOf('overlap-wrong')).modes, { opModExpLimW: 1 });
  const strong = eventOf({ opModExpLimW: 1 }, { primacy: 1 });
  const weak = eventOf({ opModExpLimW: 2 }, { primacy: 9 });
  assert.deepEqual(takePrecedence([strong, weak], faultsOf('overlap-wrong')).modes, { opModExpLimW: 2 });
});

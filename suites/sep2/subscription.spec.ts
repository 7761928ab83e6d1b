import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import { notified, rarely } from './arrangement.js';
import { clauses } from './clauses.js';
import { expectConnected } from './der-status.js';
import type { GridCase } from './grid-case.js';
import { gridCase } from './sep2-case.js';

/** How soon a notification must be out of the server and acted on, beside the time of the control itself, s. */
const noticeS = 2;
const wanted = ['edev', 'fsa', 'derp', 'derc', 'dderc'] as const;
/** Resources that a gateway must subscribe to where it claims subscriptions: what carries controls. */
const needed: readonly string[] = ['derc', 'dderc'];
const pics = 'PICS_SEP2_Subscription';

gridCase(
  'SEP2_CLI_Subscription_001',
  {
    title: 'the gateway subscribes to what carries controls',
    purpose:
      'Where the server offers subscriptions, the gateway subscribes to lists of controls and default controls (others are told), each with a notificationURI of HTTPS; that it can be reached is for the cases after this one.',
    group: 'subscription',
    clause: clauses.subscription,
    pics,
  },
  notified,
  async (grid) => {
    grid.run.step('preamble', 'Given a server whose programs have default controls');
    await grid.settle();
    await grid.setDefault({ base: { opModExpLimW: 2 * grid.levelW } });
    grid.when('When the gateway has registered');
    const deadline = process.hrtime.bigint() + 8_000_000_000n;
    const has = (kind: string, all: readonly { readonly subscribedResource: string }[]) =>
      all.some(({ subscribedResource }) => new RegExp(`/${kind}(/|$|\\?)`).test(subscribedResource));
    const posted = async () => (await grid.utility.subscriptions()).filter(({ lfdi }) => lfdi === grid.lfdi);
    let subscriptions = await posted();
    while (!needed.every((kind) => has(kind, subscriptions)) && grid.secondsUntil(deadline) > 0) {
      const after = await grid.utility.mark();
      await grid.request({ method: 'POST', sent: 'Subscription', after }, Math.min(1, grid.secondsUntil(deadline)));
      subscriptions = await posted();
    }
    const kinds = wanted.map((kind) => {
      const found = subscriptions.filter(({ subscribedResource }) =>
        new RegExp(`/${kind}(/|$|\\?)`).test(subscribedResource),
      );
      return { kind, count: found.length };
    });
    for (const { kind, count } of kinds) {
      const text = `the gateway subscribes to ${kind}`;
      if (needed.includes(kind)) grid.run.observe(count > 0, { text, observed: `${count} subscriptions` });
      else
        grid.run.record({
          type: 'log',
          caseId: grid.run.caseId,
          source: 'utility server',
          level: 'info',
          text: `${text}: ${count}`,
        });
    }
    const uris = new Set(subscriptions.map(({ notificationURI }) => notificationURI));
    grid.run.observe(uris.size > 0 && [...uris].every((uri) => /^https:\/\//.test(uri)), {
      text: 'notifications are wanted over HTTPS',
      observed: [...uris].join(', ') || 'no notificationURI',
    });
  },
);

for (const [number, element, word, bit] of [
  ['002', 'opModEnergize', 'de-energise', 2],
  ['003', 'opModConnect', 'disconnect', 0],
] as const) {
  gridCase(
    `SEP2_CLI_Subscription_${number}`,
    {
      title: `${element} false by notification stops at once`,
      purpose: `A control to ${word} reaches the gateway by notification, long before its next poll; the power at the meter goes to zero, and comes back by another notification.`,
      group: 'subscription',
      clause: `${clauses.subscription}; ${clauses.stop}`,
      pics,
      likelyCauses: ['the notification is answered and not acted on', 'the gateway waits for its next poll'],
    },
    notified,
    async (grid) => {
      await grid.given('export');
      grid.when(`When the server orders to ${word} and notifies`);
      const control = await grid.issue({ durationS: 600, base: { [element]: false } });
      const stopSeconds = grid.bench.pixit('PIXIT_SEP2_StopSeconds');
      await grid.power.expectAtMost(0, control.issuedAtNs, noticeS + stopSeconds, 'after the notification');
      await grid.expectResponse(control, 2, noticeS + stopSeconds);
      await expectConnected(grid, bit, false, control.after);
      grid.when('And when it takes the order back');
      const cancelled = await grid.cancel(control);
      const returnSeconds = grid.bench.pixit('PIXIT_SEP2_ReturnSeconds');
      await grid.power.expectNear(grid.levelW, cancelled.issuedAtNs, noticeS + returnSeconds, 'again');
      await expectNotified(grid);
    },
  );
}

/** Notifications went out and were answered: what was fast was fast because of them. */
async function expectNotified(grid: GridCase): Promise<void> {
  const sent = (await grid.utility.subscriptions()).flatMap(({ notifications }) => notifications);
  const good = sent.filter(({ status }) => status >= 200 && status < 300);
  grid.run.observe(good.length > 0 && good.length === sent.length, {
    text: 'the gateway answers notifications with success',
    expected: '2xx',
    observed: `${good.length} of ${sent.length}${sent[0] === undefined ? '' : `; last ${sent.at(-1)?.status} ${sent.at(-1)?.detail ?? ''}`}; polled every ${rarely} s`,
  });
}

interface LimitRow {
  readonly element: keyof ControlBase;
  readonly direction: 'export' | 'import';
}
const limits: readonly LimitRow[] = [
  { element: 'opModExpLimW', direction: 'export' },
  { element: 'opModGenLimW', direction: 'export' },
  { element: 'opModImpLimW', direction: 'import' },
  { element: 'opModLoadLimW', direction: 'import' },
];

gridCase(
  'SEP2_CLI_Subscription_004',
  {
    title: 'limits by notification, both directions',
    purpose:
      'Limits of export, generation, import and load reach the gateway by notification, and the power at the meter keeps to them.',
    group: 'subscription',
    clause: `${clauses.subscription}; ${clauses.control}`,
    pics,
  },
  notified,
  async (grid) => {
    for (const direction of ['export', 'import'] as const) {
      await grid.given(direction);
      const sign = direction === 'export' ? 1 : -1;
      for (const [index, row] of limits.filter((limit) => limit.direction === direction).entries()) {
        const watts = (index === 0 ? 0.5 : 0.2) * grid.levelW;
        grid.when(`When ${row.element} of ${watts} W is notified`);
        const control = await grid.issue({ durationS: 600, base: { [row.element]: watts } });
        const seconds = noticeS + grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
        await grid.power.expectNear(sign * watts, control.issuedAtNs, seconds, `under ${row.element}`);
      }
    }
    await expectNotified(grid);
  },
);

gridCase(
  'SEP2_CLI_Subscription_005',
  {
    title: 'default controls by notification, both directions',
    purpose:
      'Changed default controls reach the gateway by notification, and the power at the meter keeps to them; without one it flows freely.',
    group: 'subscription',
    clause: `${clauses.subscription}; ${clauses.defaultControl}`,
    pics,
  },
  notified,
  async (grid) => {
    for (const [element, direction] of [
      ['opModExpLimW', 'export'],
      ['opModImpLimW', 'import'],
    ] as const) {
      await grid.given(direction);
      const sign = direction === 'export' ? 1 : -1;
      const seconds = noticeS + grid.bench.pixit('PIXIT_SEP2_LimitSeconds');
      grid.when(`When a default control with ${element} is notified`);
      const set = await grid.setDefault({ base: { [element]: 0.4 * grid.levelW } });
      await grid.power.expectNear(sign * 0.4 * grid.levelW, set.issuedAtNs, seconds, 'under the default control');
    }
    await expectNotified(grid);
  },
);

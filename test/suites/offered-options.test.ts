import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Evcc } from '../../suites/iso15118-2/evcc.js';
import { offeredService, requireNotOffered } from '../../suites/iso15118-2/not-offered.js';

/** A vehicle that was offered this. */
function offered(body: ExiObject | undefined): { readonly evcc: Evcc; readonly run: CaseRun } {
  const recorder = { record: () => undefined, flush: async () => {} };
  const definition = {
    ...{ id: 'T_OFFER', title: 'an offer', purpose: 'to be seen', area: 'test', clause: 'none' },
    ...{ requirements: [], kind: 'valid' as const },
  };
  const run = new CaseRun('T_OFFER@test', definition, recorder, []);
  const newest = () => (body === undefined ? undefined : { body });
  return { evcc: { run, newest } as unknown as Evcc, run };
}
const paying = (...PaymentOption: string[]): ExiObject => ({ PaymentOptionList: { PaymentOption } });

describe('a payment option that is to be a wrong one', () => {
  it('is wrong where it is not offered', () => {
    const { evcc, run } = offered(paying('ExternalPayment'));
    requireNotOffered(evcc, 'Contract');
    assert.equal(run.verdict, 'none');
  });

  for (const [what, body] of [
    ['it is offered too', paying('ExternalPayment', 'Contract')],
    ['nobody knows the offer', undefined],
  ] as const)
    it(`proves nothing where ${what}`, () => {
      const { evcc, run } = offered(body);
      assert.throws(() => requireNotOffered(evcc, 'Contract'), CaseStopped);
      assert.equal(run.verdict, 'inconc');
    });
});

describe('a service beside the charge service', () => {
  it('is the first of the list, or none', () => {
    const list = { ServiceList: { Service: [{ ServiceID: 3 }, { ServiceID: 2 }] } };
    assert.equal(offeredService(offered(list).evcc), 3);
    assert.equal(offeredService(offered({}).evcc), undefined);
  });
});

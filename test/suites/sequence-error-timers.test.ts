import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definitionOf, publishedCase } from '../../suites/iso15118-2/published-cases.js';

describe('the timer of a request that takes the place of another', () => {
  for (const id of ['TC_SECC_DC_VTB_CurrentDemand_003', 'TC_SECC_CMN_VTB_CertificateInstallation_002'])
    it(`${id} declares the timer that it judges by, and no other one of a message`, () => {
      const words = { title: 'a title', purpose: 'a purpose' };
      const { timers = [], ...told } = definitionOf(id, { ...words, sentInstead: 'ServiceDiscoveryReq' });
      const ofMessages = timers.filter((timer) => timer.includes('_Msg_Timeout_'));
      assert.deepEqual(ofMessages, ['iso15118-2/V2G_EVCC_Msg_Timeout_ServiceDiscoveryReq']);
      assert.equal(timers.length, publishedCase(id).timers.length);
      assert.equal('sentInstead' in told, false);
    });
});

import { iso2Protocol } from '../../src/peers/vehicle/request-body.js';
import type { Evcc } from './evcc.js';
import { evccCase } from './evcc-case.js';
import type { CaseWords } from './published-cases.js';

const good = ['OK_SuccessfulNegotiation', 'OK_SuccessfulNegotiationWithMinorDeviation'];

async function negotiate(evcc: Evcc, changes: object, code: string | readonly string[]) {
  await evcc.given('tcp-connected');
  const entry = { ...iso2Protocol, SchemaID: 10, Priority: 2, ...changes };
  evcc.when(
    `When it offers ${entry.ProtocolNamespace} ${entry.VersionNumberMajor}.${entry.VersionNumberMinor} as SchemaID ${entry.SchemaID}`,
  );
  const exchange = await evcc.request('supportedAppProtocolReq', { body: { AppProtocol: [entry] } });
  const answer = await evcc.expectAnswer(exchange, { code });
  return { exchange, answer };
}

function schemaIdCase(id: string, over: string): void {
  const words: CaseWords = {
    title: `one protocol offered, ${over}`,
    purpose: `The SECC accepts ISO 15118-2:2013 offered as the only protocol over ${over} and echoes its SchemaID.`,
    likelyCauses: [
      'the SECC answers with a fixed SchemaID',
      'the SECC does not offer this protocol with this security',
    ],
  };
  evccCase(id, words, async (evcc) => {
    const { exchange, answer } = await negotiate(evcc, {}, good);
    evcc.run.observe(answer.body?.['SchemaID'] === 10, {
      text: 'the SchemaID of the accepted entry is echoed',
      expected: '10',
      observed: String(answer.body?.['SchemaID'] ?? 'none'),
      field: 'SchemaID',
      ...evcc.at(exchange),
    });
  });
}

schemaIdCase('TC_SECC_CMN_VTB_SupportedAppProtocol_001', 'TLS');
schemaIdCase('TC_SECC_CMN_VTB_SupportedAppProtocol_004', 'plain TCP');

evccCase(
  'TC_SECC_CMN_VTB_SupportedAppProtocol_006',
  {
    title: 'higher minor version of a known protocol',
    purpose: 'The SECC accepts a protocol whose minor version differs from its own and says so in the response code.',
  },
  async (evcc) => {
    await negotiate(evcc, { VersionNumberMinor: 1 }, 'OK_SuccessfulNegotiationWithMinorDeviation');
  },
);

evccCase(
  'TC_SECC_CMN_VTB_SupportedAppProtocol_002',
  {
    title: 'only an unknown protocol offered',
    purpose:
      'The SECC refuses a vehicle that offers nothing that it knows, names no SchemaID, and ends the connection.',
  },
  async (evcc) => {
    const unknown = {
      ProtocolNamespace: 'urn:iso:15118:2:2014:MsgDef',
      VersionNumberMajor: 3,
      SchemaID: 1,
      Priority: 1,
    };
    const { exchange, answer } = await negotiate(evcc, unknown, 'Failed_NoNegotiation');
    evcc.run.observe(answer.body?.['SchemaID'] === undefined, {
      text: 'no SchemaID is named',
      expected: 'none',
      observed: String(answer.body?.['SchemaID'] ?? 'none'),
      field: 'SchemaID',
      ...evcc.at(exchange),
    });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

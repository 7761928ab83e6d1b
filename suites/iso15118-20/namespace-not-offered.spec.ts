import { iso20Case } from './iso20-case.js';

iso20Case(
  'TC20_SECC_CMN_NotOffered_AcNamespace',
  {
    title: 'the namespace of AC alone is offered to a station that has DC only',
    purpose:
      'An SECC that has DC only refuses a vehicle that speaks AC alone in the handshake, with Failed_NoNegotiation, and not later when no service fits.',
    group: 'SupportedAppProtocol',
    clause: '8.2',
    requirements: ['V2G20-169'],
    pics: 'PICS_PLUMBLINE_SECC_Contracts = false',
    kind: 'invalid',
    likelyCauses: ['the namespaces that are accepted are those of the software, not those of the station'],
  },
  async (evcc) => {
    const entry = {
      ProtocolNamespace: 'urn:iso:std:iso:15118:-20:AC',
      VersionNumberMajor: 1,
      VersionNumberMinor: 0,
      SchemaID: 17,
      Priority: 1,
    };
    await evcc.given('tcp-connected');
    evcc.when('When it offers the namespace of AC alone');
    const exchange = await evcc.request('supportedAppProtocolReq', { body: { AppProtocol: [entry] } });
    const answer = await evcc.expectAnswer(exchange, { code: 'Failed_NoNegotiation' });
    evcc.run.observe(answer.body?.['SchemaID'] === undefined, {
      text: 'no SchemaID is named',
      observed: String(answer.body?.['SchemaID'] ?? 'none'),
      field: 'SchemaID',
      ...evcc.at(exchange),
    });
  },
);

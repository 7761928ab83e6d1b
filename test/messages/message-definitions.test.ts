import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageSets } from '../../src/messages/sets.js';
import type { ElementDeclaration } from '../../src/wire/exi/notation.js';

/** The messages of ISO 15118-2:2014 by clause, as the standard's own contents list them. */
const iso2Messages: readonly (readonly [name: string, clause: string])[] = [
  ['SessionSetup', '8.4.3.2'],
  ['ServiceDiscovery', '8.4.3.3'],
  ['ServiceDetail', '8.4.3.4'],
  ['PaymentServiceSelection', '8.4.3.5'],
  ['PaymentDetails', '8.4.3.6'],
  ['Authorization', '8.4.3.7'],
  ['ChargeParameterDiscovery', '8.4.3.8'],
  ['PowerDelivery', '8.4.3.9'],
  ['CertificateUpdate', '8.4.3.10'],
  ['CertificateInstallation', '8.4.3.11'],
  ['SessionStop', '8.4.3.12'],
  ['MeteringReceipt', '8.4.3.13'],
  ['ChargingStatus', '8.4.4.2'],
  ['CableCheck', '8.4.5.2'],
  ['PreCharge', '8.4.5.3'],
  ['CurrentDemand', '8.4.5.4'],
  ['WeldingDetection', '8.4.5.5'],
];

function bodyMessages(elements: readonly ElementDeclaration[]): readonly ElementDeclaration[] {
  return elements.filter((element) => element.substitutionGroup?.name === 'BodyElement');
}

test('ISO 15118-2: every message has one constant with its clause', () => {
  const expected = iso2Messages.flatMap(([name, clause]) => [`${name}Req ${clause}`, `${name}Res ${clause}`]);
  const found = bodyMessages(messageSets.iso2.elements).map((element) => `${element.name} ${element.meta.clause}`);
  assert.deepEqual([...found].sort(), expected.sort());
});

test('DIN SPEC 70121 and ISO 15118-20: every message has a clause', () => {
  const messages = [
    ...bodyMessages(messageSets.din.elements),
    ...(['iso20.cm', 'iso20.ac', 'iso20.dc', 'iso20.wpt', 'iso20.acdp'] as const).flatMap((name) =>
      messageSets[name].elements.filter((element) => /Re[qs]$/.test(element.name)),
    ),
  ];
  assert.ok(messages.length > 60, `${messages.length} messages`);
  assert.deepEqual(
    messages.filter((element) => !/^\d+(\.\d+)+$/.test(element.meta.clause ?? '')).map((element) => element.name),
    [],
  );
});

test('every request of every set has its response', () => {
  for (const set of Object.values(messageSets)) {
    const names = new Set(set.elements.map((element) => element.name));
    for (const name of names) {
      if (name.endsWith('Req')) assert.ok(names.has(name.replace(/Req$/, 'Res')), `${set.name}: ${name}`);
    }
  }
});

test('traps of the schemas: qualified attributes, two types called eMAID, large bounds, heads that are not abstract', () => {
  const type = (set: keyof typeof messageSets, name: string) => {
    const found = messageSets[set].types.find((candidate) => candidate.name === name);
    assert.ok(found?.kind === 'complex', `${set} ${name}`);
    return found.parts;
  };
  assert.equal(type('iso2', 'AuthorizationReqType').attributes?.[0]?.namespace, 'urn:iso:15118:2:2013:MsgBody');
  assert.equal(type('iso2', 'ParameterType').attributes?.[0]?.namespace, 'urn:iso:15118:2:2013:MsgDataTypes');
  assert.equal(type('iso2', 'SignatureType').attributes?.[0]?.namespace, '');
  const eMaid = (message: string) =>
    type('iso2', message).sequence?.flatMap((particle) =>
      particle.kind === 'element-particle' && particle.element.name === 'eMAID' ? [particle.element.type.name] : [],
    );
  assert.deepEqual(eMaid('PaymentDetailsReqType'), ['eMAIDType']);
  assert.deepEqual(eMaid('CertificateInstallationResType'), ['EMAIDType']);
  const [schedule] = type('iso2', 'PMaxScheduleType').sequence ?? [];
  assert.equal(schedule?.occurs.maxOccurs, 1024);
  const heads = (set: keyof typeof messageSets) =>
    messageSets[set].elements.filter((element) => element.abstract).map((element) => element.name);
  assert.ok(heads('iso2').includes('EVChargeParameter'));
  assert.ok(!heads('din').includes('EVChargeParameter'));
});

test('a set that brings control modes completes the choice of the common types', () => {
  const members = (name: 'iso20.ac' | 'iso20.dc') => {
    const type = messageSets[name].types.find((candidate) => candidate.name?.endsWith('C_ChargeLoopReqType'));
    assert.ok(type?.kind === 'complex');
    return type.parts.sequence?.flatMap((particle) =>
      particle.kind === 'element-particle' ? particle.members.map((member) => member.name) : [],
    );
  };
  assert.deepEqual(members('iso20.ac'), [
    'BPT_Dynamic_AC_CLReqControlMode',
    'BPT_Scheduled_AC_CLReqControlMode',
    'Dynamic_AC_CLReqControlMode',
    'Scheduled_AC_CLReqControlMode',
  ]);
  assert.deepEqual(members('iso20.dc'), [
    'BPT_Dynamic_DC_CLReqControlMode',
    'BPT_Scheduled_DC_CLReqControlMode',
    'Dynamic_DC_CLReqControlMode',
    'Scheduled_DC_CLReqControlMode',
  ]);
});

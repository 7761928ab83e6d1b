import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import { requireReference } from '../support/reference.js';

interface Listed {
  readonly id: string;
  readonly area: string;
  readonly kind: string;
  readonly requirements: readonly string[];
  readonly projects: readonly string[];
}

const program = join(projectRoot(), 'bin', 'plumbline');
const listed = JSON.parse(
  execFileSync(process.execPath, [program, 'list', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
) as readonly Listed[];
const iso20 = listed.filter(({ area }) => area.startsWith('ISO 15118-20'));
const contract2 = listed.filter(({ projects }) => projects.some((name) => /^iso15118-2-.*pnc/.test(name)));

/** The case with this id, which some project must run. */
function caseOf(id: string): Listed {
  const found = listed.find((candidate) => candidate.id === id);
  assert.ok(found, `${id} is in no suite`);
  assert.ok(found.projects.length > 0, `${id} runs in no project`);
  return found;
}

const services = ['AC', 'AC_BPT', 'DC', 'DC_BPT'] as const;
const modes = ['scheduled', 'dynamic'] as const;
const mode = (service: string) => (service.startsWith('AC') ? 'AC' : 'DC');
const combinations = services.flatMap((service) => modes.map((controlMode) => [service, controlMode] as const));

describe('good cases of ISO 15118-20', () => {
  for (const [service, controlMode] of combinations) {
    it(`${service}, ${controlMode}: whole session, both renegotiations, for external payment and contract`, () => {
      const prefix = `TC20_SECC_${mode(service)}`;
      const tail = `${service}_${controlMode}`;
      for (const id of [
        `${prefix}_WholeSession_${tail}`,
        `${prefix}_ContractSession_${tail}`,
        `${prefix}_Standby_${tail}`,
        ...['EIM', 'PnC'].flatMap((payment) => [
          `${prefix}_ScheduleRenegotiation_${tail}_${payment}`,
          `${prefix}_ServiceRenegotiation_${tail}_${payment}`,
        ]),
      ]) {
        const found = caseOf(id);
        assert.equal(found.kind, 'valid', id);
        assert.ok(found.requirements.length > 0, `${id} names no requirement`);
      }
    });
  }
});

/** What each kind of fault must be met by: cases by id, and requirements that they rest on. */
const faults: readonly (readonly [kind: string, id: RegExp, least: number, requirements: readonly string[]])[] = [
  ['foreign SessionIDs: wrong', /UnknownSessionForeign$|_UnknownSession$/, 20, ['V2G20-460', 'V2G20-735']],
  ['foreign SessionIDs: zero', /UnknownSessionZero$/, 15, ['V2G20-460', 'V2G20-735']],
  ['foreign SessionIDs: empty', /UnknownSessionEmpty$/, 15, ['V2G20-460', 'V2G20-735']],
  ['requests out of order', /SequenceError$|AtOnce$|InBetween$|WhileEnergyFlows$|TooEarly$/, 20, ['V2G20-459']],
  ['replayed messages', /_Replay(ed)?(_|$)/, 9, ['V2G20-460', 'V2G20-459', 'V2G20-2565', 'V2G20-902']],
  [
    'bad certificates in messages',
    /Authorization_(Expired|Revoked|NotYetValid|ForeignRoot|BrokenCertificate|WrongDomain|WrongUsage|SelfSigned|ExpiredSubCa|NoCertificate)$|Installation_(Expired|ForeignRoot|WrongDomain)$/,
    13,
    ['V2G20-735'],
  ],
  ['bad certificates in TLS', /Tls_VehicleCertificate/, 6, ['V2G20-2331', 'V2G20-1264']],
  ['wrong curves', /WrongCurve$/, 3, ['V2G20-1264', 'V2G20-735']],
  ['bad signatures', /_(Unsigned|ForeignKey|WrongDigest|Altered)$/, 8, ['V2G20-735']],
  ['oversize fields', /Oversize$|LengthHuge$|Malformed_Endless$/, 5, ['V2G20-734', 'V2G20-735']],
  ['broken messages', /_Malformed_/, 16, ['V2G20-734', 'V2G20-735']],
  [
    'what was not offered',
    /_NotOffered_|_ServiceSelection_|ServiceIdInvalid$/,
    9,
    ['V2G20-433', 'V2G20-1618', 'V2G20-2566'],
  ],
  ['renegotiations gone wrong', /Renegotiation_[A-Z]\w+$/, 12, ['V2G20-1477', 'V2G20-459']],
];

describe('negative cases of ISO 15118-20', () => {
  const negative = iso20.filter(({ kind }) => kind === 'invalid');

  for (const [kind, id, least, requirements] of faults) {
    it(`${kind}: at least ${least}`, () => {
      const found = negative.filter((candidate) => id.test(candidate.id));
      assert.ok(found.length >= least, `${found.length}: ${found.map((candidate) => candidate.id).join(', ')}`);
      const covered = new Set(found.flatMap((candidate) => candidate.requirements));
      for (const requirement of requirements)
        assert.ok(covered.has(requirement), `${kind}: nothing for ${requirement}`);
      for (const candidate of found) assert.ok(candidate.projects.length > 0, `${candidate.id} runs in no project`);
    });
  }

  it('there are at least 60, each with a requirement', () => {
    assert.ok(negative.length >= 60, `${negative.length}`);
    assert.deepEqual(
      negative.filter(({ requirements }) => requirements.length === 0),
      [],
    );
  });

  it('at least 60 rest on the catalogue of requirements, and no case of it names an id that is none', (t) => {
    const reference = requireReference(t);
    if (reference === undefined) return;
    const file = join(reference, 'catalogue', 'iso15118-20-requirements.yaml');
    const { requirements } = parse(readFileSync(file, 'utf8')) as { requirements: readonly { readonly id: string }[] };
    const known = new Set(requirements.map(({ id }) => id));
    const rooted = negative.filter((candidate) => candidate.requirements.some((id) => known.has(id)));
    assert.ok(rooted.length >= 60, `${rooted.length}`);
    for (const candidate of iso20) {
      const named = candidate.requirements.filter((id) => !/^V2G20-\d+$/.test(id));
      assert.deepEqual(named, [], candidate.id);
    }
  });
});

describe('Plug & Charge of ISO 15118-2', () => {
  it('the cases of a stalled back end, of discovery and of renegotiations are there', () => {
    for (const number of ['015', '016', '017']) {
      assert.deepEqual(
        caseOf(`TC_SECC_CMN_VTB_Authorization_${number}`).projects.filter((name) => name.includes('stalled')).length,
        1,
      );
    }
    for (const id of ['SDP_003', 'SDP_006']) caseOf(`TC_SECC_CMN_VTB_${id}`);
    for (const charging of ['AC', 'DC']) {
      for (const who of ['ByVehicle', 'BySecc', 'Declined']) {
        const { projects } = caseOf(`PL_SECC_${charging}_Renegotiation_${who}`);
        assert.equal(projects.length, 2, `${charging} ${who}: external payment and contract`);
      }
    }
  });

  it('at least 60 negative cases pay by contract', () => {
    const negative = contract2.filter(({ kind }) => kind === 'invalid');
    assert.ok(negative.length >= 60, `${negative.length}`);
  });
});

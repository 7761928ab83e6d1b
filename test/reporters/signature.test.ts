import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, type TestContext, test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { buildResults, resultsText } from '../../src/record/build-results.js';
import { parseJournal } from '../../src/record/read-journal.js';
import { pdfReport } from '../../src/reporters/pdf/pdf-report.js';
import { PdfFile } from '../../src/reporters/pdf-file/pdf-file.js';
import { signedRoles, signPdf } from '../../src/reporters/signature/sign-pdf.js';
import { loadSigner, signerFromPem } from '../../src/reporters/signature/signer.js';
import { findProgram, missing } from '../support/find-program.js';
import { opensslAccepts } from '../support/pdf-signature.js';
import { journalBytes, writeSampleRun } from '../support/sample-run.js';
import { mintSigningChain, type SigningChain } from '../support/signing-chain.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let unsigned: Buffer;

before(async (t) => {
  const events = parseJournal(
    journalBytes(await writeSampleRun(temporaryFolder(t as TestContext), { cases: 3 })),
  ).events;
  const results = buildResults(events);
  unsigned = await pdfReport({ results, resultsJson: Buffer.from(resultsText(results)) });
});

function chain(t: TestContext): SigningChain & { readonly folder: string } {
  const folder = temporaryFolder(t);
  const minted = mintSigningChain(folder);
  assert.ok(minted !== undefined);
  return { ...minted, folder };
}

describe('PAdES signature', { skip: missing('openssl') }, () => {
  test('openssl accepts it as CAdES, and refuses it when a byte was changed', (t) => {
    const minted = chain(t);
    const pdf = signPdf(unsigned, { signer: minted.technician.signer, role: 'technician', at: new Date() });
    assert.ok(pdf.subarray(0, unsigned.length).equals(unsigned), 'signing appends and changes nothing');
    assert.ok(opensslAccepts(pdf, 0, minted.root, minted.folder));
    pdf[2000] = (pdf[2000] ?? 0) ^ 1;
    assert.ok(!opensslAccepts(pdf, 0, minted.root, minted.folder));
  });

  test('pdfsig accepts both signatures of a report that was signed twice', { skip: missing('pdfsig') }, (t) => {
    const minted = chain(t);
    const once = signPdf(unsigned, { signer: minted.technician.signer, role: 'technician', at: new Date() });
    const twice = signPdf(Buffer.from(once), { signer: minted.approver.signer, role: 'approver', at: new Date() });
    assert.ok(twice.subarray(0, once.length).equals(once));
    assert.ok([0, 1].every((index) => opensslAccepts(twice, index, minted.root, minted.folder)));
    const file = join(minted.folder, 'twice.pdf');
    writeFileSync(file, twice);
    const said = execFileSync(findProgram('pdfsig') ?? '', [file], { encoding: 'utf8' });
    assert.equal(said.match(/Signature is Valid/g)?.length, 2);
    assert.equal(said.match(/Signature Type: ETSI\.CAdES\.detached/g)?.length, 2);
    assert.match(said, /Field Name: approver[\s\S]*Total document signed/);
    assert.deepEqual(signedRoles(new PdfFile(twice)), ['technician', 'approver']);
  });

  test('a role signs once', (t) => {
    const { technician } = chain(t);
    const options = { signer: technician.signer, role: 'technician', at: new Date() } as const;
    const once = signPdf(unsigned, options);
    assert.throws(
      () => signPdf(once, options),
      (error: PlumblineError) => error.code === 'REPORTERS-005',
    );
  });

  for (const mode of [0o644, 0o640, 0o604, 0o700]) {
    test(`a key of mode ${mode.toString(8)} is refused`, (t) => {
      const { technician } = chain(t);
      chmodSync(technician.key, mode);
      assert.throws(
        () => loadSigner(technician.key, technician.chain),
        (error: PlumblineError) => error.code === 'REPORTERS-002',
      );
    });
  }

  test('a key of mode 600 is taken; one that does not fit its certificate is not', (t) => {
    const { technician, approver, folder } = chain(t);
    assert.equal(loadSigner(technician.key, technician.chain).name, 'Test technician');
    const refused = (error: PlumblineError): boolean => error.code === 'REPORTERS-003';
    assert.throws(() => loadSigner(technician.key, approver.chain), refused);
    assert.throws(() => loadSigner(join(folder, 'none.key'), technician.chain), refused);
    assert.throws(() => signerFromPem('no key', readFileSync(technician.chain, 'utf8')), refused);
    const p384 = join(folder, 'p384.key');
    execFileSync(findProgram('openssl') ?? '', [
      'genpkey',
      '-algorithm',
      'EC',
      '-pkeyopt',
      'ec_paramgen_curve:P-384',
      '-out',
      p384,
    ]);
    chmodSync(p384, 0o600);
    assert.throws(() => loadSigner(p384, technician.chain), refused);
  });

  for (const [what, bytes] of [
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['half a PDF', 'half'],
  ] as const) {
    test(`${what} is not signed but REPORTERS-004`, (t) => {
      const { technician } = chain(t);
      const pdf = bytes === 'half' ? unsigned.subarray(0, unsigned.length / 2) : bytes;
      const sign = (): Buffer =>
        signPdf(Buffer.from(pdf), { signer: technician.signer, role: 'technician', at: new Date() });
      assert.throws(sign, (error: PlumblineError) => error.code === 'REPORTERS-004');
    });
  }
});

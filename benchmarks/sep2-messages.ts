import { XmlDocument } from 'libxml2-wasm';
import { decodeSep2, encodeSep2, sep2MediaTypes } from '../src/messages/sep2/codec.js';
import { sep2Samples } from '../test/support/sep2-samples.js';

/**
 * `npm run benchmark -- sep2-messages`: resources of IEEE 2030.5 a second, read and written in XML and EXI, beside what
 * libxml2 needs to parse the same octets in the same run (parse only: no types, no bounds, no order), and their size.
 */
interface Row {
  readonly resource: string;
  readonly xmlOctets: number;
  readonly exiOctets: number;
  /** Microseconds of CPU a resource. */
  readonly readXml: number;
  readonly writeXml: number;
  readonly readExi: number;
  readonly writeExi: number;
  readonly libxml2: number;
}

const turnsOfOneRow = 400;

/** Microseconds of CPU that one call needs: the best of several rounds, warm. */
function microseconds(call: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) {
    const started = process.cpuUsage();
    for (let i = 0; i < turnsOfOneRow; i++) kept = call();
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / turnsOfOneRow);
  }
  return best;
}

let kept: unknown;

function measure(resource: string, value: object): Row {
  const xml = encodeSep2(resource, value);
  const exi = encodeSep2(resource, value, { form: 'exi' });
  return {
    resource,
    xmlOctets: xml.length,
    exiOctets: exi.length,
    readXml: microseconds(() => decodeSep2(xml, sep2MediaTypes.xml)),
    writeXml: microseconds(() => encodeSep2(resource, value)),
    readExi: microseconds(() => decodeSep2(exi, sep2MediaTypes.exi)),
    writeExi: microseconds(() => encodeSep2(resource, value, { form: 'exi' })),
    libxml2: microseconds(() => {
      const parsed = XmlDocument.fromBuffer(xml);
      const { name } = parsed.root;
      parsed.dispose();
      return name;
    }),
  };
}

function mean(rows: readonly Row[], pick: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
}

function line(row: Row): string {
  const times = [row.readXml, row.writeXml, row.readExi, row.writeExi, row.libxml2].map((us) =>
    us.toFixed(1).padStart(9),
  );
  const saved = `${((100 * row.exiOctets) / row.xmlOctets).toFixed(0)} %`;
  const sizes = `${String(row.xmlOctets).padStart(6)}${String(row.exiOctets).padStart(6)}${saved.padStart(6)}`;
  return `${row.resource.padEnd(24)}${sizes}${times.join('')}${(row.readXml / row.libxml2).toFixed(2).padStart(8)}`;
}

function main(): void {
  // Once around before anything is timed, so that no row pays for grammars that another one uses too.
  for (const { resource, value } of sep2Samples) measureOnce(resource, value);
  const rows = sep2Samples.map(({ resource, value }) => measure(resource, value));
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ rows }, undefined, 2));
    return;
  }
  console.log('IEEE 2030.5: octets, and microseconds of CPU a resource, warm (one core)\n');
  const head = ['XML read', 'write', 'EXI read', 'write', 'libxml2'].map((word) => word.padStart(9)).join('');
  console.log(`${'resource'.padEnd(24)}${'XML'.padStart(6)}${'EXI'.padStart(6)}${''.padStart(6)}${head}   ratio`);
  for (const row of rows) console.log(line(row));
  const rate = (pick: (row: Row) => number) => Math.round(1e6 / mean(rows, pick)).toLocaleString('en');
  console.log(`\na second, mean of all: XML read ${rate((r) => r.readXml)}, written ${rate((r) => r.writeXml)}`);
  console.log(`                       EXI read ${rate((r) => r.readExi)}, written ${rate((r) => r.writeExi)}`);
  const ratio = mean(rows, (r) => r.readXml) / mean(rows, (r) => r.libxml2);
  console.log(
    `XML read and checked against the schema: ${ratio.toFixed(2)} times what libxml2 needs to parse it alone`,
  );
  const share = rows.reduce((sum, r) => sum + r.exiOctets, 0) / rows.reduce((sum, r) => sum + r.xmlOctets, 0);
  console.log(`EXI needs ${(100 * share).toFixed(0)} % of the octets of XML`);
  if (kept === undefined) console.log('nothing measured');
}

function measureOnce(resource: string, value: object): void {
  decodeSep2(encodeSep2(resource, value), sep2MediaTypes.xml);
  decodeSep2(encodeSep2(resource, value, { form: 'exi' }), sep2MediaTypes.exi);
}

main();

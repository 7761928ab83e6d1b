import {
  decodeSep2,
  defaultXmlLimits,
  type Sep2Decoded,
  type Sep2Violation,
  type XmlLimits,
} from '../../../messages/sep2/codec.js';
import type { Refusal, Value } from '../resources/answer.js';
import { refused } from '../resources/answer.js';
import { bodyForm } from './negotiate.js';
import { unfoldsBeyond } from './unfolds-beyond.js';

/** A request body as far as it could be read. */
export interface CheckedBody {
  readonly decoded: Sep2Decoded | undefined;
  readonly body: { readonly resource: string; readonly value: Value } | undefined;
  readonly refusal: Refusal | undefined;
  /** One line each. */
  readonly violations: readonly string[];
}

/**
 * Rules that make a body unusable. What a newer schema may bring (an element that is not known) is recorded and passed over
 * (IEEE 2030.5-2018, 5.6); whatever else is wrong is refused.
 */
const tolerated: ReadonlySet<string> = new Set([
  'element-undeclared',
  'element-of-other-schema',
  'attribute-undeclared',
  'text-undeclared',
  'element-misplaced',
]);

/** What a body of a device may hold: a mirror with a thousand readings has six thousand elements. More only takes time. */
const limits: XmlLimits = { ...defaultXmlLimits, maxElements: 20_000 };
/**
 * Octets of a body in EXI. Its elements take bits where those of XML take octets, so that the limit of XML would be some
 * hundred thousand of them; a mirror with a thousand readings takes a third of this.
 */
const maxExi = 65_536;
/** What a body may unfold to, characters and entries: strings of EXI are written once and referred to ever after. */
const maxUnfolded = 4_194_304;
/** Rules broken that are kept of a body: who is to mend it needs the first. */
const keptViolations = 100;

/** Reads a body and says whether the server can take it. */
export function checkBody(octets: Uint8Array, contentType: string | undefined): CheckedBody {
  const none = { decoded: undefined, body: undefined, violations: [] };
  if (octets.length === 0) return { ...none, refusal: undefined };
  if (bodyForm(contentType) === undefined) {
    return { ...none, refusal: refused(415, `the body is ${contentType ?? 'of no type'}`) };
  }
  if (bodyForm(contentType) === 'exi' && octets.length > maxExi) {
    return { ...none, refusal: refused(413, `${octets.length} octets of EXI: the server takes ${maxExi}`) };
  }
  const decoded = decodeSep2(octets, contentType as string, { limits });
  if (unfoldsBeyond(decoded.value, maxUnfolded)) {
    // Not recorded either: the record would hold it whole.
    return { ...none, refusal: refused(413, `the body unfolds to more than ${maxUnfolded} characters`) };
  }
  const violations = decoded.violations.slice(0, keptViolations).map(line);
  const fatal = decoded.violations.find(({ rule }) => !tolerated.has(rule));
  const { resource, value } = decoded;
  if (fatal !== undefined || resource === undefined || value === undefined) {
    const detail = fatal === undefined ? 'the body holds no resource' : line(fatal);
    return { decoded, body: undefined, violations, refusal: refused(400, detail) };
  }
  return { decoded, body: { resource, value: value as Value }, violations, refusal: undefined };
}

function line({ path, rule, detail, line: row, column, bitOffset }: Sep2Violation): string {
  const where =
    row !== undefined ? ` (line ${row}, column ${column ?? 0})` : bitOffset === undefined ? '' : ` (bit ${bitOffset})`;
  return `${path === '' ? 'body' : path}: ${rule}, ${detail}${where}`;
}

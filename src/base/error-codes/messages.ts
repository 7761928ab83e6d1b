import type { ErrorEntry } from '../error-entry.js';

/** 001 to 009: values and message sets. 010 to 029: `plumbline schema import`. 030 to 039: building values. 040 to 049: signatures. 050 to 059: IEEE 2030.5. */
export const messagesErrors = {
  'MESSAGES-001': {
    title: 'the value does not have the form of the message',
    cure: 'compare it with the JSON Schema of the message (`plumbline exi schema SET MESSAGE`), or decode a good message and edit that',
    exit: 4,
  },
  'MESSAGES-002': {
    title: 'there is no message set of this name',
    cure: 'use one of sap, din, iso2, iso20.cm, iso20.ac, iso20.dc, iso20.wpt, iso20.acdp, xmldsig',
    exit: 4,
  },
  'MESSAGES-003': {
    title: 'the message set has no message of this name',
    cure: 'write the name as the schema does, for example SessionSetupReq',
    exit: 4,
  },
  'MESSAGES-004': {
    title: 'a fault cannot be applied',
    cure: 'name a place that the value has, as in JSON: SessionSetupReq.EVCCID or ServiceList.Service[1].ServiceID',
    exit: 4,
  },
  'MESSAGES-005': {
    title: 'the fault is not written as a fault',
    cure: 'write KIND, KIND=VALUE, KIND:PATH or KIND:PATH=VALUE; `plumbline exi encode --help` lists the kinds',
    exit: 4,
  },
  'MESSAGES-006': {
    title: 'there is no dialect of this name',
    cure: 'use libcbv2g, or leave the dialect out',
    exit: 4,
  },
  'MESSAGES-010': {
    title: 'no schema file found',
    cure: 'point --xsd at the .xsd files, or at a folder that holds them',
    exit: 4,
  },
  'MESSAGES-011': {
    title: 'the schema file is not well-formed XML',
    cure: 'obtain the file again from its publisher; `xmllint --noout FILE` shows the same fault',
    exit: 4,
  },
  'MESSAGES-012': {
    title: 'the file is not an XML Schema',
    cure: 'its root must be <schema> of http://www.w3.org/2001/XMLSchema; leave other files out of --xsd',
    exit: 4,
  },
  'MESSAGES-013': {
    title: 'an imported or included schema is missing',
    cure: 'give the missing file, or the folder that holds it, as one more --xsd',
    exit: 4,
  },
  'MESSAGES-014': {
    title: 'the schema refers to something that it does not define',
    cure: 'check that all files are of one edition, and that the file that defines it is among --xsd or is imported',
    exit: 4,
  },
  'MESSAGES-015': {
    title: 'the schema defines one name twice',
    cure: 'give the files of one edition only',
    exit: 4,
  },
  'MESSAGES-016': {
    title: 'the importer does not know this schema construct',
    cure: 'docs/messages.md lists what it knows; write the type by hand in the notation, or ask for the construct',
    exit: 4,
  },
  'MESSAGES-017': {
    title: 'the annotations file is wrong',
    cure: 'docs/messages.md shows its form; every name in it must be a name of the schema',
    exit: 4,
  },
  'MESSAGES-018': {
    title: 'the definitions differ from what the schema gives',
    cure: 'run the same command without --check and review the difference',
    exit: 1,
  },
  'MESSAGES-019': {
    title: 'the definitions cannot be written',
    cure: 'choose a folder that you may write to; the importer overwrites only files that it made itself',
    exit: 4,
  },
  'MESSAGES-030': {
    title: 'the quantity does not fit a PhysicalValue',
    cure: 'Value is a 16-bit number and Multiplier goes from -3 to 3, so the largest magnitude is 32,767,000; check the unit',
    exit: 4,
  },
  'MESSAGES-040': {
    title: 'there is nothing to sign',
    cure: 'give each element that is to be signed an Id; docs/signatures.md lists what is signed in which message',
    exit: 4,
  },
  'MESSAGES-041': {
    title: 'the key cannot do what is asked of it',
    cure: 'use a key of the suite: P-256 for ISO 15118-2, P-521 or Ed448 for ISO 15118-20',
    exit: 4,
  },
  'MESSAGES-050': {
    title: 'the schema cannot be used to validate',
    cure: 'give --xsd the file sep.xsd of the published schema as IEEE distributes it',
    exit: 4,
  },
} as const satisfies Record<`MESSAGES-${number}`, ErrorEntry>;

// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { FileLink } from './links.js';
import { sep } from './namespaces.js';
import { HexBinary16, HexBinary160, String16, String32, UInt8, UInt16, UInt32 } from './primitives.js';
import { List, Resource } from './resource.js';
import { PENType, TimeType } from './types.js';

/** Software that can be loaded (9.8). */
export const File = sep.complexType(
  'File',
  {
    extends: Resource,
    sequence: [
      sep.element('activateTime', TimeType, { minOccurs: 0 }),
      sep.element('fileURI', xs.anyURI),
      sep.element('lFDI', HexBinary160, { minOccurs: 0 }),
      sep.element('mfHwVer', String32, { minOccurs: 0 }),
      sep.element('mfID', PENType),
      sep.element('mfModel', String32),
      sep.element('mfSerNum', String32, { minOccurs: 0 }),
      sep.element('mfVer', String16),
      sep.element('size', UInt32),
      sep.element('type', HexBinary16),
    ],
  },
  { clause: '9.8' },
);
export type File = Static<typeof File>;

export const FileList = sep.complexType('FileList', {
  extends: List,
  sequence: [sep.element('File', File, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FileList = Static<typeof FileList>;

/** How loading is getting on (9.8). */
export const FileStatus = sep.complexType(
  'FileStatus',
  {
    extends: Resource,
    sequence: [
      sep.element('activateTime', TimeType, { minOccurs: 0 }),
      sep.element('FileLink', FileLink, { minOccurs: 0 }),
      sep.element('loadPercent', UInt8),
      sep.element('nextRequestAttempt', TimeType),
      sep.element('request503Count', UInt16),
      sep.element('requestFailCount', UInt16),
      sep.element('status', UInt8),
      sep.element('statusTime', TimeType),
    ],
    attributes: [sep.attribute('pollRate', UInt32)],
  },
  { clause: '9.8' },
);
export type FileStatus = Static<typeof FileStatus>;

export const FileElement = sep.globalElement('File', File, { clause: '9.8' });

export const FileListElement = sep.globalElement('FileList', FileList);

export const FileStatusElement = sep.globalElement('FileStatus', FileStatus, { clause: '9.8' });

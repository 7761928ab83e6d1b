// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { wpt } from './namespaces.js';

export const WPT_EVResultType = wpt.enumeration('WPT_EVResultType', [
  'EVResultUnknown',
  'EVResultSuccess',
  'EVResultFailed',
]);
export type WPT_EVResultType = Static<typeof WPT_EVResultType>;

// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
import { xs } from '../../../wire/exi/notation.js';
import { wpt } from './namespaces.js';

export const WPT_DataContainerType = wpt.simpleType('WPT_DataContainerType', xs.base64Binary, { maxLength: 256 });

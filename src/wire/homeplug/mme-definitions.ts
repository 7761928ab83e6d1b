import type { MmeDefinition } from './define-mme.js';
import { ampMapCnf, ampMapReq } from './messages/cm-amp-map.js';
import { attenCharInd, attenCharRsp } from './messages/cm-atten-char.js';
import { attenProfileInd } from './messages/cm-atten-profile.js';
import { mnbcSoundInd } from './messages/cm-mnbc-sound.js';
import { nwStatsCnf, nwStatsReq } from './messages/cm-nw-stats.js';
import { setKeyCnf, setKeyReq } from './messages/cm-set-key.js';
import { slacMatchCnf, slacMatchReq } from './messages/cm-slac-match.js';
import { slacParmCnf, slacParmReq } from './messages/cm-slac-parm.js';
import { startAttenCharInd } from './messages/cm-start-atten-char.js';
import { validateCnf, validateReq } from './messages/cm-validate.js';
import { getPropertyCnf, getPropertyReq } from './messages/vs-get-property.js';
import { moduleReadCnf, moduleReadReq } from './messages/vs-module-operation.js';
import { nwInfoCnf, nwInfoReq } from './messages/vs-nw-info.js';
import { opAttributesCnf, opAttributesReq } from './messages/vs-op-attributes.js';
import { linkStatusCnf, linkStatusReq } from './messages/vs-pl-lnk-status.js';
import { rxToneMapCnf, rxToneMapReq } from './messages/vs-rx-tone-map-char.js';
import { vsSetKeyCnf, vsSetKeyReq } from './messages/vs-set-key.js';
import { swVerCnf, swVerReq } from './messages/vs-sw-ver.js';
import { toneMapCnf, toneMapReq } from './messages/vs-tone-map-char.js';

/** Every management message whose layout is known. */
export const mmeDefinitions: readonly MmeDefinition[] = [
  slacParmReq,
  slacParmCnf,
  startAttenCharInd,
  mnbcSoundInd,
  attenProfileInd,
  attenCharInd,
  attenCharRsp,
  validateReq,
  validateCnf,
  slacMatchReq,
  slacMatchCnf,
  setKeyReq,
  setKeyCnf,
  ampMapReq,
  ampMapCnf,
  nwStatsReq,
  nwStatsCnf,
  swVerReq,
  swVerCnf,
  nwInfoReq,
  nwInfoCnf,
  rxToneMapReq,
  rxToneMapCnf,
  toneMapReq,
  toneMapCnf,
  vsSetKeyReq,
  vsSetKeyCnf,
  linkStatusReq,
  linkStatusCnf,
  opAttributesReq,
  opAttributesCnf,
  getPropertyReq,
  getPropertyCnf,
  moduleReadReq,
  moduleReadCnf,
];

const byType = new Map(mmeDefinitions.map((definition) => [definition.type, definition]));

/** The layout of an MMTYPE; undefined where it is not known. */
export function definitionOf(type: number): MmeDefinition | undefined {
  return byType.get(type);
}

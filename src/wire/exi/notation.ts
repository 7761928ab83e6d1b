/**
 * The notation in which message sets are declared: XML Schema's own words as TypeScript constants. A constant gives the
 * layout, the bounds, the clause and (through `Static`) the TypeScript type; grammars, codecs, JSON form and JSON Schema
 * are all derived from it.
 *
 * A worked example (`src/messages/sap/` in full):
 *
 * ```ts
 * const appProtocol = namespace('urn:iso:15118:2:2010:AppProtocol');        // forms default to unqualified
 *
 * export const idType = appProtocol.simpleType('idType', xs.unsignedByte);
 * export const priorityType = appProtocol.simpleType('priorityType', xs.unsignedByte, { minInclusive: 1, maxInclusive: 20 });
 * export const responseCodeType = appProtocol.enumeration('responseCodeType', ['OK_SuccessfulNegotiation', ...]);
 *
 * export const AppProtocolType = appProtocol.complexType('AppProtocolType', {
 *   sequence: [
 *     appProtocol.element('ProtocolNamespace', protocolNamespaceType),
 *     appProtocol.element('SchemaID', idType, { doc: 'Chosen by the EVCC, echoed by the SECC.' }),
 *     ...
 *   ],
 * });
 *
 * export const supportedAppProtocolReq = appProtocol.globalElement(
 *   'supportedAppProtocolReq',
 *   appProtocol.anonymousType({ sequence: [appProtocol.element('AppProtocol', AppProtocolType, { maxOccurs: 20 })] }),
 * );
 *
 * export const sap = messageSet('sap', {
 *   namespaces: [appProtocol],
 *   elements: [supportedAppProtocolReq, supportedAppProtocolRes],          // every global element
 *   types: [AppProtocolType, idType, priorityType, ...],                   // every named type, used or not
 * });
 *
 * export type SupportedAppProtocolReq = Static<typeof supportedAppProtocolReq>;
 * ```
 *
 * The rest of the words:
 *
 * ```ts
 * const t = namespace('urn:...', { elements: 'qualified', attributes: 'qualified' });   // the *FormDefaults
 *
 * t.complexType('ChargeServiceType', { extends: ServiceType, sequence: [...] });        // complexContent / extension
 * t.complexType('EMAIDType', { simpleContent: eMAIDType, attributes: [t.requiredAttribute('Id', xs.ID)] });
 * t.complexType('EntryType', { abstract: true, sequence: [anyOf(TimeInterval, [RelativeTimeInterval])] });
 * t.complexType('ParameterType', { choice: [...], attributes: [t.requiredAttribute('Name', xs.string)] });
 * t.complexType('TransformType', { mixed: true, choice: [any('##other', 'lax'), ...], occurs: { minOccurs: 0, maxOccurs: 'unbounded' } });
 * t.element('Entry', T, { minOccurs: 0, maxOccurs: 1024, unit: 'W', doc: '...', clause: '8.5.2.7' });
 * ref(SalesTariffEntry, { maxOccurs: 1024 });                                           // xs:element ref="..."
 * anyOf(BodyElement, [SessionSetupReq, ...], { minOccurs: 0 });                         // ref to a substitution group's head, members listed
 * sequence([...], { minOccurs: 0 }), choice([...], { minOccurs: 0 });                   // nested groups
 * t.globalElement('SessionSetupReq', SessionSetupReqType, { substitutionGroup: BodyElement, clause: '8.4.3.2.2' });
 * t.globalElement('BodyElement', BodyBaseType, { abstract: true });
 * restriction(xs.unsignedInt, { maxInclusive: 86400 }), enumerated(['a', 'b']);         // anonymous simple types
 * messageSet('iso2', { ..., imports: [xmldsig], envelope: ['V2G_Message', 'Body'] });   // envelope: where the message's name is found
 * ```
 */
export type { AttributeDeclaration, ComplexType, ComplexTypeParts } from './notation/complex-types.js';
export { type MessageSet, type MessageSetParts, messageSet } from './notation/message-set.js';
export type { Meta } from './notation/meta.js';
export { type Forms, type GlobalElementOptions, Namespace, namespace } from './notation/namespace.js';
export {
  type AnyType,
  any,
  anyOf,
  choice,
  type ElementDeclaration,
  type ElementParticle,
  type Group,
  type Occurs,
  type Particle,
  ref,
  sequence,
  type Wildcard,
} from './notation/particles.js';
export {
  enumerated,
  type Facets,
  type Representation,
  restriction,
  type SimpleType,
  xs,
} from './notation/simple-types.js';
export type { Static, StaticRoot } from './notation/static.js';
export type { ExiObject, ExiValue } from './notation/values.js';

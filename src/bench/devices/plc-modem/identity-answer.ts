import type { MmeDefinition } from '../../../wire/homeplug/define-mme.js';
import { encodeMmeFrame } from '../../../wire/homeplug/encode-mme.js';
import { getPropertyCnf, getPropertyReq } from '../../../wire/homeplug/messages/vs-get-property.js';
import {
  moduleReadBytes,
  moduleReadCnf,
  moduleReadReq,
  parameterModule,
} from '../../../wire/homeplug/messages/vs-module-operation.js';
import { attributesBytes, opAttributesCnf, opAttributesReq } from '../../../wire/homeplug/messages/vs-op-attributes.js';
import type { MmeFields, MmeValue } from '../../../wire/homeplug/mme-field.js';
import { type MmeFrame, mmeValue } from '../../../wire/homeplug/mme-frame.js';
import type { ModemSettings } from './modem-settings.js';
import { parameterChain } from './parameter-block.js';

/** MSTATUS of a request that the firmware does not carry out. */
const notSupported = 1;
const mostModuleBytes = 1400;

/**
 * What a modem tells of itself beyond its version: attributes, parameters, settings (`plctool -a`, `plctool -I`, `plcget`).
 * Undefined for any other request. `status` is that of a modem that refuses, else 0.
 */
export function identityAnswer(request: MmeFrame, settings: ModemSettings, status: number): Uint8Array | undefined {
  const { mme } = request;
  const reply = <F extends MmeFields>(definition: MmeDefinition<F>, value: MmeValue<F>) =>
    encodeMmeFrame({ destination: request.source, source: settings.mac }, definition, value);
  const attributes = mmeValue(mme, opAttributesReq);
  if (attributes !== undefined) {
    const { Cookie, ReportType } = attributes;
    return reply(opAttributesCnf, { ...attributesOf(settings), Status: status, Cookie, ReportType });
  }
  const property = mmeValue(mme, getPropertyReq);
  if (property !== undefined) {
    const data = settings.properties[property.Property];
    const known = data !== undefined && status === 0;
    return reply(getPropertyCnf, {
      Status: known ? 0 : status === 0 ? notSupported : status,
      Cookie: property.Cookie,
      DataFormat: property.DataFormat,
      DataLength: known ? data.length / 2 : 0,
      Data: known ? data : '',
    });
  }
  const module = mmeValue(mme, moduleReadReq);
  if (module === undefined) return undefined;
  const { Operations, Operation, ModuleId, ModuleSubId, Length, Offset } = module;
  const possible = Operations === 1 && Operation === 0 && ModuleId === parameterModule && Length <= mostModuleBytes;
  const piece = possible && status === 0 ? parameterChain(settings).subarray(Offset, Offset + Length) : [];
  return reply(moduleReadCnf, {
    Status: possible ? status : notSupported,
    ErrorCode: 0,
    Operations,
    Operation,
    OperationLength: moduleReadBytes + piece.length,
    ModuleId,
    ModuleSubId,
    Length: piece.length,
    Offset,
    Data: Buffer.from(piece).toString('hex'),
  });
}

/** `MAC-QCA7000-1.1.0.730-04-20140815-FINAL` in parts; what the text does not have is 0 or empty. */
function attributesOf({ firmware }: ModemSettings) {
  const parts = /^(?:MAC-)?([^-]+)-(\d+)\.(\d+)\.(\d+)\.(\d+)-(\d+)-(\d{8})-(.+)$/.exec(firmware);
  const [, chip = '', major = 0, minor = 0, composite = 0, build = 0, sustaining = 0, date = '', release = ''] =
    parts ?? [];
  return {
    Length: attributesBytes,
    DeviceFamily: chip,
    DeviceType: 'MAC',
    Major: Number(major),
    Minor: Number(minor),
    Composite: Number(composite),
    Sustaining: Number(sustaining),
    Build: Number(build),
    BuildDate: date,
    ReleaseType: release,
    DramType: 0,
    LineFrequency: 0,
    DramMegabytes: 16,
  };
}

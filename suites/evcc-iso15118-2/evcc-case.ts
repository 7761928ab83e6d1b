import type { CaseDefinition } from '../engine/case-definition.js';
import { externalOnly } from './external-only.js';
import { publishedRequirements } from './published-requirements.js';

export type Mode = 'CMN' | 'AC' | 'DC';

/** `TC_EVCC_CMN_VTB_SDP_001` by its end, `CMN SDP_001`; a whole id as it is. */
export function longId(short: string): string {
  const [mode, name] = short.split(' ');
  return name === undefined ? short : `TC_EVCC_${mode}_VTB_${name}`;
}

const clauses: Readonly<Record<string, string>> = {
  SDP: 'ISO 15118-2:2014, 7.10.1',
  V2GTPSDP: 'ISO 15118-2:2014, 7.8.3 and 7.10.1',
  V2GTPSessionSetup: 'ISO 15118-2:2014, 7.8.3',
  SupportedAppProtocol: 'ISO 15118-2:2014, 8.2',
};

const modes = { CMN: undefined, AC: 'PICS_CMN_CMN_ChargingMode = aC', DC: 'PICS_CMN_CMN_ChargingMode = dC' } as const;

export interface EvccWords {
  readonly title: string;
  readonly purpose: string;
  readonly kind: CaseDefinition['kind'];
  readonly pics?: string | undefined;
  readonly likelyCauses?: readonly string[];
  readonly maturity?: 'experimental' | undefined;
}

/**
 * The definition of a case in which the vehicle is the SUT, by its id as {@link longId} takes it.
 */
export function evccDefinition(short: string, words: EvccWords): CaseDefinition {
  const id = longId(short);
  const mode = /EVCC_(CMN|AC|DC)_/.exec(id)?.[1] ?? 'CMN';
  const group = /_VTB_([A-Za-z0-9]+)_/.exec(id)?.[1] ?? 'whole session';
  const payment = externalOnly.has(id) ? 'PICS_CMN_CMN_IdentificationMode = eIM' : undefined;
  const pics = [modes[mode as Mode], payment, words.pics].filter((part) => part !== undefined);
  const { pics: _pics, maturity, ...rest } = words;
  return {
    id,
    area: `EVCC ISO 15118-2 ${group}`,
    clause: clauses[group] ?? 'ISO 15118-2:2014, 8.4 and 8.7',
    requirements: publishedRequirements(id),
    nextStep: 'the log of the vehicle tells why it went on or left; the capture shows what it was sent',
    ...rest,
    ...(maturity === undefined ? {} : { maturity }),
    ...(pics.length === 0 ? {} : { pics: pics.join(' and ') }),
  };
}

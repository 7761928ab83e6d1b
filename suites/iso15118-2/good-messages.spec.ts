import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import { type Evcc, withFields } from './evcc.js';
import { evccCase, startOf } from './evcc-case.js';
import { expectLeftToVehicle } from './left-to-vehicle.js';
import { observeLoopAnswer, observeNoReceipt } from './loop-answer.js';
import { observeLimits } from './offer-case.js';
import { observeEvseId, observeQuantity, observeSchedules, quantityOf, valueAt } from './rules.js';
import { repeatWhile, untilFinished } from './until-finished.js';

type Answer = NonNullable<Exchange['answer']>;
type Look = (evcc: Evcc, exchange: Exchange, answer: Answer) => void | Promise<void>;

/** Sends the request that a correct vehicle sends in the case's starting state, and looks at the answer. */
function goodCase(
  id: string,
  request: RequestName,
  title: string,
  purpose: string,
  look: Look,
  options: RequestOptions = {},
) {
  const state = startOf(id);
  evccCase(id, { title, purpose }, async (evcc) => {
    await evcc.given(state);
    evcc.when(`When it sends ${request}`);
    const { exchange, answer } = await untilFinished(evcc, request, options);
    await look(evcc, exchange, answer);
  });
}

const finished: Look = (evcc, exchange, answer) => {
  evcc.run.observe(answer.body?.['EVSEProcessing'] === 'Finished', {
    text: 'EVSEProcessing is Finished in the end',
    observed: String(answer.body?.['EVSEProcessing'] ?? 'none'),
    field: 'EVSEProcessing',
    ...evcc.at(exchange),
  });
};

const present =
  (field: string): Look =>
  (evcc, exchange, answer) => {
    evcc.run.observe(answer.body?.[field] !== undefined, { text: `${field} is present`, field, ...evcc.at(exchange) });
  };

const all =
  (...looks: readonly Look[]): Look =>
  async (evcc, exchange, answer) => {
    for (const look of looks) await look(evcc, exchange, answer);
  };

evccCase(
  'TC_SECC_CMN_VTB_SessionSetup_001',
  {
    title: 'SessionSetupReq for a new session',
    purpose: 'The SECC opens a new session with a SessionID of its own that is not zero, and names its EVSEID.',
    likelyCauses: ['the SECC echoes the SessionID 0 of the request'],
  },
  async (evcc) => {
    await evcc.given('app-protocol-agreed');
    evcc.when('When it sends SessionSetupReq with the SessionID 0');
    const exchange = await evcc.request('SessionSetupReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
    const id = answer.header?.['SessionID'];
    const text = id instanceof Uint8Array ? Buffer.from(id).toString('hex') : 'none';
    evcc.run.observe(id instanceof Uint8Array && id.length === 8 && !id.every((byte) => byte === 0), {
      text: 'the SECC gives a SessionID of 8 bytes that is not zero',
      observed: text,
      field: 'SessionID',
      ...evcc.at(exchange),
    });
    observeEvseId(evcc, exchange, answer);
  },
);

goodCase(
  'TC_SECC_CMN_VTB_ServiceDiscovery_001',
  'ServiceDiscoveryReq',
  'services and payment options',
  'The SECC names its charge service with the energy transfer modes, and among its payment options the one by which the vehicle is declared to pay.',
  (evcc, exchange, answer) => {
    const options = valueAt(answer.body, 'PaymentOptionList', 'PaymentOption');
    const paid = evcc.harness.pics['PICS_CMN_CMN_IdentificationMode'] === 'pnC' ? 'Contract' : 'ExternalPayment';
    evcc.run.observe(Array.isArray(options) && options.includes(paid), {
      text: `the payment options hold ${paid}`,
      observed: String(options),
      field: 'PaymentOptionList',
      ...evcc.at(exchange),
    });
    const modes = valueAt(answer.body, 'ChargeService', 'SupportedEnergyTransferMode', 'EnergyTransferMode');
    const prefix = evcc.harness.variant.mode;
    evcc.run.observe(Array.isArray(modes) && modes.some((mode) => String(mode).startsWith(prefix)), {
      text: `the charge service offers an energy transfer mode of ${prefix}`,
      observed: String(modes),
      field: 'SupportedEnergyTransferMode',
      ...evcc.at(exchange),
    });
  },
);

goodCase(
  'TC_SECC_CMN_VTB_PaymentServiceSelection_001',
  'PaymentServiceSelectionReq',
  'external payment and the charge service selected',
  'The SECC accepts a payment option and the charge service that it offered.',
  () => {},
);

goodCase(
  'TC_SECC_CMN_VTB_Authorization_001',
  'AuthorizationReq',
  'authorization by external means',
  'The SECC authorises a vehicle with external payment, at once or after a time of Ongoing.',
  finished,
);

const parameters =
  'The SECC answers with schedules that cover the whole period and with the limits of the EVSE in their units.';
goodCase(
  'TC_SECC_AC_VTB_ChargeParameterDiscovery_001',
  'ChargeParameterDiscoveryReq',
  'AC charge parameters without DepartureTime',
  parameters,
  all(finished, observeSchedules, observeLimits),
);
goodCase(
  'TC_SECC_DC_VTB_ChargeParameterDiscovery_001',
  'ChargeParameterDiscoveryReq',
  'DC charge parameters without DepartureTime',
  parameters,
  all(finished, observeSchedules, observeLimits),
);
goodCase(
  'TC_SECC_AC_VTB_PowerDelivery_001',
  'PowerDeliveryReq',
  'AC power asked for',
  'The SECC accepts the chosen schedule with a profile within it, and switches power on.',
  present('AC_EVSEStatus'),
  { progress: 'Start' },
);
goodCase(
  'TC_SECC_AC_VTB_ChargingStatus_001',
  'ChargingStatusReq',
  'charging status of AC',
  'While power flows the SECC answers with its EVSEID, the chosen schedule and its status, and asks for no receipt.',
  all(observeLoopAnswer, observeNoReceipt),
);
goodCase(
  'TC_SECC_AC_VTB_PowerDelivery_005',
  'PowerDeliveryReq',
  'AC power no longer wanted',
  'The SECC accepts the end of charging.',
  present('AC_EVSEStatus'),
  { progress: 'Stop' },
);
goodCase(
  'TC_SECC_AC_VTB_SessionStop_001',
  'SessionStopReq',
  'end of an AC session',
  'The SECC ends the session when the vehicle asks for it, and leaves the connection to the vehicle.',
  expectLeftToVehicle,
);

goodCase(
  'TC_SECC_DC_VTB_CableCheck_001',
  'CableCheckReq',
  'cable check of DC',
  'The SECC checks the isolation of the cable and finishes with isolation Valid within the time for it.',
  all(finished, (evcc, exchange, answer) => {
    const isolation = valueAt(answer.body, 'DC_EVSEStatus', 'EVSEIsolationStatus');
    evcc.run.observe(isolation === undefined || isolation === 'Valid', {
      text: 'at Finished the isolation is Valid where it is given',
      observed: String(isolation ?? 'not given'),
      field: 'EVSEIsolationStatus',
      ...evcc.at(exchange),
    });
  }),
);
/** par_ValidDeviationPerCent: how near the present voltage must come to the target. */
const validDeviation = 0.05;

evccCase(
  'TC_SECC_DC_VTB_PreCharge_001',
  {
    title: 'precharge to the voltage of the battery',
    purpose:
      'The SECC brings its present voltage to within 5 % of the target before V2G_EVCC_PreCharge_Timeout runs out.',
    likelyCauses: ['the output stage rises too slowly', 'the voltage is measured before the output relay'],
  },
  async (evcc) => {
    await evcc.given('cable-ok');
    const target = evcc.vehicle.car.packVoltage;
    evcc.when(`When it sends PreChargeReq for ${target.toFixed(1)} V until the voltage is there`);
    const far = (answer: Answer) => {
      const present = quantityOf(answer.body?.['EVSEPresentVoltage']);
      return present === undefined || Math.abs(present.value - target) > validDeviation * target;
    };
    const { exchange, answer } = await repeatWhile(
      evcc,
      'PreChargeReq',
      {},
      far,
      `EVSEPresentVoltage comes within 5 % of ${target.toFixed(1)} V`,
      'iso15118-2/V2G_EVCC_PreCharge_Timeout',
    );
    observeQuantity(evcc, exchange, 'EVSEPresentVoltage', answer.body?.['EVSEPresentVoltage'], 'V');
  },
);
goodCase(
  'TC_SECC_DC_VTB_PowerDelivery_001',
  'PowerDeliveryReq',
  'DC power asked for',
  'The SECC accepts the chosen schedule with a profile within it, and switches power on.',
  present('DC_EVSEStatus'),
  { progress: 'Start' },
);
goodCase(
  'TC_SECC_DC_VTB_CurrentDemand_001',
  'CurrentDemandReq',
  'current demand of DC',
  'While power flows the SECC answers with its EVSEID and the present voltage and current, and asks for no receipt.',
  all(observeLoopAnswer, observeNoReceipt),
);
goodCase(
  'TC_SECC_DC_VTB_PowerDelivery_002',
  'PowerDeliveryReq',
  'DC power no longer wanted',
  'The SECC accepts the end of charging.',
  present('DC_EVSEStatus'),
  { progress: 'Stop' },
);
goodCase(
  'TC_SECC_DC_VTB_WeldingDetection_001',
  'WeldingDetectionReq',
  'welding detection of DC',
  'After power is off the SECC answers with the voltage at its outlet.',
  (evcc, exchange, answer) =>
    observeQuantity(evcc, exchange, 'EVSEPresentVoltage', answer.body?.['EVSEPresentVoltage'], 'V'),
);
goodCase(
  'TC_SECC_DC_VTB_SessionStop_002',
  'SessionStopReq',
  'end of a DC session',
  'The SECC ends the session when the vehicle asks for it, and leaves the connection to the vehicle.',
  expectLeftToVehicle,
);

/** The vehicle stops because something is wrong with it; the answer is the same for each reason. */
const evErrors: readonly (readonly [number: string, code: string])[] = [
  ['014', 'FAILED_RESSTemperatureInhibit'],
  ['015', 'FAILED_EVShiftPosition'],
  ['016', 'FAILED_ChargerConnectorLockFault'],
  ['017', 'FAILED_EVRESSMalfunction'],
  ['018', 'FAILED_ChargingCurrentdifferential'],
  ['019', 'FAILED_ChargingVoltageOutOfRange'],
  ['020', 'FAILED_ChargingSystemIncompatibility'],
  ['021', 'NoData'],
];
for (const [number, code] of evErrors) {
  goodCase(
    `TC_SECC_DC_VTB_PowerDelivery_${number}`,
    'PowerDeliveryReq',
    `DC power no longer wanted because of ${code}`,
    'The SECC accepts the end of charging whatever error the vehicle gives as its reason.',
    present('DC_EVSEStatus'),
    {
      progress: 'Stop',
      body: (correct) => {
        const parameter = correct['DC_EVPowerDeliveryParameter'] as Readonly<Record<string, object>>;
        const status = { ...parameter['DC_EVStatus'], EVErrorCode: code };
        return withFields({ DC_EVPowerDeliveryParameter: { ...parameter, DC_EVStatus: status } as never })(correct);
      },
    },
  );
}

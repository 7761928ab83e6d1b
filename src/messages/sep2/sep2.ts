// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { messageSet } from '../../wire/exi/notation.js';
import { definitionsIn } from '../definitions.js';
import * as billing from './billing.js';
import * as configuration from './configuration.js';
import * as demandResponse from './demand-response.js';
import * as der from './der.js';
import * as derAvailability from './der-availability.js';
import * as derCapability from './der-capability.js';
import * as derControl from './der-control.js';
import * as derCurve from './der-curve.js';
import * as derProgram from './der-program.js';
import * as derQuantities from './der-quantities.js';
import * as derSettings from './der-settings.js';
import * as derStatus from './der-status.js';
import * as derTypes from './der-types.js';
import * as deviceCapability from './device-capability.js';
import * as deviceInformation from './device-information.js';
import * as deviceStatus from './device-status.js';
import * as endDevice from './end-device.js';
import * as energyListLinks from './energy-list-links.js';
import * as event from './event.js';
import * as fileDownload from './file-download.js';
import * as flowReservation from './flow-reservation.js';
import * as functionSetAssignments from './function-set-assignments.js';
import * as links from './links.js';
import * as listLinks from './list-links.js';
import * as logEvent from './log-event.js';
import * as messaging from './messaging.js';
import * as metering from './metering.js';
import * as meteringMirror from './metering-mirror.js';
import { sep } from './namespaces.js';
import * as networkStatus from './network-status.js';
import * as powerStatus from './power-status.js';
import * as prepayment from './prepayment.js';
import * as pricing from './pricing.js';
import * as primitives from './primitives.js';
import * as resource from './resource.js';
import * as response from './response.js';
import * as subscription from './subscription.js';
import * as time from './time.js';
import * as types from './types.js';

/** Every global element and named type of IEEE 2030.5-2018. */
export const sep2 = messageSet('sep2', {
  namespaces: [sep],
  ...definitionsIn(
    billing,
    configuration,
    demandResponse,
    der,
    derAvailability,
    derCapability,
    derControl,
    derCurve,
    derProgram,
    derQuantities,
    derSettings,
    derStatus,
    derTypes,
    deviceCapability,
    deviceInformation,
    deviceStatus,
    endDevice,
    energyListLinks,
    event,
    fileDownload,
    flowReservation,
    functionSetAssignments,
    links,
    listLinks,
    logEvent,
    messaging,
    metering,
    meteringMirror,
    networkStatus,
    powerStatus,
    prepayment,
    pricing,
    primitives,
    resource,
    response,
    subscription,
    time,
    types,
  ),
});

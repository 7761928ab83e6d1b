import { sfdiOf } from '../../../pki/device-identifier.js';
import { fromHex } from '../model/ids.js';
import { visibleMirrors } from './metering-resources.js';
import type { Route } from './request.js';

const defaultQuality = 4;

/** DeviceCapability, Time and SelfDevice: what a device finds first. */
export const entryRoutes: readonly Route[] = [
  {
    key: 'dcap',
    path: '/dcap',
    get: (request) => {
      const { store, href, devices } = request;
      return {
        kind: 'resource',
        name: 'DeviceCapability',
        value: {
          href: href('/dcap'),
          pollRate: store.pollRate('dcap'),
          ResponseSetListLink: { href: href('/rsps'), all: 1 },
          ...(store.pricing.tariffs.length === 0
            ? {}
            : { TariffProfileListLink: { href: href('/tp'), all: store.pricing.tariffs.length } }),
          TimeLink: { href: href('/tm') },
          UsagePointListLink: { href: href('/upt'), all: visibleMirrors(request).length },
          EndDeviceListLink: { href: href('/edev'), all: devices.length },
          MirrorUsagePointListLink: { href: href('/mup'), all: visibleMirrors(request).length },
          SelfDeviceLink: { href: href('/sdev') },
        },
      };
    },
  },
  {
    key: 'tm',
    path: '/tm',
    get: ({ store, href, nowS }) => {
      const { tzOffsetS = 0, dstOffsetS = 0, dstStartS = 0, dstEndS = 0 } = store.config.timeZone ?? {};
      const summer = dstOffsetS !== 0 && nowS >= dstStartS && nowS < dstEndS;
      return {
        kind: 'resource',
        name: 'Time',
        value: {
          href: href('/tm'),
          pollRate: store.pollRate('tm'),
          currentTime: nowS,
          dstEndTime: dstEndS,
          dstOffset: dstOffsetS,
          dstStartTime: dstStartS,
          localTime: nowS + tzOffsetS + (summer ? dstOffsetS : 0),
          quality: store.config.timeQuality ?? defaultQuality,
          tzOffset: tzOffsetS,
        },
      };
    },
  },
  {
    key: 'sdev',
    path: '/sdev',
    get: ({ store, href }) => ({
      kind: 'resource',
      name: 'SelfDevice',
      value: {
        href: href('/sdev'),
        pollRate: store.pollRate('sdev'),
        lFDI: fromHex(store.serverLfdi),
        sFDI: Number(sfdiOf(store.serverLfdi)),
      },
    }),
  },
];

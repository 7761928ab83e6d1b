/** Resources of IEEE 2030.5 of our own making, one of each kind that a gateway meets. */
export interface Sep2Sample {
  readonly resource: string;
  readonly value: object;
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const mRID = (last: string): Uint8Array => hex(`00A1B2C3D4E5F60718293A4B5C6D${last}`);
const lFDI = hex('3E4F45AB31EDFE5B67E343E5E4562E31984E23E5');
const status = (currentStatus: number, dateTime: number) => ({ currentStatus, dateTime, potentiallySuperseded: false });
const power = (value: number, multiplier = 0) => ({ multiplier, value });

const derControl = (last: string, start: number, base: object) => ({
  href: `/derp/1/derc/${last}`,
  replyTo: '/rsps/1/rsp',
  responseRequired: hex('03'),
  mRID: mRID(last),
  description: 'stop & hold <now>',
  creationTime: 1_700_000_000,
  EventStatus: status(0, 1_700_000_000),
  interval: { duration: 3600, start },
  randomizeDuration: -60,
  randomizeStart: 30,
  DERControlBase: base,
});

export const sep2Samples: readonly Sep2Sample[] = [
  {
    resource: 'DeviceCapability',
    value: {
      href: '/dcap',
      pollRate: 300,
      DERProgramListLink: { href: '/derp', all: 2 },
      MessagingProgramListLink: { href: '/msg', all: 0 },
      ResponseSetListLink: { href: '/rsps', all: 1 },
      TimeLink: { href: '/tm' },
      EndDeviceListLink: { href: '/edev', all: 1 },
      MirrorUsagePointListLink: { href: '/mup', all: 0 },
      SelfDeviceLink: { href: '/sdev' },
    },
  },
  {
    resource: 'Time',
    value: {
      href: '/tm',
      pollRate: 900,
      currentTime: 1_700_000_123,
      dstEndTime: 1_698_541_200,
      dstOffset: 3600,
      dstStartTime: 1_679_792_400,
      localTime: 1_700_003_723,
      quality: 4,
      tzOffset: 3600,
    },
  },
  {
    resource: 'EndDeviceList',
    value: {
      href: '/edev',
      all: 1,
      results: 1,
      pollRate: 300,
      subscribable: 1,
      EndDevice: [
        {
          href: '/edev/1',
          subscribable: 0,
          DERListLink: { href: '/edev/1/der', all: 1 },
          lFDI,
          LogEventListLink: { href: '/edev/1/lel', all: 0 },
          sFDI: 167_261_211_391,
          changedTime: 1_700_000_000,
          enabled: true,
          FunctionSetAssignmentsListLink: { href: '/edev/1/fsa', all: 1 },
          RegistrationLink: { href: '/edev/1/rg' },
          SubscriptionListLink: { href: '/edev/1/sub', all: 0 },
        },
      ],
    },
  },
  { resource: 'Registration', value: { href: '/edev/1/rg', dateTimeRegistered: 1_690_000_000, pIN: 111_115 } },
  {
    resource: 'DERProgramList',
    value: {
      href: '/derp',
      all: 2,
      results: 1,
      DERProgram: [
        {
          href: '/derp/1',
          mRID: mRID('0001'),
          description: 'site',
          ActiveDERControlListLink: { href: '/derp/1/actderc', all: 1 },
          DefaultDERControlLink: { href: '/derp/1/dderc' },
          DERControlListLink: { href: '/derp/1/derc', all: 1 },
          primacy: 1,
        },
      ],
    },
  },
  {
    resource: 'DERControlList',
    value: {
      href: '/derp/1/derc',
      all: 2,
      results: 2,
      subscribable: 1,
      DERControl: [
        derControl('0011', 1_700_000_060, { opModConnect: false, opModEnergize: false, opModMaxLimW: 0 }),
        derControl('0012', 1_700_003_660, { opModExpLimW: power(0), opModImpLimW: power(5, 3) }),
      ],
    },
  },
  {
    resource: 'DefaultDERControl',
    value: {
      href: '/derp/1/dderc',
      mRID: mRID('0021'),
      DERControlBase: { opModEnergize: true, opModGenLimW: power(1500), opModStorageTargetW: power(-250, 1) },
      setESDelay: 30_000,
      setGradW: 27,
    },
  },
  {
    resource: 'DERCapability',
    value: {
      href: '/edev/1/der/1/dercap',
      modesSupported: hex('00500088'),
      rtgMaxChargeRateW: power(11_000),
      rtgMaxW: power(11, 3),
      rtgVNom: power(230),
      type: 81,
    },
  },
  {
    resource: 'DERSettings',
    value: {
      href: '/edev/1/der/1/derg',
      modesEnabled: hex('00500088'),
      setGradW: 100,
      setMaxW: power(11_000),
      updatedTime: 1_700_000_000,
      doeModesEnabled: hex('0F'),
    },
  },
  {
    resource: 'DERStatus',
    value: {
      href: '/edev/1/der/1/ders',
      alarmStatus: hex('00'),
      genConnectStatus: { dateTime: 1_700_000_061, value: hex('01') },
      inverterStatus: { dateTime: 1_700_000_061, value: 6 },
      operationalModeStatus: { dateTime: 1_700_000_061, value: 2 },
      readingTime: 1_700_000_061,
    },
  },
  {
    resource: 'MirrorUsagePoint',
    value: {
      mRID: mRID('0031'),
      roleFlags: hex('0049'),
      serviceCategoryKind: 0,
      status: 1,
      deviceLFDI: lFDI,
      MirrorMeterReading: [
        {
          mRID: mRID('0032'),
          Reading: {
            qualityFlags: hex('0001'),
            timePeriod: { duration: 300, start: 1_700_000_000 },
            value: -70_368_744_177_664,
          },
          ReadingType: {
            accumulationBehaviour: 12,
            dataQualifier: 2,
            flowDirection: 19,
            powerOfTenMultiplier: 0,
            uom: 38,
          },
        },
      ],
    },
  },
  {
    resource: 'DERControlResponse',
    value: { createdDateTime: 1_700_000_062, endDeviceLFDI: lFDI, status: 2, subject: mRID('0011') },
  },
  {
    resource: 'ResponseList',
    value: {
      href: '/rsps/1/rsp',
      all: 1,
      results: 1,
      Response: [
        { 'xsi:type': 'DERControlResponse', endDeviceLFDI: lFDI, status: 1, subject: mRID('0011') },
        { endDeviceLFDI: lFDI, subject: mRID('0012') },
      ],
    },
  },
  {
    resource: 'Notification',
    value: {
      subscribedResource: '/derp/1/derc',
      Resource: {
        'xsi:type': 'DERControlList',
        href: '/derp/1/derc',
        all: 1,
        results: 1,
        DERControl: [derControl('0011', 1_700_000_060, { opModEnergize: false })],
      },
      status: 0,
      subscriptionURI: '/edev/1/sub/1',
    },
  },
  {
    resource: 'Subscription',
    value: {
      subscribedResource: '/derp/1/derc',
      encoding: 1,
      level: '+S1',
      limit: 1,
      notificationURI: 'https://[::1]:8443/ntfy',
    },
  },
  {
    resource: 'LogEvent',
    value: {
      createdDateTime: 1_700_000_061,
      details: '',
      functionSet: 11,
      logEventCode: 0,
      logEventID: 3,
      logEventPEN: 37_250,
      profileID: 2,
    },
  },
  {
    resource: 'FlowReservationRequest',
    value: {
      mRID: mRID('0041'),
      description: 'vehicle at bay 3',
      creationTime: 1_700_000_000,
      durationRequested: 7200,
      energyRequested: { multiplier: 3, value: -20 },
      intervalRequested: { duration: 14_400, start: 1_700_010_000 },
      powerRequested: power(-7, 3),
      RequestStatus: { dateTime: 1_700_000_000, requestStatus: 0 },
    },
  },
  {
    resource: 'TimeTariffIntervalList',
    value: {
      href: '/tp/1/rc/1/tti',
      all: 1,
      results: 1,
      TimeTariffInterval: [
        {
          mRID: mRID('0051'),
          creationTime: 1_700_000_000,
          EventStatus: status(0, 1_700_000_000),
          interval: { duration: 1800, start: 1_700_001_000 },
          ConsumptionTariffIntervalListLink: { href: '/tp/1/rc/1/tti/1/cti', all: 1 },
          touTier: 1,
        },
      ],
    },
  },
  {
    resource: 'EndDeviceControl',
    value: {
      mRID: mRID('0061'),
      creationTime: 1_700_000_000,
      EventStatus: status(1, 1_700_000_000),
      interval: { duration: 600, start: 1_700_000_000 },
      deviceCategory: hex('00100000'),
      drProgramMandatory: true,
      loadShiftForward: false,
      DutyCycle: { normalValue: 50 },
    },
  },
];

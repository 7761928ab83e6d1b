/** Numbers of the cases that the published lists have for external payment alone, by charging mode and group. */
const groups: readonly (readonly [mode: 'CMN' | 'AC' | 'DC', group: string, numbers: readonly number[]])[] = [
  ['CMN', 'SDP', [1, 2, 3]],
  ['CMN', 'SupportedAppProtocol', [4, 5]],
  ['CMN', 'ServiceDetail', [2, 3, 5, 7, 9, 11, 13, 15, 17]],
  ['CMN', 'PaymentServiceSelection', [2, 4]],
  ['CMN', 'ServiceDetailAndPaymentSelection', [2]],
  ['CMN', 'Authorization', [2]],
  ['AC', 'SDP', [1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15]],
  ['AC', 'PaymentServiceSelection', [1, 3, 5, 7, 9, 11, 13, 15, 17]],
  ['AC', 'ServiceDetailAndPaymentSelection', [2, 4, 6, 8]],
  ['AC', 'SessionStop', [7, 8, 10, 11, 13, 14, 16, 17, 19, 20]],
  ['DC', 'SDP', [1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15]],
  ['DC', 'PaymentServiceSelection', [2, 4, 6, 8, 10, 12, 14, 16]],
  ['DC', 'ServiceDetailAndPaymentSelection', [2, 4, 6, 8]],
  ['DC', 'SessionStop', [3, 4, 5, 6, 9, 10, 11, 12, 15, 16, 17, 18, 21, 22, 23, 24, 27, 28, 29, 30]],
  ['DC', 'WeldingDetectionOrSessionStop', [7, 8, 10, 11, 13, 14, 16, 17, 19, 20]],
];

/** Ids of those cases. They do not apply to a vehicle that pays by contract; it has others in their place. */
export const externalOnly: ReadonlySet<string> = new Set(
  groups.flatMap(([mode, group, numbers]) =>
    numbers.map((number) => `TC_EVCC_${mode}_VTB_${group}_${String(number).padStart(3, '0')}`),
  ),
);

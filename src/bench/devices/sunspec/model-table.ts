import { model1 } from './models/common.js';
import { model706, model712 } from './models/curves.js';
import { model701, model702, model703, model704 } from './models/der.js';
import { model103, model120, model121, model122, model123 } from './models/inverter.js';
import { model201, model202, model203 } from './models/meter.js';
import { model713 } from './models/storage.js';

/** The SunSpec models that the simulated devices can show: one constant a model, in the notation of model-layout.ts. */
export const modelText = {
  1: model1,
  103: model103,
  120: model120,
  121: model121,
  122: model122,
  123: model123,
  201: model201,
  202: model202,
  203: model203,
  701: model701,
  702: model702,
  703: model703,
  704: model704,
  706: model706,
  712: model712,
  713: model713,
} as const;

export type ModelId = keyof typeof modelText;

/** Models of the simulated inverter when bench.yaml names none. */
export const inverterModels: readonly ModelId[] = [1, 103, 120, 121, 122, 123, 701, 702, 703, 704, 706, 712, 713];

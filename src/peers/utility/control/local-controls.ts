import { PlumblineError } from '../../../base/errors.js';
import type {
  CancelOptions,
  ControlView,
  CreateControl,
  CreatedControl,
  CreateLoadControl,
  CreatePrice,
  EventState,
} from '../control-types.js';
import { turnsOf, type UtilityEvent } from '../model/event.js';
import { type Control, controlMoment, type Program } from '../model/program.js';
import type { UtilityStore } from '../model/utility-store.js';
import { prefixOf } from '../server/answer-request.js';

const allResponses = 3;
/** DeviceCategoryType, bit 19 (IEEE 2030.5-2018): electric vehicle. */
const electricVehicle = 1 << 19;
const australianDollar = 36;

/** Events of all kinds: making, holding and cancelling them. */
export class LocalControls {
  readonly #store: UtilityStore;
  readonly #mark: () => number;

  constructor(store: UtilityStore, mark: () => number) {
    this.#store = store;
    this.#mark = mark;
  }

  create(wanted: CreateControl): CreatedControl {
    const store = this.#store;
    const program = store.program(wanted.program);
    const issuedAtNs = store.clock.monotonicNs();
    const control: Control = {
      ...this.#event(wanted, wanted.mRID),
      ...(wanted.start === undefined || wanted.start === 'now' ? {} : { startS: wanted.start }),
      description: wanted.description,
      held: wanted.status === undefined ? undefined : { state: wanted.status, atS: store.nowS },
      id: store.nextId(),
      base: wanted.base,
      responseRequired: wanted.responseRequired ?? allResponses,
      replyTo: wanted.replyTo ?? true,
      deviceCategory: wanted.deviceCategory,
      issuedAtNs,
    };
    // One that is over stays for a while for late responses; the list shows it no more.
    program.controls = [...program.controls.filter((old) => !isOver(old, store.nowS)), control];
    store.addSubject(control.mRID);
    this.#changed(program);
    return this.#created(control, `/derp/${program.id}/derc/${control.id}`, issuedAtNs);
  }

  cancel(mRID: string, { randomized = false, remove = false }: CancelOptions): { readonly issuedAtNs: bigint } {
    const store = this.#store;
    const issuedAtNs = store.clock.monotonicNs();
    let found = false;
    for (const program of store.programs) {
      const mine = program.controls.filter((control) => sameMrid(control, mRID));
      if (mine.length === 0) continue;
      found = true;
      if (remove) program.controls = program.controls.filter((control) => !mine.includes(control));
      for (const control of mine) {
        control.held = undefined;
        control.cancelled = { atS: store.nowS, randomized };
      }
      this.#changed(program);
    }
    for (const event of store.events().filter((other) => !('base' in other) && sameMrid(other, mRID))) {
      found = true;
      event.cancelled = { atS: store.nowS, randomized };
      store.changed('/drp/1/edc', ...this.#pricePaths());
    }
    if (!found) throw new PlumblineError('PEERS-031', { detail: mRID });
    return { issuedAtNs };
  }

  setStatus(mRID: string, state: EventState | 'clock'): { readonly issuedAtNs: bigint } {
    const store = this.#store;
    const issuedAtNs = store.clock.monotonicNs();
    let found = false;
    for (const program of store.programs) {
      for (const control of program.controls.filter((each) => sameMrid(each, mRID))) {
        found = true;
        control.held = state === 'clock' ? undefined : { state, atS: store.nowS };
        this.#changed(program);
      }
    }
    if (!found) throw new PlumblineError('PEERS-031', { detail: mRID });
    return { issuedAtNs };
  }

  views(): readonly ControlView[] {
    const store = this.#store;
    return store.programs.flatMap((program) =>
      program.controls.map((control) => {
        const moment = controlMoment(control, program, store.programs, store.nowS);
        return {
          mRID: control.mRID,
          program: program.name,
          href: `${prefixOf(store)}/derp/${program.id}/derc/${control.id}`,
          state: moment.state,
          potentiallySuperseded: moment.potentiallySuperseded,
          startS: control.startS,
          durationS: control.durationS,
          base: control.base,
        };
      }),
    );
  }

  createLoadControl(wanted: CreateLoadControl): CreatedControl {
    const store = this.#store;
    const issuedAtNs = store.clock.monotonicNs();
    const control = {
      ...this.#event(wanted, undefined),
      id: store.nextId(),
      mandatory: wanted.mandatory ?? true,
      loadShiftForward: wanted.loadShiftForward ?? true,
      deviceCategory: wanted.deviceCategory ?? electricVehicle,
      other: {
        ...(wanted.dutyCycle === undefined ? {} : { DutyCycle: { normalValue: wanted.dutyCycle } }),
        ...wanted.other,
      },
    };
    store.demandResponse.mRID ??= store.freshMrid();
    store.demandResponse.controls.push(control);
    store.addSubject(control.mRID);
    store.changed('/drp', '/drp/1/edc', ...store.devices.map(({ id }) => `/edev/${id}/fsa`));
    return this.#created(control, `/drp/1/edc/${control.id}`, issuedAtNs);
  }

  createPrice(wanted: CreatePrice): CreatedControl {
    const store = this.#store;
    const issuedAtNs = store.clock.monotonicNs();
    const { tariff, component } = this.#component(wanted);
    const interval = {
      ...this.#event(wanted, undefined),
      id: store.nextId(),
      touTier: wanted.touTier ?? 0,
      price: wanted.price,
    };
    component.intervals.push(interval);
    store.addSubject(interval.mRID);
    const at = `/tp/${tariff.id}/rc/${component.id}/tti`;
    store.changed('/tp', at, ...store.devices.map(({ id }) => `/edev/${id}/fsa`));
    return this.#created(interval, `${at}/${interval.id}`, issuedAtNs);
  }

  #component({ direction = 'buy', powerOfTen = -3, currency = australianDollar }: CreatePrice) {
    const store = this.#store;
    const { tariffs } = store.pricing;
    let tariff = tariffs.find((each) => each.powerOfTen === powerOfTen && each.currency === currency);
    if (tariff === undefined) {
      const id = store.nextId();
      const mRID = store.freshMrid();
      tariff = {
        id,
        mRID,
        description: 'dynamic price',
        currency,
        powerOfTen,
        primacy: 1,
        rateCode: 'plumbline',
        components: [],
      };
      tariffs.push(tariff);
    }
    const flowDirection = direction === 'buy' ? 1 : 19;
    let component = tariff.components.find((each) => each.flowDirection === flowDirection);
    if (component === undefined) {
      component = { id: store.nextId(), mRID: store.freshMrid(), description: direction, flowDirection, intervals: [] };
      tariff.components.push(component);
    }
    return { tariff, component };
  }

  #event(
    wanted: {
      readonly startInS?: number;
      readonly durationS: number;
      readonly randomizeStartS?: number;
      readonly randomizeDurationS?: number;
    },
    mRID: string | undefined,
  ): UtilityEvent {
    const store = this.#store;
    if (mRID !== undefined && !/^(?:[0-9a-f]{2}){1,16}$/i.test(mRID)) {
      throw new PlumblineError('PEERS-034', {
        detail: `${mRID} is no mRID: 2 to 32 hexadecimal digits, an even count`,
      });
    }
    return {
      mRID: mRID?.toUpperCase() ?? store.freshMrid(),
      order: store.nextOrder(),
      creationS: store.nowS,
      startS: store.nowS + (wanted.startInS ?? 0),
      durationS: wanted.durationS,
      randomizeStartS: wanted.randomizeStartS,
      randomizeDurationS: wanted.randomizeDurationS,
      description: undefined,
      cancelled: undefined,
      held: undefined,
    };
  }

  #created(event: UtilityEvent, path: string, issuedAtNs: bigint): CreatedControl {
    const href = prefixOf(this.#store) + path;
    return { mRID: event.mRID, href, issuedAtNs, startS: event.startS, after: this.#mark() };
  }

  #changed(program: Program): void {
    this.#store.changed(`/derp/${program.id}/derc`, `/derp/${program.id}/actderc`);
  }

  #pricePaths(): readonly string[] {
    return this.#store.pricing.tariffs.flatMap(({ id, components }) =>
      components.map((component) => `/tp/${id}/rc/${component.id}/tti`),
    );
  }
}

function sameMrid(event: UtilityEvent, mRID: string): boolean {
  return event.mRID === mRID.toUpperCase();
}

/** Controls of the last day are kept: they explain what was superseded by what. */
function isOver(control: Control, nowS: number): boolean {
  return control.held === undefined && Math.max(...turnsOf(control)) < nowS - 86_400;
}

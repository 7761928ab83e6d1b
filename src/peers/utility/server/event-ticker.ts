import { turnsOf } from '../model/event.js';
import type { UtilityStore } from '../model/utility-store.js';

/** Tells the rest of the server when the clock moves an event: answers are made anew, subscribers are notified. */
export class EventTicker {
  readonly #store: UtilityStore;
  #cancel: (() => void) | undefined;
  #plannedS: number | undefined;
  #doneS: number;
  #closed = false;

  constructor(store: UtilityStore) {
    this.#store = store;
    this.#doneS = store.nowS;
    store.onChange(() => this.#plan());
    this.#plan();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #plan(): void {
    if (this.#closed) return;
    const next = this.#store.nextTurnS(Math.min(this.#doneS, this.#store.nowS));
    if (next === this.#plannedS && this.#cancel !== undefined) return;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#plannedS = next;
    if (next === undefined) return;
    const wallMs = Number(this.#store.clock.wallNs() / 1_000n) / 1000;
    const dueMs = (next - this.#store.offsetS) * 1000 - wallMs;
    // Timers of Node end at 2^31 ms: a later event is planned again.
    this.#cancel = this.#store.clock.after(Math.min(Math.max(dueMs, 0) + 1, 2_000_000_000), () => this.#tick());
  }

  #tick(): void {
    this.#cancel = undefined;
    const from = this.#doneS;
    const to = this.#store.nowS;
    this.#doneS = to;
    this.#plannedS = undefined;
    const moved = movedPaths(this.#store, from, to);
    if (moved.length > 0) this.#store.changed(...moved);
    else this.#plan();
  }
}

/** Lists with an event that turned after `from` and not after `to`. */
function movedPaths(store: UtilityStore, from: number, to: number): readonly string[] {
  const turned = (event: Parameters<typeof turnsOf>[0]) => turnsOf(event).some((turn) => turn > from && turn <= to);
  const paths: string[] = [];
  for (const program of store.programs) {
    if (program.controls.some(turned)) paths.push(`/derp/${program.id}/derc`, `/derp/${program.id}/actderc`);
  }
  if (store.demandResponse.controls.some(turned)) paths.push('/drp/1/edc');
  for (const tariff of store.pricing.tariffs) {
    for (const { id, intervals } of tariff.components) {
      if (intervals.some(turned)) paths.push(`/tp/${tariff.id}/rc/${id}/tti`);
    }
  }
  for (const { device } of store.reservations.granted.filter(turned)) paths.push(`/edev/${device.id}/frp`);
  return paths;
}

import { pointsOfCurve, storedCurves } from '../sunspec/models/curves.js';
import type { RegisterImage } from '../sunspec/register-image.js';

/** The models with stored curves and the points of a curve: along, and what follows from it. */
const axes = { 706: ['V', 'W'], 712: ['W', 'Var'] } as const;
type CurveModel = keyof typeof axes;
/** Results of an adoption (models 706 and 712, AdptCrvRslt). */
const completed = 1;
const failed = 2;

interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Curves as they are after power-up: 1 in force and read-only, 2 the same, 3 empty for the user. */
export function fillCurves(image: RegisterImage): void {
  fill(image, 706, { V_SF: -1, DeptRef_SF: -1, RspTms_SF: 0 }, [
    { x: 106, y: 100 },
    { x: 110, y: 0 },
  ]);
  fill(image, 712, { W_SF: -1, DeptRef_SF: -1 }, [
    { x: 50, y: 0 },
    { x: 100, y: -44 },
  ]);
}

function fill(
  image: RegisterImage,
  model: CurveModel,
  scales: Readonly<Record<string, number>>,
  points: readonly CurvePoint[],
): void {
  if (!image.has(model)) return;
  for (const [name, factor] of Object.entries(scales)) image.setRaw(model, name, factor);
  const facts = { Ena: 0, AdptCrvReq: 1, AdptCrvRslt: completed, NPt: pointsOfCurve, NCrv: storedCurves, RvrtTms: 0 };
  for (const [name, value] of Object.entries(facts)) image.setRaw(model, name, value);
  const [along, follows] = axes[model];
  for (let curve = 1; curve <= storedCurves; curve++) {
    const used = curve === storedCurves ? [] : points;
    image.setRaw(model, `Crv${curve}.ActPt`, used.length);
    image.setRaw(model, `Crv${curve}.DeptRef`, model === 706 ? 0 : 1);
    image.setRaw(model, `Crv${curve}.ReadOnly`, curve === 1 ? 1 : 0);
    if (model === 706) image.setValue(model, `Crv${curve}.RspTms`, 0);
    else image.setRaw(model, `Crv${curve}.Pri`, 0);
    used.forEach(({ x, y }, i) => {
      image.setValue(model, `Crv${curve}.Pt${i + 1}.${along}`, x);
      image.setValue(model, `Crv${curve}.Pt${i + 1}.${follows}`, y);
    });
  }
}

/** Makes a stored curve the one in force if the write asked for it; the result register says whether it was done. */
export function adoptCurves(image: RegisterImage, address: number, count: number): void {
  for (const model of [706, 712] as const) {
    if (image.touched(model, address, count).has('AdptCrvReq')) adopt(image, model, image.raw(model, 'AdptCrvReq'));
  }
}

/** Copies a curve to place 1. Of model 712 curve 0 means that none is in force. */
export function adopt(image: RegisterImage, model: CurveModel, curve: number): void {
  if (model === 712 && curve === 0) {
    image.setRaw(model, 'Crv1.ActPt', 0);
    image.setRaw(model, 'AdptCrvRslt', completed);
    return;
  }
  if (curve < 1 || curve > storedCurves || curvePoints(image, model, curve) === undefined) {
    image.setRaw(model, 'AdptCrvRslt', failed);
    return;
  }
  for (const name of image.points(model).keys()) {
    const rest = /^Crv1\.(.+)$/.exec(name)?.[1];
    if (rest === undefined || rest === 'ReadOnly') continue;
    const from = `Crv${curve}.${rest}`;
    if (image.isBlank(model, from)) image.setBlank(model, name);
    else image.setRaw(model, name, image.raw(model, from));
  }
  image.setRaw(model, 'AdptCrvRslt', completed);
}

/** The points of a curve; undefined when it has none, too many, or does not go upwards along its axis. */
function curvePoints(image: RegisterImage, model: CurveModel, curve: number): readonly CurvePoint[] | undefined {
  const active = image.raw(model, `Crv${curve}.ActPt`);
  if (active < 1 || active > pointsOfCurve) return undefined;
  const [along, follows] = axes[model];
  const points: CurvePoint[] = [];
  for (let i = 1; i <= active; i++) {
    const [x, y] = [`Crv${curve}.Pt${i}.${along}`, `Crv${curve}.Pt${i}.${follows}`];
    if (image.isBlank(model, x) || image.isBlank(model, y)) return undefined;
    points.push({ x: image.value(model, x), y: image.value(model, y) });
    if (i > 1 && points[i - 1]!.x < points[i - 2]!.x) return undefined;
  }
  return points;
}

/** Straight lines between the points, level outside of them. */
function interpolate(points: readonly CurvePoint[], x: number): number {
  const next = points.findIndex((point) => point.x >= x);
  if (next === -1) return points.at(-1)!.y;
  const right = points[next]!;
  const left = points[next - 1];
  if (left === undefined || right.x === left.x) return right.y;
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}

/** Most power at this voltage by the curve in force of model 706, % of WMax; undefined without a valid curve. */
export function voltWattLimit(image: RegisterImage, voltPercent: number): number | undefined {
  const points = curvePoints(image, 706, 1);
  return points === undefined ? undefined : Math.min(100, Math.max(0, interpolate(points, voltPercent)));
}

/** Reactive power at this active power by the curve in force of model 712, % of VarMax; 0 while it is not enabled. */
export function wattVar(image: RegisterImage, wattPercent: number): number {
  if (!image.has(712) || image.raw(712, 'Ena') !== 1) return 0;
  const points = curvePoints(image, 712, 1);
  return points === undefined ? 0 : interpolate(points, wattPercent);
}

import type { RegisterImage } from '../sunspec/register-image.js';
import type { ActiveFaults } from './active-faults.js';
import type { ProtectionSettings } from './grid-protection.js';

/** The protection as models 703 and 704 set it; a device without them has the widest window and looks for islands. */
export function protectionSettings(
  image: RegisterImage,
  antiIslandingMs: number,
  faults: ActiveFaults,
): ProtectionSettings {
  const set = (point: string, otherwise: number) => (image.isBlank(703, point) ? otherwise : image.value(703, point));
  const enabled = image.isBlank(704, 'AntiIslEna') || image.raw(704, 'AntiIslEna') === 1;
  return {
    highPercent: set('ESVHi', 110),
    lowPercent: set('ESVLo', 85),
    highHz: set('ESHzHi', 50.2),
    lowHz: set('ESHzLo', 49.5),
    delaySeconds: set('ESDlyTms', 0),
    randomSeconds: set('ESRndTms', 0),
    antiIslanding: enabled && !faults.has('ignore-island'),
    antiIslandingMs,
  };
}

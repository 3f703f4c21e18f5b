import type { TravelInput } from '../../contract/travel.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import type { RegionReference, TaskContext } from './task-context.ts';

/**
 * The engine of a question that may ask to be answered as AccessMod: in its merged raster diagonal steps
 * pass between two barriers.
 */
export function loadCompatEngine(
  reference: RegionReference,
  { compat, travel }: { readonly compat?: 'accessmod-5' | undefined; readonly travel: TravelInput },
  context: TaskContext,
  share: readonly [from: number, to: number] | null = null,
): TravelEngine {
  const open = compat !== undefined && travel.model === 'raster';
  return context.loadEngine(reference, travel, share, open ? 'open' : 'closed');
}

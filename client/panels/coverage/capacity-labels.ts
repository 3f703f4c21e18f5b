import type { CapacityPart } from '../../state/study-state.ts';
import type { TextId } from '../../i18n/screen-texts.ts';

/** Name and explanation of each mode of allocating capacity. */
export const CAPACITY_LABELS: Record<CapacityPart | 'ignore', { name: TextId; hint: TextId }> = {
  ignore: { name: 'capacityIgnore', hint: 'capacityIgnoreHint' },
  'nearest-first': { name: 'capacityNearest', hint: 'capacityNearestHint' },
  fair: { name: 'capacityFair', hint: 'capacityFairHint' },
  sequential: { name: 'capacitySequential', hint: 'capacitySequentialHint' },
};

/** Where the capacity of a facility comes from. */
export const SOURCE_LABELS: Record<'column' | 'visits' | 'staff' | 'left' | 'none', TextId> = {
  column: 'sourceColumn',
  visits: 'sourceVisits',
  staff: 'sourceStaff',
  left: 'sourceLeft',
  none: 'sourceNone',
};

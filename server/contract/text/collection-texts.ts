import type { Bilingual } from './sentence.ts';

/** Layers of a region offered as feature collections. */
export type CollectionLayer = 'facilities' | 'zones' | 'roads' | 'places' | 'boundary' | 'water' | 'edge';

export const COLLECTION_TEXTS: Record<CollectionLayer, Bilingual> = {
  facilities: { zh: '医疗机构', en: 'Facilities' },
  zones: { zh: '分区', en: 'Zones' },
  roads: { zh: '道路', en: 'Roads' },
  places: { zh: '居民点', en: 'Places' },
  boundary: { zh: '边界', en: 'Boundary' },
  water: { zh: '水体', en: 'Water' },
  edge: { zh: '数据止于边界的影响带', en: 'Where data stop at the border' },
};

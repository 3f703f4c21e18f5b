import type { Bilingual } from './sentence.ts';

/** Layers of a region offered as feature collections. */
export type CollectionLayer = 'facilities' | 'zones' | 'roads' | 'places' | 'boundary' | 'water';

export const COLLECTION_TEXTS: Record<CollectionLayer, Bilingual> = {
  facilities: { zh: '医疗机构', en: 'Facilities' },
  zones: { zh: '分区', en: 'Zones' },
  roads: { zh: '道路', en: 'Roads' },
  places: { zh: '居民点', en: 'Places' },
  boundary: { zh: '边界', en: 'Boundary' },
  water: { zh: '水体', en: 'Water' },
};

/** What a person can say a file is. */
export const LAYER_CHOICES = [
  'population', 'elevation', 'land-cover', 'roads', 'water', 'wetlands', 'barriers', 'facilities', 'zones', 'boundary', 'places',
] as const; // prettier-ignore

/** Meanings that a column of facilities can have. */
export const FACILITY_FIELDS = [
  'name', 'nameZh', 'nameEn', 'lon', 'lat', 'tier', 'type', 'id', 'beds', 'doctors', 'nurses', 'generalPractitioners', 'capacity',
  'ownership', 'services',
] as const; // prettier-ignore

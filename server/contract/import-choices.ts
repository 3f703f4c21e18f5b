/** What a person can say a file is. */
export const LAYER_CHOICES = [
  'population',
  'elevation',
  'land-cover',
  'roads',
  'water',
  'wetlands',
  'barriers',
  'facilities',
  'zones',
  'boundary',
  'places',
] as const;
export type LayerChoice = (typeof LAYER_CHOICES)[number];

/** What a population raster states of a cell: how many people are in it, or how densely they live. */
export const POPULATION_UNITS = ['people', 'per-km2', 'per-hectare'] as const;
export type PopulationUnit = (typeof POPULATION_UNITS)[number];

/** Meanings that a column of facilities can have. */
export const FACILITY_FIELDS = [
  'name',
  'nameZh',
  'nameEn',
  'lon',
  'lat',
  'tier',
  'type',
  'id',
  'beds',
  'doctors',
  'nurses',
  'generalPractitioners',
  'capacity',
  'ownership',
  'services',
] as const;

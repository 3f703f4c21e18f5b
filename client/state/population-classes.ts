/**
 * Lower edges in people per cell of the population classes, on the map and in its legend; the first is
 * anybody at all.
 */
export const POPULATION_CLASS_PEOPLE = [0.1, 5, 20, 80, 300] as const;

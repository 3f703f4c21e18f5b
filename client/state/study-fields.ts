import { SUPPLY_CHOICES, type StudyFields } from './study-state.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * What the tables of a region hold: columns with a number in some row, and the urban or rural property.
 */
export function readFields(facilities: readonly Row[], zones: readonly Row[]): StudyFields {
  return {
    supplies: SUPPLY_CHOICES.filter(
      (column) => column === 'facilities' || facilities.some((row) => typeof row[column] === 'number'),
    ),
    urbanRural: zones.length > 0 && zones.every((zone) => typeof zone['urban_rural'] === 'string'),
  };
}

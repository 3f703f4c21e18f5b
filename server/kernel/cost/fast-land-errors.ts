import { TravelError } from '../catchment/travel-error.ts';

/**
 * A search that does not fit its memory, refused before it starts or where it grows beyond; `most` cells
 * are what fits.
 */
export class LandTooLargeError extends TravelError {
  constructor(message: string, cells: number, most: number) {
    super('travel.grid-too-large', message, { cells, most });
    this.name = 'LandTooLargeError';
  }
}

/** Ground with more different paces than a cell's two bytes can tell apart; `WalkSearch` can search it. */
export class TooManyPacesError extends RangeError {
  override readonly name = 'TooManyPacesError';
}

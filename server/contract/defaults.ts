/**
 * Values of inputs that a question does not name, each in one place: schemas fill them in or describe them,
 * questions use them where a schema cannot, the page shows them.
 */

/** Cut-off of one-cut-off questions, minutes. */
export const DEFAULT_CUTOFF_MINUTES = 60;
/** Cut-offs of a coverage, minutes. */
export const DEFAULT_COVERAGE_CUTOFFS_MINUTES: readonly number[] = [30, DEFAULT_CUTOFF_MINUTES];
/** New sites of a siting question. */
export const DEFAULT_SITES = 5;
/** Steps of the improvement phase of siting. */
export const DEFAULT_SITING_ITERATIONS = 1500;
/** Seed of everything drawn at random. */
export const DEFAULT_SEED = 1;
/** Share of a person that a second facility in reach counts for (model `backup`). */
export const DEFAULT_SECOND_SHARE = 0.5;
/** Existing facilities that may close (`existing: may-close`). */
export const DEFAULT_CLOSURES = 1;
/** Worlds drawn where an answer is asked for with its uncertainty. */
export const DEFAULT_DRAWS = 100;
/** σ of ln of one factor on all speeds of a drawn world. */
export const DEFAULT_SPEED_SIGMA = 0.15;
/** Coefficient of variation of people by zone in a drawn world. */
export const DEFAULT_POPULATION_CV = 0.12;

/** What can be wrong with a siting question; every code has a sentence in both languages above the kernel. */
export type SitingInputCode =
  | 'no-demand'
  | 'no-candidates'
  | 'too-many-sites'
  | 'budget-too-small'
  | 'target-infeasible'
  | 'duplicate-candidates'
  | 'contradictory-fixed'
  | 'index-out-of-range'
  | 'bad-number'
  | 'bad-shape';

export type SitingParameters = Readonly<Record<string, number | string | readonly number[]>>;

/** A question that has no answer, stated with a code and the figures a planner needs to change it. */
export class SitingInputError extends Error {
  readonly code: SitingInputCode;
  readonly parameters: SitingParameters;

  constructor(code: SitingInputCode, message: string, parameters: SitingParameters = {}) {
    super(message);
    this.name = 'SitingInputError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** Throws `bad-number` unless `value` is a whole number of at least `least`. */
export function checkWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new SitingInputError('bad-number', `${name}: expected a whole number >= ${least}, got ${value}`, {
      name,
      value: String(value),
      least,
    });
}

/** Throws `bad-number` at the first entry of `values` that is not finite and at least `least`. */
export function checkNumbers(name: string, values: ArrayLike<number>, least: number): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value) || value < least)
      throw new SitingInputError(
        'bad-number',
        `${name}[${index}]: expected a number >= ${least}, got ${value}`,
        {
          name,
          index,
          value: String(value),
          least,
        },
      );
  }
}

/** Throws `bad-shape` unless the table of `rows` x `columns` is whole. */
export function checkTable(name: string, table: ArrayLike<number>, rows: number, columns: number): void {
  if (table.length !== rows * columns)
    throw new SitingInputError('bad-shape', `${name}: expected ${rows} x ${columns}, got ${table.length}`, {
      what: name,
      expected: rows * columns,
      actual: table.length,
    });
}

/** Throws `no-demand` unless some weight is above 0. */
export function checkSomeDemand(demandWeight: Float64Array): void {
  if (!demandWeight.some((weight) => weight > 0))
    throw new SitingInputError('no-demand', 'no demand has people: there is nothing to cover');
}

/**
 * A travel question that cannot be answered as asked. `code` has its sentence in contract/text;
 * `parameters` fill it.
 */
export class TravelError extends RangeError {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(code: string, message: string, parameters: Readonly<Record<string, string | number>>) {
    super(message);
    this.name = 'TravelError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** A fault in one place of a file. Errors stop the file from being used; what was mended is a note. */
export interface GeoJsonProblem {
  readonly code: string;
  /** RFC 6901 pointer into the file. */
  readonly pointer: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** How many problems a file's answer lists; all are counted. */
export const MAX_LISTED = 50;

/** Problems up to the limit, notes one a kind with a count. */
export class ProblemCollector {
  readonly problems: GeoJsonProblem[] = [];
  problemCount = 0;
  readonly #notes = new Map<
    string,
    { pointer: string; parameters: Record<string, string | number>; count: number }
  >();
  problem(code: string, pointer: string, parameters: Readonly<Record<string, string | number>> = {}): void {
    this.problemCount++;
    if (this.problems.length < MAX_LISTED) this.problems.push({ code, pointer, parameters });
  }
  note(code: string, pointer: string, parameters: Readonly<Record<string, string | number>> = {}): void {
    const known = this.#notes.get(code);
    if (known) known.count++;
    else this.#notes.set(code, { pointer, parameters: { ...parameters }, count: 1 });
  }
  notes(): GeoJsonProblem[] {
    return [...this.#notes].map(([code, { pointer, parameters, count }]) => ({
      code,
      pointer,
      parameters: { ...parameters, count },
    }));
  }
}

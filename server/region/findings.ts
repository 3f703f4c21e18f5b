import type { Finding } from './region.ts';

export interface FindingExample {
  readonly label: string;
  readonly lonDegrees?: number;
  readonly latDegrees?: number;
  readonly row?: number;
}

const MAX_EXAMPLES = 10;

/** Collects findings; each code keeps its first ten examples and the full count. */
export class FindingList {
  readonly #found: Finding[] = [];

  add(
    code: string,
    severity: Finding['severity'],
    layer: string,
    count: number,
    parameters: Readonly<Record<string, string | number>> = {},
    examples: readonly FindingExample[] = [],
  ): void {
    if (count === 0) return;
    this.#found.push({ code, severity, layer, count, parameters, examples: examples.slice(0, MAX_EXAMPLES) });
  }

  /** Errors first, then warnings, then notes; in order of finding within each. */
  sorted(): Finding[] {
    const rank = { error: 0, warning: 1, info: 2 };
    return this.#found
      .map((f, i) => ({ f, i }))
      .sort((a, b) => rank[a.f.severity] - rank[b.f.severity] || a.i - b.i)
      .map(({ f }) => f);
  }
}

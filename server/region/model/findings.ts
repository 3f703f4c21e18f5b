import type { MultiPolygon } from 'geojson';
import type { ReadingRemark } from '../../geo/vector-layer.ts';
import type { Finding, FindingExample } from './region.ts';

export type { FindingExample };

const MAX_EXAMPLES = 10;
/** Rows with an offer are all kept, so that a person can take it for each. */
const MAX_OFFERS = 1000;

/** Collects findings; each code keeps its first examples and the full count. */
export class FindingList {
  readonly #found: Finding[] = [];

  add(
    code: string,
    severity: Finding['severity'],
    layer: string,
    count: number,
    parameters: Readonly<Record<string, string | number>> = {},
    examples: readonly FindingExample[] = [],
    area?: MultiPolygon,
  ): void {
    if (count === 0) return;
    const most = examples.some((example) => example.offer) ? MAX_OFFERS : MAX_EXAMPLES;
    this.#found.push({
      code,
      severity,
      layer,
      count,
      parameters,
      examples: examples.slice(0, most),
      ...(area ? { area } : {}),
    });
  }

  /** What a reader remarked of a file. */
  addRemarks(
    file: string,
    layer: string,
    remarks: readonly ReadingRemark[],
    severityOf: (code: string) => Finding['severity'],
  ): void {
    for (const { code, count, parameters } of remarks)
      this.add(code, severityOf(code), layer, count, { file, ...parameters });
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

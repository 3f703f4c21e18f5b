import type { MultiPolygon } from 'geojson';
import type { ReadingRemark } from '../../geo/vector-layer.ts';
import type { ParametersOf } from '../../contract/text/codes.ts';
import type { FILE_TEXTS } from '../../contract/text/file-texts.ts';
import type { LAYER_FINDING_TEXTS } from '../../contract/text/finding-texts-layers.ts';
import type { FINDING_TEXTS } from '../../contract/text/finding-texts.ts';
import type { GUESS_TEXTS } from '../../contract/text/guess-texts.ts';
import type { READING_TEXTS } from '../../contract/text/reading-texts.ts';
import type { Finding, FindingExample } from './region.ts';

export type { FindingExample };

const MAX_EXAMPLES = 10;
/** Rows with an offer are all kept, so that a person can take it for each. */
const MAX_OFFERS = 1000;

type Texts = typeof FINDING_TEXTS &
  typeof LAYER_FINDING_TEXTS &
  typeof READING_TEXTS &
  typeof FILE_TEXTS &
  typeof GUESS_TEXTS;

/** Codes of findings: each has its sentence in every language. */
export type FindingCode = keyof Texts;

/** Parameters of the sentence, which a finding without placeholders needs not; places; an outline. */
type FindingDetails<C extends FindingCode> =
  Readonly<Record<string, never>> extends ParametersOf<Texts[C], 'count' | 'layer'>
    ? [parameters?: Values, examples?: readonly FindingExample[], area?: MultiPolygon]
    : [
        parameters: ParametersOf<Texts[C], 'count' | 'layer'>,
        examples?: readonly FindingExample[],
        area?: MultiPolygon,
      ];
type Values = Readonly<Record<string, string | number>>;

/** Collects findings; each code keeps its first examples and the full count. */
export class FindingList {
  readonly #found: Finding[] = [];

  add<C extends FindingCode>(
    code: C,
    severity: Finding['severity'],
    layer: string,
    count: number,
    ...[parameters = {}, examples = [], area]: FindingDetails<C>
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
      this.add(code as FindingCode, severityOf(code), layer, count, { file, ...parameters } as never);
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

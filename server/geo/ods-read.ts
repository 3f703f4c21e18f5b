import { type Sheet, SheetCollector, sheetTable } from './sheet-rows.ts';
import type { ScoreHeading } from './table-heading.ts';
import { VectorFileError } from './vector-layer.ts';
import { attributeOf, scanXml, XmlError } from './xml-scan.ts';
import { readZipEntries } from './zip-read.ts';

const LIMITS = { maxEntries: 500, maxBytes: 300_000_000, maxRatio: 300 };
const DEPTH = 64;
/** A row or cell repeated more often than this is the blank rest of a sheet, or a lie. */
const MOST_REPEATED = 10_000;

/** Every sheet of an OpenDocument spreadsheet, in its order. */
export async function readOds(file: string, score?: ScoreHeading): Promise<Sheet[]> {
  const [content] = await readZipEntries(file, (name) => name === 'content.xml', LIMITS);
  if (!content) throw unreadable('it has no content.xml');
  const collector = new OdsCollector();
  try {
    scanXml(content.bytes.toString('utf8'), DEPTH, collector);
  } catch (problem) {
    if (problem instanceof XmlError) throw unreadable(problem.message, problem);
    throw problem;
  }
  if (collector.sheets.length === 0) throw unreadable('it has no sheet');
  return collector.sheets.map((sheet) => sheetTable(sheet.done(), score));
}

function unreadable(message: string, cause?: unknown): VectorFileError {
  return new VectorFileError('ods-unreadable', `not a readable spreadsheet: ${message}`, { cause });
}

/** Takes the elements of `content.xml` as they come. */
class OdsCollector {
  readonly sheets: SheetCollector[] = [];
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #row = 0;
  #rowTimes = 1;
  #column = 0;
  #cellTimes = 1;
  #cells = new Map<number, string>();
  #value: string | null = null;
  #text = '';
  #paragraphs = 0;
  #isRead = false;
  /** Notes and drawings stand inside cells. */
  #aside = 0;

  readonly open = (tag: string, attributes: string): void => {
    if (tag === 'annotation' || tag === 'shapes' || tag === 'frame') this.#aside++;
    else if (tag === 'style') this.#style = attributeOf(attributes, 'name') ?? '';
    else if (tag === 'table-properties') {
      if (attributeOf(attributes, 'display') === 'false') this.#hiddenStyles.add(this.#style);
    } else if (tag === 'table') {
      const isHidden = this.#hiddenStyles.has(attributeOf(attributes, 'style-name') ?? '');
      this.sheets.push(new SheetCollector(attributeOf(attributes, 'name') ?? '', isHidden));
      this.#row = 0;
    } else if (tag === 'table-row') {
      this.#rowTimes = timesOf(attributes, 'number-rows-repeated');
      this.#column = 0;
      this.#cells = new Map();
    } else if (tag === 'table-cell' || tag === 'covered-table-cell') this.#openCell(attributes);
    else if (tag === 'p' && this.#aside === 0) {
      if (this.#paragraphs++ > 0) this.#text += ' ';
      this.#isRead = true;
    } else if (tag === 's' && this.#isRead) this.#text += ' ';
  };

  readonly text = (piece: string): void => {
    if (this.#isRead && this.#aside === 0) this.#text += piece;
  };

  readonly close = (tag: string): void => {
    if (tag === 'annotation' || tag === 'shapes' || tag === 'frame') this.#aside--;
    else if (tag === 'p') this.#isRead = false;
    else if (tag === 'table-cell' || tag === 'covered-table-cell') this.#closeCell();
    else if (tag === 'table-row') {
      for (let i = 0; i < Math.min(this.#rowTimes, this.#cells.size > 0 ? MOST_REPEATED : 0); i++)
        this.sheets.at(-1)?.add(this.#row + i + 1, this.#cells);
      this.#row += this.#rowTimes;
    }
  };

  #openCell(attributes: string): void {
    this.#cellTimes = timesOf(attributes, 'number-columns-repeated');
    const type = attributeOf(attributes, 'value-type');
    this.#value =
      type === 'float' || type === 'currency' || type === 'percentage'
        ? attributeOf(attributes, 'value')
        : type === 'date'
          ? (attributeOf(attributes, 'date-value')?.slice(0, 10) ?? null)
          : null;
    this.#text = '';
    this.#paragraphs = 0;
  }

  #closeCell(): void {
    const text = (this.#value ?? this.#text).trim();
    if (text !== '')
      for (let i = 0; i < Math.min(this.#cellTimes, MOST_REPEATED); i++)
        this.#cells.set(this.#column + i, text);
    this.#column += this.#cellTimes;
  }
}

function timesOf(attributes: string, name: string): number {
  const times = Number(attributeOf(attributes, name) ?? 1);
  return Number.isInteger(times) && times > 0 ? Math.min(times, 2_000_000) : 1;
}

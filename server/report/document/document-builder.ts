import { nameOf, recordOf } from '../../contract/languages.ts';
import type { Block, TableCell, TableColumn } from './blocks.ts';
import { clipText, type Drawing } from '../drawing/drawing.ts';
import { formatNumber, type NumberKind } from '../../contract/text/format-number.ts';
import { REPORT_TEXTS, type ReportTextKey } from '../../contract/text/report-texts.ts';
import { fillSentence } from '../../contract/text/sentence.ts';
import type { Language } from '../../contract/vocabulary.ts';
import { typeset } from './typeset.ts';

export interface TableSpec {
  readonly caption: string;
  readonly sheet: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  readonly hasTotal?: boolean;
  readonly note?: string | null;
  /** Most rows in print; the spreadsheet has all. */
  readonly printedRows?: number;
}

/** Collects the blocks of a report, numbers its chapters, tables and figures, and speaks its language. */
export interface DocumentBuilder {
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** The sentence `key` in the report's language. Numbers are passed formatted, as text. */
  text(key: ReportTextKey, parameters?: Readonly<Record<string, string>>): string;
  chapter(title: string): void;
  section(title: string): void;
  paragraph(text: string, style?: 'body' | 'lead' | 'note' | 'code'): void;
  bullets(items: readonly string[]): void;
  table(spec: TableSpec): void;
  picture(caption: string, drawing: Drawing, note?: string | null): void;
  add(block: Block): void;
  /** Of a name in two languages the one to print; the other where it is missing. */
  name(pair: { readonly nameZh: string; readonly nameEn: string }): string;
}

export function createDocumentBuilder(language: Language): DocumentBuilder {
  const blocks: Block[] = [];
  let chapters = 0;
  let sections = 0;
  let tables = 0;
  let pictures = 0;
  const set = (words: string): string => typeset(words, language);
  const text: DocumentBuilder['text'] = (key, parameters = {}) =>
    set(fillSentence(REPORT_TEXTS[key], language, parameters));
  /** Words of a cell are set for print; what a spreadsheet holds stays as it came. */
  const setCell = (cell: TableCell): TableCell =>
    cell.kind === 'text' ? { ...cell, text: set(cell.text) } : cell;
  const numbering = NUMBERINGS[recordOf(language).numbering];
  return {
    language,
    blocks,
    text,
    chapter(title) {
      chapters++;
      sections = 0;
      const number = numbering.chapter(chapters);
      blocks.push({ kind: 'heading', level: 1, text: `${number}${title}`, id: `chapter-${chapters}` });
    },
    section(title) {
      sections++;
      const number = numbering.section(chapters, sections);
      blocks.push({
        kind: 'heading',
        level: 2,
        text: `${number}${title}`,
        id: `section-${chapters}-${sections}`,
      });
    },
    paragraph(body, style = 'body') {
      blocks.push({ kind: 'paragraph', text: style === 'code' ? body : set(body), style });
    },
    bullets(items) {
      if (items.length > 0) blocks.push({ kind: 'bullets', items: items.map(set) });
    },
    table(spec) {
      tables++;
      const count = spec.rows.length - (spec.hasTotal ? 1 : 0);
      const cut = spec.printedRows !== undefined && spec.printedRows < count ? spec.printedRows : null;
      blocks.push({
        kind: 'table',
        id: `table-${tables}`,
        caption: text('tableCaption', { number: String(tables), caption: spec.caption }),
        title: spec.caption,
        sheet: spec.sheet,
        columns: spec.columns,
        rows: spec.rows.map((row) => row.map(setCell)),
        hasTotal: spec.hasTotal ?? false,
        note: spec.note ? set(spec.note) : null,
        printedRows: cut,
        printedNote:
          cut === null
            ? null
            : text('moreRows', {
                shown: formatNumber('count', cut),
                count: formatNumber('count', count),
              }),
      });
    },
    picture(caption, drawing, note = null) {
      pictures++;
      blocks.push({
        kind: 'picture',
        id: `figure-${pictures}`,
        caption: text('figureCaption', { number: String(pictures), caption }),
        drawing,
        note,
      });
    },
    add(block) {
      blocks.push(block.kind === 'callout' ? { ...block, lines: block.lines.map(set) } : block);
    },
    name: (pair) => pickName(pair, language),
  };
}

/** Numbers of headings. */
const NUMBERINGS = {
  han: {
    chapter: (chapter: number) => `${chineseNumeral(chapter)}、`,
    section: (_chapter: number, section: number) => `（${chineseNumeral(section)}）`,
  },
  decimal: {
    chapter: (chapter: number) => `${chapter}  `,
    section: (chapter: number, section: number) => `${chapter}.${section}  `,
  },
} as const;

/** Of a name in two languages the one to print; the other where it is missing. */
export function pickName(
  pair: { readonly nameZh: string; readonly nameEn: string },
  language: Language,
): string {
  return keepDrawable(nameOf(pair, language));
}

const FOREIGN_SCRIPTS =
  /[^\p{Script=Latin}\p{Script=Han}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]+/gu;

/**
 * A name in two scripts without the one the report's face has no letters for; a name in that script alone
 * stays.
 */
function keepDrawable(name: string): string {
  const kept = name.replace(FOREIGN_SCRIPTS, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(kept) ? kept : name;
}

export function textCell(text: string): TableCell {
  return { text, value: text, kind: 'text' };
}

/** A name on one line of a narrow table: cut in print, whole in the spreadsheet. */
export function clippedCell(text: string): TableCell {
  return { text: clipText(text, 8, CLIPPED_WIDTH), value: text, kind: 'text' };
}
/** Points at 8 points a letter. */
const CLIPPED_WIDTH = 250;

export function numberCell(kind: NumberKind, value: number | null | undefined): TableCell {
  return {
    text: formatNumber(kind, value),
    value: value === null || value === undefined || !Number.isFinite(value) ? null : value,
    kind,
  };
}

/** 1 → 一 … 99 → 九十九. */
function chineseNumeral(number: number): string {
  const digits = '零一二三四五六七八九';
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  if (number < 10) return digits.charAt(number);
  return `${tens > 1 ? digits.charAt(tens) : ''}十${ones > 0 ? digits.charAt(ones) : ''}`;
}

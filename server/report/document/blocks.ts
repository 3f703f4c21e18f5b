import type { NumberKind } from '../../contract/text/format-number.ts';
import type { Language } from '../../contract/vocabulary.ts';
import type { Drawing } from '../drawing/drawing.ts';

/**
 * A report as a list of blocks. Templates build it once; the HTML, PDF, DOCX and XLSX writers only lay it
 * out,
 * so words and digits cannot differ between formats.
 */
export interface ReportDocument {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  /** Lines under the title: region, date, engine. */
  readonly facts: readonly string[];
  /** Who signs, on the title page: labels of the lines to sign on. Empty for a brief. */
  readonly signatures: readonly string[];
  /** Short name for running heads. */
  readonly runningHead: string;
  /** 示范数据 / synthetic; null for real data. */
  readonly mark: string | null;
  /** A brief fits one page: no title page, no table of contents. */
  readonly brief: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  HeadingBlock | ParagraphBlock | BulletsBlock | KeyFiguresBlock | CalloutBlock | TableBlock | PictureBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 1 | 2;
  /** With its number, e.g. `一、研究问题` or `1 The question`. */
  readonly text: string;
  readonly id: string;
}
export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly style: 'body' | 'lead' | 'note' | 'code';
}
export interface BulletsBlock {
  readonly kind: 'bullets';
  readonly items: readonly string[];
}
export interface KeyFiguresBlock {
  readonly kind: 'key-figures';
  readonly figures: readonly { readonly value: string; readonly unit: string; readonly label: string }[];
}
export interface CalloutBlock {
  readonly kind: 'callout';
  readonly tone: 'mark' | 'answer' | 'warning';
  /** Paragraphs. */
  readonly lines: readonly string[];
}

export interface TableColumn {
  /** Heading with the unit in brackets where there is one. */
  readonly title: string;
  readonly kind: 'text' | NumberKind;
  /** Only in the spreadsheet and the manifest: the page has no room for it. */
  readonly spreadsheetOnly?: boolean;
}
export interface TableCell {
  /** As printed, everywhere. */
  readonly text: string;
  /** As typed into a spreadsheet. */
  readonly value: number | string | null;
  readonly kind: 'text' | NumberKind;
}
export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  /** With its number, e.g. `表1 覆盖情况`. */
  readonly caption: string;
  /** Without its number. */
  readonly title: string;
  /** Name of its worksheet, at most 31 characters. */
  readonly sheet: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** The last row is a total. */
  readonly hasTotal: boolean;
  readonly note: string | null;
  /** Rows in print; null: all. `printedNote` states that there are more. */
  readonly printedRows: number | null;
  readonly printedNote: string | null;
}
export interface PictureBlock {
  readonly kind: 'picture';
  readonly id: string;
  readonly caption: string;
  readonly drawing: Drawing;
  readonly note: string | null;
}

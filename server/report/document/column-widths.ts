import { estimateTextWidth } from '../drawing/drawing.ts';
import type { TableBlock } from './blocks.ts';

/** Room left and right of the text of a cell, together. */
export const CELL_PADDING = 9;

/** Headings are bold: wider than the estimate. */
const BOLD = 1.14;

/**
 * Widths in points of the columns of `table`, summing to `width`: numbers get the room their digits need,
 * texts share the
 * rest by the length of what stands in them. Rows decide; headings may wrap between words, not inside them.
 */
export function measureColumns(table: TableBlock, width: number, fontSize: number): number[] {
  const needs = table.columns.map((column, i) => {
    const cells = table.rows.map((row) => estimateTextWidth(row[i]?.text ?? '', fontSize));
    const longest = Math.max(0, ...cells);
    const mean = cells.length > 0 ? cells.reduce((sum, cell) => sum + cell, 0) / cells.length : 0;
    const heading = estimateTextWidth(column.title, fontSize) * BOLD;
    const word = Math.max(
      0,
      ...splitWords(column.title).map((part) => estimateTextWidth(part, fontSize) * BOLD),
    );
    if (column.kind !== 'text') {
      const hard = Math.max(longest * (table.hasTotal ? BOLD : 1.06), word) + CELL_PADDING;
      const digits = Math.max(hard, Math.min(heading, fontSize * 4.4) + CELL_PADDING);
      return {
        hard,
        least: digits,
        wish: digits + Math.max(0, Math.min(heading, fontSize * 8) - digits) * 0.5,
      };
    }
    const token = Math.max(0, ...table.rows.map((row) => measureToken(row[i]?.text ?? '', fontSize)));
    const hard =
      Math.max(word, Math.min(longest * 1.12, Math.max(fontSize * 3, Math.min(token * 1.12, fontSize * 8)))) +
      CELL_PADDING;
    const least =
      Math.min(longest * 1.12, Math.max(fontSize * 5, Math.min(token * 1.12, fontSize * 16))) + CELL_PADDING;
    const wish = Math.max(
      Math.min(longest * 1.06, Math.max(mean * 1.8, fontSize * 16), width * 0.7) + CELL_PADDING,
      Math.min(heading, 90),
      least,
    );
    return { hard, least: Math.max(least, hard), wish: Math.max(wish, hard) };
  });
  const wished = needs.reduce((sum, need) => sum + need.wish, 0);
  if (wished <= width) {
    const spare = width - wished;
    const share = needs.reduce((sum, need) => sum + Math.min(need.wish, 140), 0);
    return needs.map((need) => need.wish + (spare * Math.min(need.wish, 140)) / share);
  }
  const least = needs.reduce((sum, need) => sum + need.least, 0);
  if (least >= width) {
    const hard = needs.reduce((sum, need) => sum + need.hard, 0);
    if (hard >= width) return needs.map((need) => (need.hard / hard) * width);
    const kept = (width - hard) / Math.max(1e-9, least - hard);
    return needs.map((need) => need.hard + (need.least - need.hard) * kept);
  }
  // Names on one line matter more than headings on one line: numbers give way first.
  const names = needs.filter((_, i) => table.columns[i]?.kind === 'text');
  const more = names.reduce((sum, need) => sum + need.wish - need.least, 0);
  const spare = width - least;
  if (spare <= more)
    return needs.map((need, i) =>
      table.columns[i]?.kind === 'text' ? need.least + ((need.wish - need.least) * spare) / more : need.least,
    );
  const part = (spare - more) / Math.max(1e-9, wished - least - more);
  return needs.map((need, i) =>
    table.columns[i]?.kind === 'text' ? need.wish : need.least + (need.wish - need.least) * part,
  );
}

/** Width of the longest piece of `text` that cannot be broken. */
function measureToken(text: string, fontSize: number): number {
  const tokens = text.match(/[^\s\p{Script=Han}，。；：、（）]+/gu) ?? [];
  return Math.max(0, ...tokens.map((token) => estimateTextWidth(token, fontSize)));
}

/** Pieces a heading can be broken into: words, or about four Chinese characters. */
function splitWords(title: string): string[] {
  return title.split(/\s+|(?=[（(])/).map((part) => (/\p{Script=Han}/u.test(part) ? part.slice(0, 4) : part));
}

import { recordOf } from '../../contract/languages.ts';
import PdfKit from 'pdfkit';
import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import { fillSentence } from '../../contract/text/sentence.ts';
import type { ReportDocument } from '../document/blocks.ts';
import { PAGE, TEXT_WIDTH } from '../document/page.ts';
import { FONT_FILES } from '../fonts.ts';

export type Pdf = InstanceType<typeof PdfKit>;
export const INK = '#1f2430';
export const SOFT = '#5a6070';
export const ACCENT = '#0b4f6c';
export const LINE = '#c9ced6';

/** Text may run over a page's end: what it is set in must survive the running head of the next page. */
const TEXT_STATE = ['_font', '_fontSize', '_fillColor'] as const;
type TextState = (typeof TEXT_STATE)[number];

/** Lowest point text may reach. */
export const FLOOR = PAGE.height - PAGE.bottom;

type Structure = ReturnType<Pdf['struct']>;
type TagOptions = NonNullable<Parameters<Pdf['struct']>[1]>;

/**
 * A tagged A4 document with running head, page numbers and a cursor. `pages` is the number of pages known
 * from an earlier
 * pass, null in the first.
 */
export interface PdfCanvas {
  readonly pdf: Pdf;
  /** Numbers from 1. */
  pageNumber(): number;
  newPage(): void;
  /** Starts a new page unless `height` points are left. */
  need(height: number): void;
  room(): number;
  /** Draws inside a structure element of `type`, a child of `parent` or of the document. */
  tag(type: string, draw: () => void, options?: TagOptions, parent?: Structure): void;
  /** An element that holds others. */
  group(type: string, parent?: Structure): Structure;
  /** Draws what is no content: lines, backgrounds. */
  decorate(draw: () => void): void;
  finish(): Promise<Uint8Array>;
}

export function openPdf(document: ReportDocument, createdAt: string, pages: number | null): PdfCanvas {
  const pdf = new PdfKit({
    size: 'A4',
    margins: {
      left: PAGE.left,
      right: PAGE.width - PAGE.left - TEXT_WIDTH,
      top: PAGE.top,
      bottom: PAGE.bottom,
    },
    autoFirstPage: false,
    tagged: true,
    pdfVersion: '1.7',
    displayTitle: true,
    lang: recordOf(document.language).tag,
    info: {
      Title: document.title,
      Subject: document.subtitle,
      Creator: 'Careshed',
      Producer: 'Careshed',
      CreationDate: new Date(createdAt),
      ModDate: new Date(createdAt),
    },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', FONT_FILES.regular);
  pdf.registerFont('bold', FONT_FILES.bold);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  let number = 0;
  pdf.on('pageAdded', () => {
    number++;
    drawFurniture();
  });
  const canvas: PdfCanvas = {
    pdf,
    pageNumber: () => number,
    newPage() {
      pdf.addPage();
      pdf.x = PAGE.left;
      pdf.y = PAGE.top;
    },
    need(height) {
      if (pdf.y + height > FLOOR && pdf.y > PAGE.top + 1) canvas.newPage();
    },
    room: () => FLOOR - pdf.y,
    tag(type, draw, options = {}, parent = root) {
      const content = pdf.markStructureContent(type);
      draw();
      pdf.endMarkedContent();
      parent.add(pdf.struct(type, options, content));
    },
    group(type, parent = root) {
      const group = pdf.struct(type);
      parent.add(group);
      return group;
    },
    decorate(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
    async finish() {
      root.end();
      pdf.end();
      return await whole;
    },
  };
  return canvas;

  function drawFurniture(): void {
    const { x, y } = pdf;
    const state = pdf as unknown as Record<TextState, unknown>;
    const kept = TEXT_STATE.map((name) => [name, state[name]] as const);
    pdf.save();
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('regular').fontSize(8).fillColor(SOFT);
    if (number > 1) {
      const mark = document.mark ?? '';
      const markWidth = pdf.widthOfString(mark);
      pdf.text(fit(document.runningHead, TEXT_WIDTH - markWidth - 16), PAGE.left, 30, { lineBreak: false });
      pdf.text(mark, PAGE.left + TEXT_WIDTH - markWidth, 30, { lineBreak: false });
      pdf
        .moveTo(PAGE.left, 45)
        .lineTo(PAGE.left + TEXT_WIDTH, 45)
        .lineWidth(0.5)
        .stroke(LINE);
    }
    const foot = fillSentence(REPORT_TEXTS.pageOf, document.language, {
      page: String(number),
      pages: String(pages ?? 0),
    });
    pdf.text(foot, PAGE.left + (TEXT_WIDTH - pdf.widthOfString(foot)) / 2, PAGE.height - 36, {
      lineBreak: false,
    });
    pdf.endMarkedContent();
    pdf.restore();
    Object.assign(state, Object.fromEntries(kept));
    pdf.x = x;
    pdf.y = y;
  }

  function fit(text: string, width: number): string {
    if (pdf.widthOfString(text) <= width) return text;
    let kept = text;
    while (kept !== '' && pdf.widthOfString(`${kept}…`) > width) kept = [...kept].slice(0, -1).join('');
    return `${kept}…`;
  }
}

import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import type {
  Block,
  CalloutBlock,
  KeyFiguresBlock,
  PictureBlock,
  ReportDocument,
} from '../document/blocks.ts';
import { PAGE, TEXT_WIDTH } from '../document/page.ts';
import { pickPrinted } from '../document/printed-table.ts';
import { drawInPdf } from './draw-in-pdf.ts';
import { ACCENT, FLOOR, INK, openPdf, SOFT, type PdfCanvas } from './pdf-canvas.ts';
import { drawPdfTable } from './pdf-table.ts';

interface Contents {
  readonly pages: number;
  /** Page of a heading by its id. */
  readonly pageOf: ReadonlyMap<string, number>;
}

/**
 * `document` as a tagged PDF with bookmarks, table of contents and embedded subset fonts. Laid out twice:
 * the first pass,
 * without pictures, finds the page of every heading, the second prints them. The picture of a brief is made
 * smaller until one page holds all.
 */
export async function writePdf(document: ReportDocument, createdAt: string): Promise<Uint8Array> {
  let first = layOut(document, createdAt, null, 1);
  let scale = 1;
  while (document.brief && first.contents.pages > 1 && scale > LEAST_SCALE) {
    scale -= 0.1;
    first = layOut(document, createdAt, null, scale);
  }
  return await layOut(document, createdAt, first.contents, scale).canvas.finish();
}

/** Of its size, what a picture keeps at least to stay on the page. */
const TIGHT = 0.8;
/** Labels of key figures; a little smaller where that saves a last letter from a line of its own. */
const LABEL_SIZE = 8;
const LEAST_LABEL_SIZE = 7;
/** Height of the lines to sign on. */
const SIGN_HEIGHT = 24;
/** A smaller map cannot be read. */
const LEAST_SCALE = 0.55;

function layOut(
  document: ReportDocument,
  createdAt: string,
  known: Contents | null,
  pictureScale: number,
): { canvas: PdfCanvas; contents: Contents } {
  const canvas = openPdf(document, createdAt, known?.pages ?? null);
  const { pdf } = canvas;
  const pageOf = new Map<string, number>();
  const waiting: PictureBlock[] = [];
  let chapter: { addItem(title: string): unknown } | null = null;
  canvas.newPage();
  drawTitle(canvas, document);
  const blocks = [...document.blocks];
  while (blocks[0]?.kind === 'callout' && blocks[0].tone === 'mark') drawBlock(blocks.shift());
  if (!document.brief) {
    drawContents(canvas, document, known);
    drawSignatures(canvas, document.signatures);
    canvas.newPage();
  }
  for (const block of blocks) drawBlock(block);
  placeWaiting(true);
  return { canvas, contents: { pages: canvas.pageNumber(), pageOf } };

  /**
   * Pictures that did not fit stand at the top of the next page; before a new chapter they must be placed.
   */
  function placeWaiting(now: boolean): void {
    for (let picture = waiting[0]; picture; picture = waiting[0]) {
      if (!now && pdf.y >= PAGE.top + 2) return;
      waiting.shift();
      drawPicture(canvas, picture, fits(picture) ? fitScale(picture) : pictureScale, known !== null);
    }
  }

  function fits(block: PictureBlock): boolean {
    return canvas.room() >= measurePicture(canvas, block, pictureScale * TIGHT);
  }

  /** A picture that would just not fit is drawn a little smaller rather than on the next page. */
  function fitScale(block: PictureBlock): number {
    const over = measurePicture(canvas, block, pictureScale) - canvas.room();
    if (over <= 0) return pictureScale;
    return pictureScale - (over * block.drawing.width) / (block.drawing.height * TEXT_WIDTH);
  }

  function drawBlock(block: Block | undefined): void {
    if (!block) return;
    placeWaiting(block.kind === 'heading');
    switch (block.kind) {
      case 'heading': {
        const large = block.level === 1;
        canvas.need(large ? 130 : 80);
        pdf.y += pdf.y > PAGE.top + 2 ? (large ? 14 : 7) : 0;
        pageOf.set(block.id, canvas.pageNumber());
        pdf.addNamedDestination(block.id, 'XYZ', PAGE.left, pdf.y, null as never);
        const outline = large || !chapter ? pdf.outline : (chapter as unknown as typeof pdf.outline);
        const item = outline.addItem(block.text);
        if (large) chapter = item as unknown as { addItem(title: string): unknown };
        pdf
          .font('bold')
          .fontSize(large ? 14 : 11)
          .fillColor(large ? ACCENT : INK);
        canvas.tag(large ? 'H1' : 'H2', () => pdf.text(block.text, PAGE.left, pdf.y, { width: TEXT_WIDTH }));
        if (large)
          canvas.decorate(() =>
            pdf
              .moveTo(PAGE.left, pdf.y + 2)
              .lineTo(PAGE.left + TEXT_WIDTH, pdf.y + 2)
              .lineWidth(0.6)
              .stroke('#c9ced6'),
          );
        pdf.y += large ? 9 : 4;
        break;
      }
      case 'paragraph':
        drawParagraph(canvas, block.text, block.style);
        break;
      case 'bullets':
        drawBullets(canvas, block.items);
        break;
      case 'key-figures':
        drawKeyFigures(canvas, block);
        break;
      case 'callout':
        drawCallout(canvas, block, document.brief);
        break;
      case 'table':
        drawPdfTable(canvas, pickPrinted(block), document.language);
        break;
      case 'picture':
        if (waiting.length === 0 && fits(block)) drawPicture(canvas, block, fitScale(block), known !== null);
        else waiting.push(block);
        break;
    }
  }
}

function drawTitle(canvas: PdfCanvas, document: ReportDocument): void {
  const { pdf } = canvas;
  const small = document.brief;
  pdf.y += small ? -20 : 24;
  pdf
    .font('bold')
    .fontSize(small ? 9 : 11)
    .fillColor(ACCENT);
  canvas.tag('P', () => pdf.text(document.subtitle, PAGE.left, pdf.y, { width: TEXT_WIDTH }));
  pdf.y += small ? 1 : 4;
  pdf
    .font('bold')
    .fontSize(small ? 16 : 22)
    .fillColor(INK);
  canvas.tag('Title', () => pdf.text(document.title, PAGE.left, pdf.y, { width: TEXT_WIDTH, lineGap: -2 }));
  pdf.y += small ? 2 : 8;
  pdf
    .font('regular')
    .fontSize(small ? 8 : 9)
    .fillColor(SOFT);
  const lines = small ? [document.facts.join('　')] : document.facts;
  for (const line of lines)
    canvas.tag('P', () => pdf.text(line, PAGE.left, pdf.y, { width: TEXT_WIDTH, lineGap: 1.5 }));
  canvas.decorate(() =>
    pdf
      .moveTo(PAGE.left, pdf.y + 5)
      .lineTo(PAGE.left + TEXT_WIDTH, pdf.y + 5)
      .lineWidth(2)
      .stroke(ACCENT),
  );
  pdf.y += small ? 13 : 20;
}

function drawContents(canvas: PdfCanvas, document: ReportDocument, known: Contents | null): void {
  const { pdf } = canvas;
  pdf.y += 8;
  pdf.font('bold').fontSize(13).fillColor(ACCENT);
  canvas.tag('P', () => pdf.text(REPORT_TEXTS.contents[document.language], PAGE.left, pdf.y));
  pdf.y += 6;
  const toc = canvas.group('TOC');
  const headings = document.blocks.filter((block) => block.kind === 'heading');
  const shown = headings.length > 34 ? headings.filter((heading) => heading.level === 1) : headings;
  for (const heading of shown) {
    canvas.need(16);
    const large = heading.level === 1;
    const page = String(known?.pageOf.get(heading.id) ?? '');
    const top = pdf.y;
    const left = PAGE.left + (large ? 0 : 16);
    const right = PAGE.left + TEXT_WIDTH;
    canvas.tag(
      'TOCI',
      () => {
        pdf
          .font('regular')
          .fontSize(large ? 10.5 : 9.5)
          .fillColor(INK);
        pdf.text(heading.text, left, top, { lineBreak: false });
        const end = left + pdf.widthOfString(heading.text);
        const pageWidth = pdf.widthOfString(page);
        pdf.text(page, right - pageWidth, top, { lineBreak: false });
        pdf.save();
        pdf
          .moveTo(end + 6, top + 10)
          .lineTo(right - pageWidth - 6, top + 10)
          .lineWidth(0.6)
          .dash(0.6, { space: 2.6 })
          .stroke('#9aa0ab');
        pdf.restore();
      },
      {},
      toc,
    );
    pdf.goTo(PAGE.left, top, TEXT_WIDTH, 15, heading.id);
    pdf.x = PAGE.left;
    pdf.y = top + (large ? 19 : 16);
  }
  toc.end();
}

/** Lines to sign on at the foot of the title page. */
function drawSignatures(canvas: PdfCanvas, labels: readonly string[]): void {
  const { pdf } = canvas;
  if (labels.length === 0 || canvas.room() < SIGN_HEIGHT + 30) return;
  const gap = 16;
  const width = (TEXT_WIDTH - gap * (labels.length - 1)) / labels.length;
  const top = FLOOR - SIGN_HEIGHT;
  labels.forEach((label, i) => {
    const left = PAGE.left + i * (width + gap);
    canvas.decorate(() =>
      pdf
        .moveTo(left, top)
        .lineTo(left + width, top)
        .lineWidth(0.7)
        .stroke(INK),
    );
    pdf.font('regular').fontSize(8.5).fillColor(SOFT);
    canvas.tag('P', () => pdf.text(label, left, top + 4, { lineBreak: false }));
  });
  pdf.x = PAGE.left;
}

function drawParagraph(canvas: PdfCanvas, text: string, style: 'body' | 'lead' | 'note' | 'code'): void {
  const { pdf } = canvas;
  const size = { body: 10.5, lead: 11.5, note: 8.5, code: 7.5 }[style];
  pdf
    .font('regular')
    .fontSize(size)
    .fillColor(style === 'note' ? SOFT : INK);
  const width = style === 'code' ? TEXT_WIDTH - 12 : TEXT_WIDTH;
  const options = { width, lineGap: style === 'code' ? 0.5 : 2.2 };
  const height = pdf.heightOfString(text, options);
  canvas.need(Math.min(height, 40));
  if (style === 'code') {
    canvas.need(Math.min(height + 8, 300));
    const top = pdf.y;
    if (top + height + 8 <= FLOOR)
      canvas.decorate(() => pdf.rect(PAGE.left, top, TEXT_WIDTH, height + 6).fill('#f4f5f7'));
    pdf.fillColor(INK);
    canvas.tag('Code', () => pdf.text(text, PAGE.left + 6, top + 3, options));
    pdf.x = PAGE.left;
    pdf.y += 9;
    return;
  }
  canvas.tag('P', () => pdf.text(text, PAGE.left, pdf.y, options));
  pdf.y += style === 'note' ? 3 : 7;
}

function drawBullets(canvas: PdfCanvas, items: readonly string[]): void {
  const { pdf } = canvas;
  const list = canvas.group('L');
  for (const item of items) {
    pdf.font('regular').fontSize(10).fillColor(INK);
    const options = { width: TEXT_WIDTH - 14, lineGap: 2 };
    canvas.need(Math.min(pdf.heightOfString(item, options), 60));
    const entry = canvas.group('LI', list);
    const top = pdf.y;
    canvas.tag('Lbl', () => pdf.text('•', PAGE.left + 3, top, { lineBreak: false }), {}, entry);
    canvas.tag('LBody', () => pdf.text(item, PAGE.left + 14, top, options), {}, entry);
    entry.end();
    pdf.x = PAGE.left;
    pdf.y += 3;
  }
  list.end();
  pdf.y += 4;
}

function drawKeyFigures(canvas: PdfCanvas, block: KeyFiguresBlock): void {
  const { pdf } = canvas;
  const count = Math.max(1, block.figures.length);
  const gap = 8;
  const width = (TEXT_WIDTH - gap * (count - 1)) / count;
  pdf.font('regular').fontSize(LABEL_SIZE);
  const widest = Math.max(...block.figures.map((figure) => pdf.widthOfString(figure.label)));
  const fitted = (LABEL_SIZE * (width - 15)) / Math.max(1, widest);
  const labelSize = fitted >= LEAST_LABEL_SIZE ? Math.min(LABEL_SIZE, fitted) : LABEL_SIZE;
  pdf.fontSize(labelSize);
  const labelHeight = Math.max(
    ...block.figures.map((figure) => pdf.heightOfString(figure.label, { width: width - 14 })),
  );
  const height = 34 + labelHeight;
  canvas.need(height + 10);
  const top = pdf.y;
  block.figures.forEach((figure, i) => {
    const left = PAGE.left + i * (width + gap);
    canvas.decorate(() => {
      pdf.rect(left, top, width, height).fill('#eef4f7');
      pdf.rect(left, top, width, 2).fill(ACCENT);
    });
    canvas.tag('P', () => {
      pdf.font('bold').fontSize(16);
      const size = Math.min(
        16,
        (16 * (width - 14)) / (pdf.widthOfString(figure.value) + pdf.widthOfString(figure.unit) * 0.55 + 3),
      );
      pdf.fontSize(size).fillColor(INK);
      pdf.text(figure.value, left + 7, top + 25, { lineBreak: false, baseline: 'alphabetic' });
      const end = left + 7 + pdf.widthOfString(figure.value);
      pdf.font('regular').fontSize(8.5);
      if (figure.unit !== '')
        pdf.text(figure.unit, end + 3, top + 25, { lineBreak: false, baseline: 'alphabetic' });
      pdf.fontSize(labelSize).fillColor(SOFT);
      pdf.text(figure.label, left + 7, top + 30, { width: width - 14 });
    });
  });
  pdf.x = PAGE.left;
  pdf.y = top + height + 10;
}

function drawCallout(canvas: PdfCanvas, block: CalloutBlock, brief: boolean): void {
  const { pdf } = canvas;
  const [bar, ground, ink] = {
    mark: ['#9a6b00', '#fff7e0', '#5c3f00'],
    answer: [ACCENT, '#eef4f7', INK],
    warning: ['#b3340b', '#fdeee6', INK],
  }[block.tone] as [string, string, string];
  const size = block.tone === 'mark' ? (brief ? 7.5 : 8.5) : brief ? 9.5 : 10.5;
  const options = { width: TEXT_WIDTH - 24, lineGap: block.tone === 'mark' ? 1.5 : brief ? 1.2 : 2.4 };
  pdf.font('regular').fontSize(size);
  const heights = block.lines.map((line) => pdf.heightOfString(line, options));
  const height = heights.reduce((sum, line) => sum + line, 0) + (block.lines.length - 1) * 5 + 14;
  canvas.need(height);
  const top = pdf.y;
  canvas.decorate(() => {
    pdf.rect(PAGE.left, top, TEXT_WIDTH, height).fill(ground);
    pdf.rect(PAGE.left, top, 3, height).fill(bar);
  });
  pdf.y = top + 7;
  for (const line of block.lines) {
    pdf.font('regular').fontSize(size).fillColor(ink);
    canvas.tag('P', () => pdf.text(line, PAGE.left + 13, pdf.y, options));
    pdf.y += 5;
  }
  pdf.x = PAGE.left;
  pdf.y = top + height + 10;
}

function measurePicture(canvas: PdfCanvas, block: PictureBlock, scale: number): number {
  canvas.pdf.font('bold').fontSize(9);
  const caption = canvas.pdf.heightOfString(block.caption, { width: TEXT_WIDTH });
  return (block.drawing.height * TEXT_WIDTH * scale) / block.drawing.width + caption + 18;
}

/** `inked` false: takes the room and draws nothing, which is all a first pass needs. */
function drawPicture(canvas: PdfCanvas, block: PictureBlock, scale: number, inked: boolean): void {
  const { pdf } = canvas;
  const wanted = measurePicture(canvas, block, scale);
  canvas.need(wanted);
  const shrink = Math.min(1, (FLOOR - PAGE.top) / wanted);
  const width = TEXT_WIDTH * scale * shrink;
  const height = (block.drawing.height * width) / block.drawing.width;
  const left = PAGE.left + (TEXT_WIDTH - width) / 2;
  const top = pdf.y;
  if (inked)
    canvas.tag('Figure', () => drawInPdf(pdf, block.drawing, left, top, width), {
      alt: block.drawing.alternative,
      bbox: [left, top, left + width, top + height],
      placement: 'Block',
    } as never);
  pdf.x = PAGE.left;
  pdf.y = top + height + 5;
  pdf.font('bold').fontSize(9).fillColor(INK);
  canvas.tag('Caption', () =>
    pdf.text(block.caption, PAGE.left, pdf.y, { width: TEXT_WIDTH, align: 'center' }),
  );
  pdf.y += 10;
  if (block.note !== null) drawParagraph(canvas, block.note, 'note');
}

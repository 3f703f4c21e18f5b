import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  SimpleField,
  TableOfContents,
  TabStopType,
  TextRun,
  type Table,
} from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
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
import { writePngs } from '../drawing/drawing-to-png.ts';
import { buildEvenRow } from './docx-even-row.ts';
import { buildDocxStyles, DOCX_ACCENT, DOCX_SOFT, FONT_TABLE_XML } from './docx-styles.ts';
import { buildDocxTable, NO_BORDER } from './docx-table.ts';

type Child = Paragraph | Table | TableOfContents;
type Pngs = ReadonlyMap<string, Uint8Array>;

const PRINT_DPI = 220;
const PIXELS_PER_POINT = 96 / 72;

/** `document` as a Word file to edit: real headings, captions, tables and fields. */
export async function writeDocx(document: ReportDocument): Promise<Uint8Array> {
  const language = document.language;
  const pngs = await renderPictures(document);
  const children: Child[] = [
    new Paragraph({ children: [new TextRun({ text: document.subtitle, bold: true, color: DOCX_ACCENT })] }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(document.title)] }),
    ...(document.brief ? [document.facts.join('　')] : document.facts).map(
      (fact) => new Paragraph({ style: 'Note', spacing: { after: 20 }, children: [new TextRun(fact)] }),
    ),
  ];
  const blocks = [...document.blocks];
  while (blocks[0]?.kind === 'callout' && blocks[0].tone === 'mark')
    children.push(...writeBlock(blocks.shift(), pngs));
  if (!document.brief) {
    children.push(
      new Paragraph({
        spacing: { before: 360, after: 120 },
        children: [
          new TextRun({ text: REPORT_TEXTS.contents[language], bold: true, size: 28, color: DOCX_ACCENT }),
        ],
      }),
      new TableOfContents(REPORT_TEXTS.contents[language], { hyperlink: true, headingStyleRange: '1-2' }),
      ...writeSignatures(document.signatures),
      new Paragraph({ pageBreakBefore: true, spacing: { before: 0, after: 0, line: 20 }, children: [] }),
    );
  }
  for (const block of blocks) children.push(...writeBlock(block, pngs));
  const file = new Document({
    title: document.title,
    subject: document.subtitle,
    creator: 'Careshed',
    lastModifiedBy: 'Careshed',
    styles: buildDocxStyles(language, document.brief),
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 360, hanging: 240 } } },
            },
          ],
        },
      ],
    },
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: 11906, height: 16838 },
            margin: document.brief
              ? { top: 850, bottom: 850, left: 1134, right: 1134, header: 400, footer: 400 }
              : { top: 1134, bottom: 1020, left: 1134, right: 1134, header: 560, footer: 480 },
          },
        },
        headers: { default: buildHeader(document), first: new Header({ children: [new Paragraph('')] }) },
        footers: { default: buildFooter(document), first: buildFooter(document) },
        children,
      },
    ],
  });
  return await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE_XML }]);
}

/** The pictures of the document by their id. */
async function renderPictures(document: ReportDocument): Promise<Pngs> {
  const pictures = document.blocks.filter((block) => block.kind === 'picture');
  const pngs = await writePngs(
    pictures.map(({ drawing }) => drawing),
    PRINT_DPI,
  );
  return new Map(pictures.map(({ id }, i) => [id, pngs[i] ?? new Uint8Array()]));
}

function writeBlock(block: Block | undefined, pngs: Pngs): Child[] {
  if (!block) return [];
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          children: [new TextRun(block.text)],
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          ...(block.style === 'body'
            ? {}
            : { style: { lead: 'Lead', note: 'Note', code: 'Code' }[block.style] }),
          children: block.text.split('\n').map((text, i) => new TextRun(i === 0 ? text : { text, break: 1 })),
        }),
      ];
    case 'bullets':
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: 'bullets', level: 0 },
            spacing: { after: 60 },
            children: [new TextRun(item)],
          }),
      );
    case 'key-figures':
      return writeKeyFigures(block);
    case 'callout':
      return writeCallout(block);
    case 'table':
      return [
        writeCaption(block.caption, 'Table', true),
        buildDocxTable(pickPrinted(block)),
        new Paragraph({ style: 'Note', children: [new TextRun(block.note ?? '')] }),
      ];
    case 'picture':
      return writePicture(block, pngs.get(block.id) ?? new Uint8Array());
  }
}

/** The number of a caption is a SEQ field, so that Word renumbers when tables are moved. */
function writeCaption(caption: string, sequence: 'Table' | 'Figure', keepNext: boolean): Paragraph {
  const [, before = '', number = '', after = caption] = /^(\D*)(\d+)(.*)$/s.exec(caption) ?? [];
  return new Paragraph({
    style: 'Caption',
    keepNext,
    children: [
      new TextRun(before),
      ...(number === '' ? [] : [new SimpleField(`SEQ ${sequence} \\* ARABIC`, number)]),
      new TextRun(after),
    ],
  });
}

function writePicture(block: PictureBlock, png: Uint8Array): Child[] {
  const { drawing } = block;
  const room = PAGE.height - PAGE.top - PAGE.bottom - 70;
  const scale = Math.min(1, TEXT_WIDTH / drawing.width, room / drawing.height) * PIXELS_PER_POINT;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120, after: 40, line: 240, lineRule: 'auto' },
      children: [
        new ImageRun({
          type: 'png',
          data: Buffer.from(png),
          transformation: {
            width: Math.floor(drawing.width * scale),
            height: Math.floor(drawing.height * scale),
          },
          altText: { name: block.id, title: block.caption, description: drawing.alternative },
        }),
      ],
    }),
    writeCaption(block.caption, 'Figure', false),
    ...(block.note === null ? [] : [new Paragraph({ style: 'Note', children: [new TextRun(block.note)] })]),
  ];
}

function writeCallout(block: CalloutBlock): Child[] {
  const [colour, ground] = {
    mark: ['9A6B00', 'FFF7E0'],
    answer: [DOCX_ACCENT, 'EEF4F7'],
    warning: ['B3340B', 'FDEEE6'],
  }[block.tone] as [string, string];
  return block.lines.map(
    (line, i) =>
      new Paragraph({
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: colour, space: 8 } },
        shading: { type: 'clear', fill: ground, color: 'auto' },
        indent: { left: 200, right: 100 },
        spacing: { after: i === block.lines.length - 1 ? 200 : 0 },
        children: [new TextRun(block.tone === 'mark' ? { text: line, size: 17, color: '5C3F00' } : line)],
      }),
  );
}

/** Labels with a line to sign on, in one row. */
function writeSignatures(labels: readonly string[]): Child[] {
  if (labels.length === 0) return [];
  return [
    new Paragraph({ spacing: { before: 240, after: 0, line: 240 }, children: [] }),
    buildEvenRow(
      labels.map((label) => ({
        margins: { left: 40, right: 160, top: 20, bottom: 20 },
        borders: {
          top: { style: BorderStyle.SINGLE, size: 6, color: '1F2430' },
          bottom: NO_BORDER,
          left: NO_BORDER,
          right: NO_BORDER,
        },
        children: [new Paragraph({ style: 'Note', children: [new TextRun(label)] })],
      })),
      { height: { value: 420, rule: 'atLeast' } },
    ),
  ];
}

function writeKeyFigures(block: KeyFiguresBlock): Child[] {
  const white = { style: BorderStyle.SINGLE, size: 24, color: 'FFFFFF' };
  const top = { style: BorderStyle.SINGLE, size: 16, color: DOCX_ACCENT };
  return [
    buildEvenRow(
      block.figures.map((figure) => ({
        shading: { type: 'clear', fill: 'EEF4F7', color: 'auto' },
        margins: { left: 120, right: 80, top: 80, bottom: 80 },
        borders: { top, bottom: NO_BORDER, left: white, right: white },
        children: [
          new Paragraph({
            spacing: { after: 0, line: 380 },
            children: [
              new TextRun({ text: figure.value, bold: true, size: 30 }),
              new TextRun({ text: figure.unit === '' ? '' : ` ${figure.unit}`, size: 17 }),
            ],
          }),
          new Paragraph({
            spacing: { after: 0, line: 250 },
            children: [new TextRun({ text: figure.label, size: 16, color: DOCX_SOFT })],
          }),
        ],
      })),
    ),
    new Paragraph({ spacing: { after: 60, line: 160 }, children: [] }),
  ];
}

function buildHeader(document: ReportDocument): Header {
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH * 20 }],
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'C9CED6', space: 4 } },
        spacing: { after: 0, line: 240 },
        children: [
          new TextRun({
            text: `${[...document.runningHead].slice(0, 60).join('')}\t${document.mark ?? ''}`,
            size: 16,
            color: DOCX_SOFT,
          }),
        ],
      }),
    ],
  });
}

function buildFooter(document: ReportDocument): Footer {
  const parts = REPORT_TEXTS.pageOf[document.language].split(/(\{page\}|\{pages\})/);
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 0, line: 240 },
        children: parts.map(
          (part) =>
            new TextRun({
              size: 16,
              color: DOCX_SOFT,
              children: [
                part === '{page}' ? PageNumber.CURRENT : part === '{pages}' ? PageNumber.TOTAL_PAGES : part,
              ],
            }),
        ),
      }),
    ],
  });
}

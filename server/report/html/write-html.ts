import { recordOf } from '../../contract/languages.ts';
import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import type { Block, ReportDocument, TableBlock } from '../document/blocks.ts';
import { escapeXml, writeSvg } from '../drawing/drawing-to-svg.ts';
import { measureColumns } from '../document/column-widths.ts';
import { TEXT_WIDTH } from '../document/page.ts';
import { pickPrinted } from '../document/printed-table.ts';
import { embedFonts } from './embedded-fonts.ts';
import { writeStyle } from './report-style.ts';

/** A table of so few rows is not broken over pages. */
const SHORT_ROWS = 14;

/** `document` as one self-contained HTML page: fonts, maps and style inside. */
export async function writeHtml(document: ReportDocument): Promise<Uint8Array> {
  const body = document.blocks.map(writeBlock).join('\n');
  const content = [
    `<main${document.brief ? ' class="brief"' : ''}>`,
    `<header class="title"><p class="subtitle">${escapeXml(document.subtitle)}</p>`,
    `<h1>${escapeXml(document.title)}</h1>`,
    `<ul>${document.facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join('')}</ul></header>`,
    document.brief ? '' : writeContents(document),
    writeSignatures(document.signatures),
    body,
    '</main>',
  ].join('\n');
  const text = REPORT_TEXTS.pageOf[document.language];
  const [before = '', middle = '', after = ''] = text.split(/\{page\}|\{pages\}/);
  const fonts = await embedFonts(
    `${content.replace(/base64,[A-Za-z0-9+/=]+/g, '')}${document.runningHead}${text} 0123456789`,
  );
  const page = `<!doctype html>
<html lang="${recordOf(document.language).tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Careshed">
<title>${escapeXml(document.title)}</title>
<style>
${fonts}
${writeStyle(document.runningHead, document.brief, { before, middle, after })}</style>
</head>
<body>
${content}
</body>
</html>
`;
  return new TextEncoder().encode(page);
}

/** Lines to sign on; they are for paper and hidden on a screen. */
function writeSignatures(labels: readonly string[]): string {
  if (labels.length === 0) return '';
  return (
    '<div class="signatures" ' +
    `aria-hidden="true">${labels.map((label) => `<span>${escapeXml(label)}</span>`).join('')}</div>`
  );
}

function writeContents(document: ReportDocument): string {
  const chapters = document.blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const items = chapters.map((block) =>
    block.kind === 'heading' ? `<li><a href="#${block.id}">${escapeXml(block.text)}</a></li>` : '',
  );
  const title = escapeXml(REPORT_TEXTS.contents[document.language]);
  return `<nav class="contents" aria-label="${title}"><h2>${title}</h2><ol>${items.join('')}</ol></nav>`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1} id="${block.id}">${escapeXml(block.text)}</h${block.level + 1}>`;
    case 'paragraph':
      return block.style === 'code'
        ? `<pre>${escapeXml(block.text)}</pre>`
        : `<p class="${block.style}">${escapeXml(block.text)}</p>`;
    case 'bullets':
      return `<ul class="bullets">${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
    case 'key-figures':
      return `<dl class="figures">${block.figures
        .map(
          (figure) =>
            `<div><dt>${escapeXml(figure.label)}</dt><dd>${escapeXml(figure.value)}${figure.unit === '' ? '' : `<small>${escapeXml(figure.unit)}</small>`}</dd></div>`,
        )
        .join('')}</dl>`;
    case 'callout':
      return (
        '<div class="callout ' +
        `${block.tone}">${block.lines.map((line) => `<p>${escapeXml(line)}</p>`).join('')}</div>`
      );
    case 'table':
      return writeTable(pickPrinted(block));
    case 'picture':
      return (
        `<figure id="${block.id}">${writeSvg(block.drawing, block.id)}` +
        `<figcaption>${escapeXml(block.caption)}</figcaption></figure>${writeNote(block.note)}`
      );
  }
}

function writeTable(table: TableBlock): string {
  const align = table.columns.map((column) => (column.kind === 'text' ? '' : ' class="number"'));
  const columns = measureColumns(table, TEXT_WIDTH, 8.5).map(
    (width) => `<col style="width:${((width / TEXT_WIDTH) * 100).toFixed(1)}%">`,
  );
  const heads = table.columns.map(
    (column, i) => `<th scope="col"${align[i]}>${escapeXml(column.title)}</th>`,
  );
  const rows = table.rows.map((row, index) => {
    const total = table.hasTotal && index === table.rows.length - 1;
    const cells = row.map((cell, i) => `<td${align[i]}>${escapeXml(cell.text)}</td>`);
    return `<tr${total ? ' class="total"' : ''}>${cells.join('')}</tr>`;
  });
  const short = table.rows.length <= SHORT_ROWS ? ' short' : '';
  return (
    `<div class="table${short}"><p class="caption" id="${table.id}">${escapeXml(table.caption)}</p>` +
    `<table aria-labelledby="${table.id}"><colgroup>${columns.join('')}</colgroup>` +
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>${writeNote(table.note)}</div>`
  );
}

function writeNote(note: string | null): string {
  return note === null ? '' : `<p class="note">${escapeXml(note)}</p>`;
}

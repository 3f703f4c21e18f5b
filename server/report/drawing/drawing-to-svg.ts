import type { Drawing, DrawingItem, Paint } from './drawing.ts';

/** Family names of the text of drawings, in order of wish. */
const DRAWING_FONTS =
  "'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/**
 * `drawing` as a stand-alone SVG element. `idPrefix` keeps the ids of several drawings in one page apart;
 * ids are `${idPrefix}-…`.
 */
export function writeSvg(drawing: Drawing, idPrefix: string): string {
  let clips = 0;
  const definitions: string[] = [];
  const writeItem = (item: DrawingItem): string => {
    switch (item.kind) {
      case 'path':
        return `<path d="${item.d}"${paintAttributes(item)}/>`;
      case 'image':
        return (
          `<image x="${n(item.x)}" y="${n(item.y)}" width="${n(item.width)}" height="${n(item.height)}" ` +
          'preserveAspectRatio="none" ' +
          `image-rendering="optimizeSpeed" href="data:image/png;base64,${Buffer.from(item.png).toString('base64')}"/>`
        );
      case 'text':
        return (
          `<text x="${n(item.x)}" y="${n(item.y)}" ` +
          `font-size="${n(item.size)}"${item.bold ? ' font-weight="700"' : ''} fill="${item.fill}"` +
          (item.anchor === 'start' ? '' : ` text-anchor="${item.anchor}"`) +
          (item.rotate ? ` transform="rotate(${n(item.rotate)} ${n(item.x)} ${n(item.y)})"` : '') +
          (item.halo
            ? ` stroke="${item.halo}" stroke-width="${n(item.haloWidth ?? 2)}" stroke-linejoin="round" ` +
              'paint-order="stroke"'
            : '') +
          `>${escapeXml(item.text)}</text>`
        );
      case 'clip': {
        const id = `${idPrefix}-clip${clips++}`;
        definitions.push(
          `<clipPath id="${id}"><rect x="${n(item.x)}" y="${n(item.y)}" width="${n(item.width)}" ` +
            `height="${n(item.height)}"/></clipPath>`,
        );
        return `<g clip-path="url(#${id})">${item.items.map(writeItem).join('')}</g>`;
      }
    }
  };
  const body = drawing.items.map(writeItem).join('\n');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(drawing.width)} ${n(drawing.height)}" ` +
    `width="${n(drawing.width)}pt" height="${n(drawing.height)}pt" ` +
    `role="img" aria-labelledby="${idPrefix}-title" font-family="${DRAWING_FONTS}">` +
    `<title id="${idPrefix}-title">${escapeXml(drawing.alternative)}</title>` +
    (definitions.length > 0 ? `<defs>${definitions.join('')}</defs>` : '') +
    `${body}</svg>`
  );
}

/** `text` safe inside XML and HTML text and attributes; characters XML forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function paintAttributes(paint: Paint): string {
  return (
    ` fill="${paint.fill ?? 'none'}"` +
    (paint.fillOpacity === undefined ? '' : ` fill-opacity="${n(paint.fillOpacity)}"`) +
    (paint.evenOdd ? ' fill-rule="evenodd"' : '') +
    (paint.stroke ? ` stroke="${paint.stroke}" stroke-width="${n(paint.strokeWidth ?? 1)}"` : '') +
    (paint.stroke ? ' stroke-linejoin="round" stroke-linecap="round"' : '') +
    (paint.strokeOpacity === undefined ? '' : ` stroke-opacity="${n(paint.strokeOpacity)}"`) +
    (paint.dash ? ` stroke-dasharray="${paint.dash.map(n).join(' ')}"` : '')
  );
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

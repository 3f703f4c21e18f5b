import { recordOf } from '../../contract/languages.ts';
import type { Language } from '../../contract/vocabulary.ts';

/** Sizes in half points. */
const DOCX_SIZES = { body: 21, small: 17, table: 17, code: 15 } as const;
const DOCX_INK = '1F2430';
export const DOCX_SOFT = '5A6070';
export const DOCX_ACCENT = '0B4F6C';

/** Latin letters, by the script of the document. */
const LATIN_FONTS = { Han: 'Times New Roman', Latin: 'Arial' } as const;

/**
 * 宋体 for Chinese, as a bureau's documents have it; Latin text in a face that every office has or has a
 * metric twin of.
 */
function pickFonts(language: Language): {
  ascii: string;
  hAnsi: string;
  cs: string;
  eastAsia: string;
} {
  const latin = LATIN_FONTS[recordOf(language).script];
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: '宋体' };
}

/** Paragraph and run styles of the document; tighter for a brief, which has one page. */
export function buildDocxStyles(language: Language, brief: boolean) {
  const font = pickFonts(language);
  const run = {
    font,
    size: DOCX_SIZES.body,
    color: DOCX_INK,
    language: { value: 'en-GB', eastAsia: 'zh-CN' },
  };
  const spacing = brief ? { line: 264, after: 60 } : { line: 340, after: 120 };
  return {
    default: {
      document: { run, paragraph: { spacing } },
      title: {
        run: { font, size: brief ? 32 : 44, bold: true, color: DOCX_INK },
        paragraph: { spacing: brief ? { after: 60, line: 400 } : { before: 120, after: 160, line: 560 } },
      },
      heading1: {
        run: { font, size: 30, bold: true, color: DOCX_ACCENT },
        paragraph: { spacing: { before: 360, after: 160, line: 400 }, keepNext: true, keepLines: true },
      },
      heading2: {
        run: { font, size: 24, bold: true, color: DOCX_INK },
        paragraph: { spacing: { before: 240, after: 100, line: 340 }, keepNext: true, keepLines: true },
      },
    },
    paragraphStyles: [
      {
        id: 'Caption',
        name: 'caption',
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { font, size: 19, bold: true, color: DOCX_INK },
        paragraph: { alignment: 'center' as const, spacing: { before: 120, after: 80, line: 280 } },
      },
      {
        id: 'TableText',
        name: 'Table Text',
        basedOn: 'Normal',
        run: { font, size: DOCX_SIZES.table },
        paragraph: { spacing: { before: 20, after: 20, line: 240 } },
      },
      {
        id: 'Note',
        name: 'Note',
        basedOn: 'Normal',
        run: { font, size: DOCX_SIZES.small, color: DOCX_SOFT },
        paragraph: { spacing: { before: 40, after: 120, line: 260 } },
      },
      {
        id: 'Code',
        name: 'Code',
        basedOn: 'Normal',
        run: { font: { ...font, ascii: 'Courier New', hAnsi: 'Courier New' }, size: DOCX_SIZES.code },
        paragraph: { spacing: { after: 100, line: 240 }, keepLines: true },
      },
      {
        id: 'Lead',
        name: 'Lead',
        basedOn: 'Normal',
        run: { font, size: 23 },
        paragraph: { spacing: { line: 360, after: 140 } },
      },
    ],
  };
}

/** States what 宋体 is called elsewhere and what to take where it is missing. */
export const FONT_TABLE_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:font w:name="宋体"><w:altName w:val="SimSun,Noto Sans SC,Noto Sans CJK SC"/><w:panose1 w:val="02010600030101010101"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>
<w:font w:name="Courier New"><w:panose1 w:val="02070309020205020404"/><w:charset w:val="00"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
</w:fonts>`;

/** Inline style of the report page: A4 print with running head and page numbers, readable on screen. */
export function writeStyle(
  runningHead: string,
  brief: boolean,
  pageOf: { before: string; middle: string; after: string },
): string {
  const head = cssString(runningHead);
  return `
:root { --ink: #1f2430; --soft: #5a6070; --line: #c9ced6; --accent: #0b4f6c; --tint: #eef4f7; }
* { box-sizing: border-box; }
html { background: #e6e9ec; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: var(--ink); font: 10.5pt/1.62 'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif; }
main { background: #fff; max-width: 210mm; margin: 8mm auto; padding: 18mm 20mm; box-shadow: 0 1px 10px rgba(20,30,50,.18); }
header.title { border-bottom: 2.5pt solid var(--accent); margin-bottom: 7mm; padding-bottom: 4mm; }
header.title p.subtitle { margin: 0 0 1.5mm; color: var(--accent); font-weight: 700; letter-spacing: .04em; }
header.title h1 { margin: 0 0 3mm; font-size: 21pt; line-height: 1.28; font-weight: 700; overflow-wrap: anywhere; }
header.title ul { list-style: none; margin: 0; padding: 0; color: var(--soft); font-size: 9pt; overflow-wrap: anywhere; }
nav.contents { margin: 0 0 6mm; font-size: 9.5pt; }
nav.contents h2 { border: 0; padding: 0; margin: 0 0 1.5mm; font-size: 11pt; }
nav.contents ol { list-style: none; margin: 0; padding: 0; columns: 2; column-gap: 10mm; }
nav.contents a { color: inherit; text-decoration: none; }
nav.contents a:hover, nav.contents a:focus-visible { text-decoration: underline; }
h2 { font-size: 14.5pt; margin: 9mm 0 3mm; color: var(--accent); border-bottom: .6pt solid var(--line); padding-bottom: 1mm; break-after: avoid; white-space: pre-wrap; }
h3 { font-size: 11.5pt; margin: 6mm 0 2mm; break-after: avoid; white-space: pre-wrap; }
p { margin: 0 0 2.6mm; overflow-wrap: anywhere; }
:lang(zh) p.body, :lang(zh) p.lead { text-align: justify; }
p.lead { font-size: 11.5pt; }
p.note { color: var(--soft); font-size: 8.5pt; line-height: 1.5; }
pre { font: 8pt/1.45 'Noto Sans SC',monospace; background: #f4f5f7; padding: 2mm 3mm; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 3mm; }
ul.bullets { margin: 0 0 3mm; padding-left: 1.4em; } ul.bullets li { margin-bottom: 1mm; overflow-wrap: anywhere; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(28mm, 1fr)); gap: 3mm; margin: 0 0 5mm; }
dl.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; background: var(--tint); border-top: 2pt solid var(--accent); padding: 2.2mm 3mm; break-inside: avoid; }
dl.figures dt { font-size: 8.5pt; line-height: 1.35; color: var(--soft); }
dl.figures dd { margin: 0; font-size: 16pt; line-height: 1.3; font-weight: 700; white-space: nowrap; } dl.figures dd small { font-size: 9pt; font-weight: 400; margin-left: .3em; }
.callout { border-left: 3pt solid var(--accent); background: var(--tint); padding: 3mm 4mm; margin: 0 0 5mm; break-inside: avoid; }
.callout p:last-child { margin-bottom: 0; }
.callout.mark { border-color: #9a6b00; background: #fff7e0; color: #5c3f00; font-size: 9pt; line-height: 1.5; }
.callout.warning { border-color: #b3340b; background: #fdeee6; }
figure { margin: 4mm 0 6mm; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
figcaption, p.caption { font-size: 9.5pt; font-weight: 700; text-align: center; }
figcaption { margin-top: 2mm; }
div.table { margin: 3mm 0 5mm; overflow-x: auto; }
table { width: 100%; min-width: 130mm; table-layout: fixed; border-collapse: collapse; font-size: 8.5pt; line-height: 1.42; font-variant-numeric: tabular-nums; border-top: 1.2pt solid var(--ink); border-bottom: 1.2pt solid var(--ink); }
p.caption { margin: 0 0 1.5mm; break-after: avoid; } div.table.short { break-inside: avoid; }
thead { display: table-header-group; }
th { font-weight: 700; border-bottom: .6pt solid var(--ink); padding: 1mm 1.6mm; text-align: left; vertical-align: bottom; }
td { padding: .9mm 1.6mm; border-bottom: .4pt solid #e2e5ea; vertical-align: top; overflow-wrap: anywhere; }
th.number, td.number { text-align: right; overflow-wrap: normal; } td.number { white-space: nowrap; }
tbody tr { break-inside: avoid; } tbody tr.total td { font-weight: 700; border-top: .6pt solid var(--ink); }
main.brief { padding: 12mm 20mm; } main.brief h1 { font-size: 17pt; margin-bottom: 1mm; } main.brief header.title { margin-bottom: 3.5mm; padding-bottom: 2mm; }
main.brief header.title ul { display: flex; flex-wrap: wrap; gap: 0 6mm; font-size: 8pt; }
main.brief figure { margin: 2mm 0 2.5mm; } main.brief div.table { margin: 1.5mm 0 2mm; } main.brief .callout { margin-bottom: 2.5mm; padding: 2mm 3.5mm; font-size: 9.5pt; line-height: 1.5; } main.brief dl.figures { margin-bottom: 3mm; }
main.brief .callout p:last-child { margin-bottom: 0; }
.callout.mark { font-size: 8pt; padding: 1.4mm 3.5mm; }
div.signatures { display: none; }
@media (max-width: 700px) { main { margin: 0; padding: 6mm; } nav.contents ol { columns: 1; } }
@page { size: A4; margin: ${brief ? '13mm 20mm 14mm' : '20mm 20mm 18mm'};
  @top-left { content: "${head}"; font: 8pt 'Noto Sans SC',sans-serif; color: #5a6070; white-space: nowrap; }
  @bottom-center { content: "${cssString(pageOf.before)}" counter(page) "${cssString(pageOf.middle)}" counter(pages) "${cssString(pageOf.after)}"; font: 8pt 'Noto Sans SC',sans-serif; color: #5a6070; } }
@page :first { @top-left { content: none; } }
@media print { div.signatures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6mm; margin: 16mm 0 4mm; break-inside: avoid; } div.signatures span { border-top: .6pt solid var(--ink); padding-top: 1mm; font-size: 8.5pt; color: var(--soft); } html { background: #fff; } main, main.brief { margin: 0; padding: 0; max-width: none; box-shadow: none; } div.table { overflow: visible; } h2 { margin-top: 7mm; } }
`;
}

function cssString(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\\"<]/g, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `);
}

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Marked } from 'marked';
import { buildOpenApi } from '../../server/contract/openapi.ts';
import { listPages, type Page } from './doc-pages.ts';
import { escapeHtml } from './escape-html.ts';
import { API_PAGE, renderApi, type OpenApiDocument } from './render-api.ts';

/** Folders of docs/ that have a heading of their own in the navigation. */
const SECTIONS: readonly (readonly [title: string, prefix: string])[] = [
  ['Methods', 'methods/'],
  ['Decisions', 'decisions/'],
];

/**
 * Builds the documentation as static pages into `output`: docs/ and a few pages beside it, the rooms' READMEs,
 * and the API reference made from OpenAPI. Links between Markdown files become links between pages; a link
 * to nothing is an error.
 */
export function renderDocs(home: string, output: string): void {
  rmSync(output, { recursive: true, force: true });
  const pages = listPages(home);
  const pathOfFile = new Map(pages.map(({ path, file }) => [file, path]));
  for (const { path, file } of pages) {
    const markdown = readFileSync(join(home, file), 'utf8');
    write(output, path, renderPage(path, markdown, { home, file, pathOfFile, pages }));
  }
  const api = renderApi(buildOpenApi(readVersion(home)) as unknown as OpenApiDocument);
  write(output, API_PAGE, frame(API_PAGE, 'API', api, pages));
  cpSync(join(home, 'docs/plots'), join(output, 'plots'), { recursive: true });
  for (const name of ['docs.css', 'rooms.svg']) cpSync(join(home, 'docs', name), join(output, name));
  if (existsSync(join(home, 'tests/e2e/pictures')))
    cpSync(join(home, 'tests/e2e/pictures'), join(output, 'pictures'), {
      recursive: true,
      filter: (name) => !name.endsWith('.ts'),
    });
}

function readVersion(home: string): string {
  return (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
}

interface Surroundings {
  readonly home: string;
  readonly file: string;
  readonly pathOfFile: ReadonlyMap<string, string>;
  readonly pages: readonly Page[];
}

function renderPage(path: string, markdown: string, around: Surroundings): string {
  const up = upFrom(path);
  const marked = new Marked({ gfm: true });
  marked.use({
    walkTokens: (token) => {
      if (token.type !== 'link' && token.type !== 'image') return;
      const link = token as { href: string };
      if (/^(https?:|#|mailto:)/.test(link.href)) return;
      link.href = up + locate(link.href, around);
    },
  });
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? path;
  return frame(path, title, marked.parse(markdown, { async: false }), around.pages);
}

/** The way from a page up to the site's own folder. */
function upFrom(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}

/** Where a link of a Markdown file leads in the site. */
function locate(href: string, { home, file, pathOfFile }: Surroundings): string {
  const [target = '', anchor] = href.split('#');
  const named = relative(home, join(home, dirname(file), target)).replaceAll('\\', '/');
  const page = pathOfFile.get(named) ?? pathOfFile.get(`${named.replace(/\/$/, '')}/README.md`);
  const found =
    page ??
    (named.startsWith('docs/plots/') ? named.slice('docs/'.length) : null) ??
    (named.startsWith('tests/e2e/pictures/') ? named.replace('tests/e2e/', '') : null) ??
    (named === 'docs/rooms.svg' ? 'rooms.svg' : null) ??
    (named === 'docs/api' ? API_PAGE : null) ??
    (['docs/methods', 'docs/decisions'].includes(named) ? 'index.html' : null) ??
    (existsSync(join(home, named)) ? 'readme.html' : null);
  // A source file is not part of the site: its room is.
  const room = /\.(ts|tsx|json)$/.test(named) ? findRoom(named, pathOfFile) : null;
  if (found === null && room !== null) return room;
  if (found === null) throw new Error(`${file}: the link ${href} leads to nothing`);
  return anchor === undefined ? found : `${found}#${anchor}`;
}

function findRoom(file: string, pathOfFile: ReadonlyMap<string, string>): string | null {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    const page = pathOfFile.get(`${folder}/README.md`);
    if (page !== undefined) return page;
  }
  return null;
}

/** A page in its frame: navigation on the left, one column of text. No script. */
function frame(path: string, title: string, body: string, pages: readonly Page[]): string {
  const up = upFrom(path);
  const entry = (to: string, name: string): string =>
    `<li><a href="${up}${to}"${to === path ? ' aria-current="page"' : ''}>${escapeHtml(name)}</a></li>`;
  const top = [
    entry('index.html', 'Start'),
    entry('guide.zh.html', '规划人员指南'),
    entry('guide.en.html', 'Guide for planners'),
    entry(API_PAGE, 'API'),
    entry('architecture.html', 'Architecture'),
    entry('contributing.html', 'Contributing'),
    entry('readme.html', 'README'),
  ];
  const lists = SECTIONS.map(([name, prefix]) => {
    const items = pages
      .filter((page) => page.path.startsWith(prefix))
      .map((page) => entry(page.path, page.path.slice(prefix.length).replace(/\.html$/, '')));
    return `<h2>${name}</h2><ul>${items.join('')}</ul>`;
  });
  const rooms = pages
    .filter((page) => page.path.startsWith('rooms/'))
    .map((page) => entry(page.path, dirname(page.file)));
  return `<!doctype html>
<html lang="${path.includes('.zh.') ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Careshed</title>
<link rel="stylesheet" href="${up}docs.css">
</head>
<body>
<nav aria-label="Documentation"><a class="mark" href="${up}index.html">Careshed 医达</a>
<ul>${top.join('')}</ul>${lists.join('')}<h2>Rooms</h2><ul>${rooms.join('')}</ul></nav>
<main>${body}</main>
</body>
</html>
`;
}

function write(output: string, path: string, html: string): void {
  mkdirSync(dirname(join(output, path)), { recursive: true });
  writeFileSync(join(output, path), html);
}

import { escapeHtml } from './escape-html.ts';

/** Page of the API reference in the documentation. */
export const API_PAGE = 'api.html';

interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly description?: string;
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}
/** What of an OpenAPI 3.1 document the reference shows. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Nested objects below this depth are named, not unfolded. */
const DEEPEST = 4;

/** The API reference as HTML: every operation with parameters, body and answers. */
export function renderApi(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
  );
  const index = operations.map(
    ({ path, method, operation }) =>
      `<tr><td><a href="#${anchor(method, path)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a></td>` +
      `<td>${escapeHtml(summarise(operation))}</td></tr>`,
  );
  return `<h1>API</h1>
<p>Made from <code>/api/openapi.json</code> (OpenAPI 3.1), version ${escapeHtml(document.info.version)}.
${escapeHtml(document.info.description ?? '')}</p>
<table><thead><tr><th>Operation</th><th>What it does</th></tr></thead><tbody>${index.join('')}</tbody></table>
${operations.map((entry) => renderOperation(entry, document)).join('\n')}`;
}

function renderOperation(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  document: OpenApiDocument,
): string {
  const parameters = operation.parameters ?? [];
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${where}${required ? ', required' : ''}</td>` +
      `<td>${nameType(schema ?? {})}</td><td>${escapeHtml(description ?? '')}</td></tr>`,
  );
  const responses = Object.entries(operation.responses ?? {}).map(
    ([status, response]) =>
      `<h4>${status}${response.description ? ` · ${escapeHtml(response.description)}` : ''}</h4>${renderContent(response, document)}`,
  );
  return `<section id="${anchor(method, path)}">
<h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>
<p><strong>${escapeHtml(summarise(operation))}</strong> ${escapeHtml(operation.description ?? '')}</p>
${rows.length > 0 ? `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>` : ''}
${operation.requestBody ? `<h3>Body</h3>${renderContent(operation.requestBody, document)}` : ''}
${responses.length > 0 ? `<h3>Answers</h3>${responses.join('')}` : ''}
</section>`;
}

/** Its own summary, else what its success answers. */
function summarise({ summary, responses }: Operation): string {
  const success = Object.entries(responses ?? {}).find(([status]) => status.startsWith('2'));
  return summary ?? success?.[1].description ?? '';
}

function renderContent({ content }: Content, document: OpenApiDocument): string {
  return Object.entries(content ?? {})
    .map(
      ([media, { schema }]) =>
        `<p><code>${escapeHtml(media)}</code></p>${schema ? renderSchema(schema, document, 0) : ''}`,
    )
    .join('');
}

/** Members of an object as a list; anything else by its type. */
function renderSchema(schema: Schema, document: OpenApiDocument, depth: number): string {
  const resolved = resolve(schema, document);
  const { properties } = resolved;
  if (!properties || depth >= DEEPEST) return depth === 0 ? `<p>${nameType(resolved)}</p>` : '';
  const items = Object.entries(properties).map(([name, member]) => {
    const inner = resolve(member, document);
    const below = inner.properties ? inner : resolve(inner.items ?? {}, document);
    const unfolded = renderSchema(below, document, depth + 1);
    const needed = resolved.required?.includes(name) ? '' : ' <em>optional</em>';
    const note = `<code>${escapeHtml(name)}</code> ${nameType(inner)}${needed} ${escapeHtml(inner.description ?? '')}`;
    return unfolded === ''
      ? `<li>${note}</li>`
      : `<li><details><summary>${note}</summary>${unfolded}</details></li>`;
  });
  return `<ul class="members">${items.join('')}</ul>`;
}

function resolve(schema: Schema, { components }: OpenApiDocument): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...components?.schemas?.[name], ...schema };
}

function nameType(schema: Schema): string {
  const { anyOf, oneOf } = schema;
  const range =
    (schema.minimum === undefined ? '' : ` ≥ ${schema.minimum}`) +
    (schema.exclusiveMinimum === undefined ? '' : ` > ${schema.exclusiveMinimum}`) +
    (schema.maximum === undefined ? '' : ` ≤ ${schema.maximum}`);
  const fallback =
    schema.default === undefined ? '' : ` = <code>${escapeHtml(JSON.stringify(schema.default))}</code>`;
  const base =
    schema.enum?.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' | ') ??
    (schema.const === undefined ? undefined : `<code>${escapeHtml(String(schema.const))}</code>`) ??
    (anyOf ?? oneOf)?.map((option) => nameType(option)).join(' or ') ??
    (schema.items ? `list of ${nameType(schema.items)}` : undefined) ??
    schema.$ref?.split('/').at(-1) ??
    [schema.type ?? 'any'].flat().join(' or ');
  return `<span class="type">${base}${range}${fallback}</span>`;
}

function anchor(method: string, path: string): string {
  return `${method}${path.replace(/[^a-z]+/gi, '-')}`.toLowerCase();
}

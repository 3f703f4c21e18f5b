import { listChanges, type Change } from './operators.ts';
import { parseSource, walkSyntax, type SyntaxNode } from './syntax.ts';

/** A change of one line of a file. */
export interface Mutant extends Change {
  readonly file: string;
  readonly line: number;
  /** The line before and after, without its indent. */
  readonly from: string;
  readonly into: string;
}

/** Texts for people and names of modules are no rule; nor is what only the compiler reads. */
const LEFT_OUT = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ThrowStatement',
  'TSEnumDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

const isError = (node: SyntaxNode): boolean =>
  node.type === 'NewExpression' &&
  /(Error|Exception|Problem)$/.test(String((node['callee'] as { name?: string }).name));

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The line, or lines, of a change before and after it, in one line. */
function describe(text: string, { start, end, to }: Change): { from: string; into: string } {
  const begin = lineStart(text, start);
  const close = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const flat = (part: string): string => part.replace(/\s+/g, ' ').trim();
  return {
    from: flat(text.slice(begin, close)),
    into: flat(text.slice(begin, start) + to + text.slice(end, close)),
  };
}

/** Seeded order: `shuffle` gets the texts of the file and returns them in the order to try. */
export function listMutants(
  file: string,
  text: string,
  shuffle: (texts: readonly string[]) => string[],
): Mutant[] {
  const program = parseSource(file, text);
  const texts = new Set<string>();
  const sites: [SyntaxNode, readonly SyntaxNode[]][] = [];
  walkSyntax(program, (node, parents) => {
    if (LEFT_OUT.has(node.type) || isError(node)) return false;
    if (node.type === 'ExportNamedDeclaration' && node['source']) return false;
    if (node.type === 'Literal' && typeof node['value'] === 'string') texts.add(node['value']);
    sites.push([node, parents]);
    return true;
  });
  return sites.flatMap(([node, parents]) =>
    listChanges(node, parents, text, shuffle([...texts])).map((change) => ({
      ...change,
      file,
      line: text.slice(0, change.start).split('\n').length,
      ...describe(text, change),
    })),
  );
}

import { parseSync, visitorKeys } from 'oxc-parser';

/** A node of the ESTree with its place in the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export function parseSource(path: string, text: string): SyntaxNode {
  const { program, errors } = parseSync(path, text, { preserveParens: false });
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  return program as unknown as SyntaxNode;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** The nodes below one, in order; types are left out. */
function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children = (visitorKeys[node.type] ?? []).flatMap((key) => node[key]).filter(isNode);
  return children.filter(({ type }) => !type.startsWith('TSType') && !type.startsWith('TSInterface'));
}

/**
 * Calls `visit` on every node that has a meaning at run time, parents first. `visit` returns false where
 * nothing below is wanted.
 */
export function walkSyntax(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parents: readonly SyntaxNode[]) => boolean,
  parents: readonly SyntaxNode[] = [],
): void {
  if (!visit(node, parents)) return;
  const path = [...parents, node];
  for (const child of childrenOf(node)) walkSyntax(child, visit, path);
}

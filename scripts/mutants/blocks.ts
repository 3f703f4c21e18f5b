import { parseSource, walkSyntax } from './syntax.ts';

/** A part of a file that runs as a whole: a block of statements, or the expression of an arrow function. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly isExpression: boolean;
}

export function listBlocks(path: string, text: string): Block[] {
  const blocks: Block[] = [];
  walkSyntax(parseSource(path, text), (node) => {
    if (node.type === 'BlockStatement')
      blocks.push({ start: node.start, end: node.end, isExpression: false });
    if (node.type === 'ArrowFunctionExpression') {
      const body = node['body'] as { type: string; start: number; end: number };
      if (body.type !== 'BlockStatement')
        blocks.push({ start: body.start, end: body.end, isExpression: true });
    }
    return true;
  });
  return blocks;
}

/** Number of the innermost block around a place, -1 at the top of the file. */
export function findBlock(blocks: readonly Block[], offset: number): number {
  let found = -1;
  for (const [index, { start, end }] of blocks.entries()) {
    const size = found < 0 ? Infinity : blocks[found]!.end - blocks[found]!.start;
    if (start <= offset && offset < end && end - start < size) found = index;
  }
  return found;
}

/** The same text with a mark set whenever a block runs: `globalThis.mutantHits[path][block]`. */
export function markBlocks(path: string, text: string): string {
  const blocks = listBlocks(path, text);
  const insertions = blocks.flatMap(({ start, end, isExpression }, index) =>
    isExpression
      ? [
          { at: start, part: `(mutantHits[${index}] = 1, (` },
          { at: end, part: '))' },
        ]
      : [{ at: start + 1, part: `mutantHits[${index}] = 1;` }],
  );
  const sorted = insertions.map((one, order) => ({ ...one, order })).sort((a, b) => b.at - a.at);
  let marked = text;
  for (const { at, part } of sorted) marked = marked.slice(0, at) + part + marked.slice(at);
  const key = JSON.stringify(path);
  return `const mutantHits = ((globalThis.mutantHits ??= {})[${key}] ??= new Uint8Array(${blocks.length}));${marked}`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor, type Comment } from 'oxc-parser';
import { listFiles } from '../sources/list-files.ts';
import { buildLineIndex } from '../sources/line-index.ts';

export interface FunctionSize {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
  /** Why the function stays long, from a comment `Long: …` above it; null without one. */
  readonly reason: string | null;
}

interface Node {
  readonly start: number;
  readonly end: number;
}

/** Functions, methods and arrow functions of a source text, in order of their position. */
export function listFunctions(file: string, text: string): FunctionSize[] {
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]!.message}`);
  const found: FunctionSize[] = [];
  const lineOf = buildLineIndex(text);
  const add = (node: Node & { readonly params: readonly unknown[] }): void => {
    const line = lineOf(node.start);
    found.push({
      file,
      line,
      name: findName(text, node.start),
      lines: lineOf(node.end - 1) - line + 1,
      parameters: node.params.length,
      reason: findReason(text, comments, node.start),
    });
  };
  new Visitor({ FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add }).visit(
    program,
  );
  return found.sort((a, b) => a.line - b.line);
}

/** Functions of all TypeScript sources below `folders`; `root` is left out of the names of files. */
export function listFunctionsIn(root: string, folders: readonly string[]): FunctionSize[] {
  return folders.flatMap((folder) =>
    listFiles(root, folder)
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.as.ts'))
      .flatMap((name) => listFunctions(name, readFileSync(join(root, name), 'utf8'))),
  );
}

/** The first name on the line where the function starts, its own or that of the variable it is kept in. */
function findName(text: string, start: number): string {
  const from = text.lastIndexOf('\n', start) + 1;
  const line = text.slice(from, text.indexOf('\n', start));
  const words = line.replace(/\b(export|default|async|function|const|let|static|readonly|return)\b/g, '');
  return /[A-Za-z_$][\w$]*/.exec(words)?.[0] ?? '(anonymous)';
}

/** The reason in the comments that end on the line above the statement of the function. */
function findReason(text: string, comments: readonly Comment[], start: number): string | null {
  let from = text.lastIndexOf('\n', start) + 1;
  for (const comment of comments.toReversed()) {
    if (comment.end > from) continue;
    if (text.slice(comment.end, from).trim() !== '') break;
    const reason = /\bLong: ([^*]+)/.exec(comment.value)?.[1];
    if (reason) return reason.trim();
    from = comment.start;
  }
  return null;
}

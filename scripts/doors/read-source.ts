import { analyze } from '@typescript-eslint/scope-manager';
import { parseSync, Visitor, type Program } from 'oxc-parser';
import { buildLineIndex } from '../sources/line-index.ts';

/** One import, re-export, dynamic import or type import of a file. */
export interface ImportUse {
  readonly line: number;
  readonly from: string;
  /** Whether only types are imported: nothing is left of it when the program runs. */
  readonly typesOnly: boolean;
}

/** A name that the file uses and does not declare. */
export interface GlobalUse {
  readonly line: number;
  readonly name: string;
}

export interface SourceUses {
  readonly file: string;
  readonly imports: readonly ImportUse[];
  readonly globals: readonly GlobalUse[];
}

/** Members of a permitted global that need a permission of their own. */
const OWN_DOORS: ReadonlySet<string> = new Set(['Math.random', 'process.env']);

/** What a module that is not known before it runs is called in `from`. */
export const COMPUTED = '(computed)';

/** What a TypeScript file uses from outside. Throws where it does not parse. */
export function readSource(file: string, text: string): SourceUses {
  const { program, errors } = parseSync(file, text, { astType: 'ts', range: true });
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]!.message}`);
  const lineOf = buildLineIndex(text);
  const { imports, members } = visit(program, lineOf);
  return { file, imports, globals: listGlobals(program, members, lineOf) };
}

function visit(
  program: Program,
  lineOf: (at: number) => number,
): { imports: ImportUse[]; members: Map<number, string> } {
  const imports: ImportUse[] = [];
  const members = new Map<number, string>();
  const add = (at: number, source: unknown, typesOnly: boolean): void => {
    const from = (source as { value?: unknown } | null)?.value;
    imports.push({ line: lineOf(at), from: typeof from === 'string' ? from : COMPUTED, typesOnly });
  };
  new Visitor({
    ImportDeclaration: ({ start, source, importKind, specifiers }) => {
      const named = specifiers.filter((one) => one.type === 'ImportSpecifier' && one.importKind === 'type');
      const allTypes = specifiers.length > 0 && named.length === specifiers.length;
      add(start, source, importKind === 'type' || allTypes);
    },
    ExportAllDeclaration: ({ start, source, exportKind }) => add(start, source, exportKind === 'type'),
    ExportNamedDeclaration: ({ start, source, exportKind, specifiers }) => {
      if (!source) return;
      const allTypes = specifiers.length > 0 && specifiers.every((one) => one.exportKind === 'type');
      add(start, source, exportKind === 'type' || allTypes);
    },
    ImportExpression: ({ start, source }) => add(start, source, false),
    TSImportType: ({ start, source }) => add(start, source, true),
    MemberExpression: ({ object, property, computed }) => {
      if (object.type !== 'Identifier') return;
      const name = computed ? (property as { value?: unknown }).value : (property as { name?: unknown }).name;
      members.set(object.start, `${object.name}.${String(name)}`);
    },
    VariableDeclarator: ({ id, init }) => {
      if (init?.type !== 'Identifier' || id.type !== 'ObjectPattern') return;
      for (const one of id.properties)
        if (
          one.type === 'Property' &&
          one.key.type === 'Identifier' &&
          OWN_DOORS.has(`${init.name}.${one.key.name}`)
        )
          members.set(init.start, `${init.name}.${one.key.name}`);
    },
  }).visit(program);
  return { imports, members };
}

function listGlobals(
  program: Program,
  members: ReadonlyMap<number, string>,
  lineOf: (at: number) => number,
): GlobalUse[] {
  // The parser writes the syntax tree of typescript-eslint, though its types are its own.
  const tree = program as unknown as Parameters<typeof analyze>[0];
  const { globalScope } = analyze(tree, { sourceType: 'module', lib: [], jsxPragma: null });
  return (globalScope?.through ?? []).flatMap(({ identifier, isValueReference }) => {
    if (!isValueReference) return [];
    const at = identifier.range[0];
    const member = members.get(at) ?? '';
    return [{ line: lineOf(at), name: OWN_DOORS.has(member) ? member : identifier.name }];
  });
}

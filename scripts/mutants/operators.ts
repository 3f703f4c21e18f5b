import { isNode, type SyntaxNode } from './syntax.ts';

/** One change of a text: what stands from `start` to `end` becomes `to`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '|=': ['&='],
  '&=': ['|='],
  '++': ['--'],
  '--': ['++'],
};

const METHODS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toLowerCase: 'toUpperCase',
  trim: 'toString',
};

const nodeAt = (node: SyntaxNode, key: string): SyntaxNode | null => {
  const child = node[key];
  return isNode(child) ? child : null;
};

const isText = (node: SyntaxNode | null): boolean =>
  node !== null &&
  (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string'));

/** The operator between two operands, or beside one, replaced. */
function swapOperator(node: SyntaxNode, text: string): Change[] {
  const operator = node['operator'] as string;
  const left = nodeAt(node, 'left');
  const right = nodeAt(node, 'right');
  if ((operator === '+' || operator === '+=') && (isText(left) || isText(right))) return [];
  const from = left === null ? node.start : left.end;
  const start = text.indexOf(operator, from);
  const end = start + operator.length;
  return (OPERATORS[operator] ?? []).map((to) => ({ start, end, to }));
}

function changeNumber(node: SyntaxNode): Change[] {
  const value = node['value'] as number;
  const values = value === 0 ? [1] : [value * 2, value + 1, value - 1];
  return values.map((to) => ({ start: node.start, end: node.end, to: to < 0 ? `(${to})` : String(to) }));
}

/** A text becomes another text of the same file: another unit, code or name. */
function changeText(node: SyntaxNode, others: readonly string[]): Change[] {
  const own = node['value'] as string;
  const other = others.find((text) => text !== own && text.length > 0);
  const to = JSON.stringify(other ?? `${own}x`);
  return [{ start: node.start, end: node.end, to }];
}

const keep = (node: SyntaxNode, part: SyntaxNode, text: string): Change => ({
  start: node.start,
  end: node.end,
  to: `(${text.slice(part.start, part.end)})`,
});

function changeLiteral(node: SyntaxNode, parent: SyntaxNode | undefined, texts: readonly string[]): Change[] {
  const { value } = node as { value?: unknown };
  if (typeof value === 'boolean') return [{ start: node.start, end: node.end, to: String(!value) }];
  if (typeof value === 'number') return changeNumber(node);
  const isKey =
    parent !== undefined &&
    ['Property', 'PropertyDefinition'].includes(parent.type) &&
    parent['key'] === node &&
    parent['value'] !== node;
  if (typeof value === 'string' && !isKey) return changeText(node, texts);
  return [];
}

/** A condition forced true and false. */
function forceTest(node: SyntaxNode): Change[] {
  const test = nodeAt(node, 'test');
  if (test === null || test.type === 'Literal') return [];
  const outcomes = node.type === 'WhileStatement' ? ['false'] : ['true', 'false'];
  return outcomes.map((to) => ({ start: test.start, end: test.end, to }));
}

/** A statement left out. */
const dropStatement = (node: SyntaxNode): Change => ({ start: node.start, end: node.end, to: ';' });

/** An early return: one that stands under a condition or before the end of its block. */
function dropReturn(node: SyntaxNode, parents: readonly SyntaxNode[]): Change[] {
  const parent = parents.at(-1);
  const holder = parent?.type === 'BlockStatement' ? parents.at(-2) : parent;
  return holder?.type === 'IfStatement' ? [dropStatement(node)] : [];
}

function dropExpression(node: SyntaxNode): Change[] {
  const expression = nodeAt(node, 'expression');
  const isDirective = typeof node['directive'] === 'string';
  if (expression === null || isDirective || expression.type === 'UpdateExpression') return [];
  return [dropStatement(node)];
}

function swapMethod(node: SyntaxNode): Change[] {
  const callee = nodeAt(node, 'callee');
  const property = callee?.type === 'MemberExpression' ? nodeAt(callee, 'property') : null;
  const name = property?.['name'];
  const to = typeof name === 'string' ? METHODS[name] : undefined;
  return to === undefined || property === null ? [] : [{ start: property.start, end: property.end, to }];
}

function changeLogical(node: SyntaxNode, text: string): Change[] {
  if (node['operator'] !== '??') return swapOperator(node, text);
  const right = nodeAt(node, 'right');
  return right === null ? [] : [keep(node, right, text)];
}

function changeUnary(node: SyntaxNode, text: string): Change[] {
  const argument = nodeAt(node, 'argument');
  if (argument === null || !['!', '-'].includes(node['operator'] as string)) return [];
  return [keep(node, argument, text)];
}

/** Everything that may be changed at one node. `texts`: the other texts of the file, in a seeded order. */
export function listChanges(
  node: SyntaxNode,
  parents: readonly SyntaxNode[],
  text: string,
  texts: readonly string[],
): Change[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return swapOperator(node, text);
    case 'LogicalExpression':
      return changeLogical(node, text);
    case 'UnaryExpression':
      return changeUnary(node, text);
    case 'Literal':
      return changeLiteral(node, parents.at(-1), texts);
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return forceTest(node);
    case 'CallExpression':
      return swapMethod(node);
    case 'ExpressionStatement':
      return dropExpression(node);
    case 'ReturnStatement':
      return dropReturn(node, parents);
    case 'ContinueStatement':
    case 'BreakStatement':
      return [dropStatement(node)];
    default:
      return [];
  }
}

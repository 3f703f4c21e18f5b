/** One element of a WKT text: `KEYWORD[value, "text", KEYWORD[…]]`. */
export interface WktNode {
  readonly keyword: string;
  /** Numbers and quoted or bare words in their order. */
  readonly values: readonly (string | number)[];
  readonly children: readonly WktNode[];
}

const MOST_DEPTH = 40;

/** Tree of a WKT 1 or WKT 2 text; throws a SyntaxError that names the place where it breaks off. */
export function parseWkt(text: string): WktNode {
  let at = 0;
  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at character ${at + 1} of the CRS text`);
  };
  const skip = (): void => {
    while (at < text.length && /\s/.test(text[at]!)) at++;
  };
  const readQuoted = (): string => {
    let out = '';
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') out += text[at];
      else if (text[at + 1] === '"') {
        out += '"';
        at++;
      } else {
        at++;
        return out;
      }
    }
    return fail('a quote is not closed');
  };
  const readElement = (depth: number): WktNode => {
    if (depth > MOST_DEPTH) fail('too deeply nested');
    const keyword = /[A-Za-z_][A-Za-z0-9_]*/y;
    keyword.lastIndex = at;
    const name = keyword.exec(text)?.[0] ?? fail('a keyword is missing');
    at += name.length;
    skip();
    const opened = text[at];
    if (opened !== '[' && opened !== '(') return { keyword: name.toUpperCase(), values: [], children: [] };
    at++;
    const values: (string | number)[] = [];
    const children: WktNode[] = [];
    for (;;) {
      skip();
      const next = text[at];
      if (next === undefined) fail('a bracket is not closed');
      if (next === ']' || next === ')') {
        at++;
        return { keyword: name.toUpperCase(), values, children };
      }
      if (next === ',') at++;
      else if (next === '"') values.push(readQuoted());
      else if (/[-+.\d]/.test(next!)) {
        const number = /[-+.\dEe]+/y;
        number.lastIndex = at;
        const word = number.exec(text)![0];
        values.push(Number(word));
        at += word.length;
      } else {
        const element = readElement(depth + 1);
        if (element.values.length === 0 && element.children.length === 0) values.push(element.keyword);
        else children.push(element);
      }
    }
  };
  skip();
  return readElement(0);
}

/** First child with one of the keywords. */
export function childOf(node: WktNode, ...keywords: string[]): WktNode | null {
  return node.children.find(({ keyword }) => keywords.includes(keyword)) ?? null;
}

/** Text value of an element, '' where it has none. */
export function nameOf(node: WktNode | null): string {
  const [name] = node?.values ?? [];
  return typeof name === 'string' ? name : '';
}

/** The `index`-th number of an element. */
export function numberAt(node: WktNode | null, index = 0): number | null {
  return (node?.values ?? []).filter((value) => typeof value === 'number')[index] ?? null;
}

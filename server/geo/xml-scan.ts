/** What a reader of an XML document is handed, in order; names come without their prefix. */
export interface XmlHandlers {
  readonly open: (tag: string, attributes: string) => void;
  readonly close: (tag: string) => void;
  /** Text between tags, entities resolved; it may come in pieces. */
  readonly text: (text: string) => void;
}

/** Fails where a document is no XML or is nested too deep. */
export class XmlError extends Error {
  readonly isTooDeep: boolean;
  constructor(message: string, isTooDeep = false) {
    super(message);
    this.isTooDeep = isTooDeep;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute, prefixed or not; null where there is none. */
export function attributeOf(attributes: string, name: string): string | null {
  if (attributes === '') return null;
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null;
}

/** Goes through a document once. Document types are refused, so no entity can expand. */
export function scanXml(text: string, maxDepth: number, on: XmlHandlers): void {
  const stack: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open !== at) on.text(unescapeXml(text.slice(at, open < 0 ? text.length : open)));
    if (open < 0) break;
    const skipTo = (mark: string): number => {
      const end = text.indexOf(mark, open);
      if (end < 0) throw new XmlError('the document ends inside a tag');
      return end + mark.length;
    };
    if (text.startsWith('<!--', open)) at = skipTo('-->');
    else if (text.startsWith('<![CDATA[', open)) {
      at = skipTo(']]>');
      on.text(text.slice(open + 9, at - 3));
    } else if (text.startsWith('<?', open)) at = skipTo('?>');
    else if (text.startsWith('<!', open)) throw new XmlError('a document type is not accepted');
    else {
      at = endOfTag(text, open);
      takeTag(text.slice(open + 1, at - 1), stack, maxDepth, on);
    }
  }
  if (stack.length > 0) throw new XmlError(`<${stack.at(-1)!}> is not closed`);
}

/** Behind the `>` that ends a tag; one in an attribute's quotes does not. */
function endOfTag(text: string, open: number): number {
  let quote = 0;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at + 1;
    else if (code === 34 || code === 39) quote = code;
  }
  throw new XmlError('the document ends inside a tag');
}

function takeTag(inner: string, stack: string[], maxDepth: number, on: XmlHandlers): void {
  if (inner.startsWith('/')) {
    const tag = plainTag(inner.slice(1).trim());
    if (stack.pop() !== tag) throw new XmlError(`</${inner.slice(1, 40)}> closes nothing`);
    on.close(tag);
    return;
  }
  const end = inner.search(/[\s/>]/);
  const name = end < 0 ? inner : inner.slice(0, end);
  if (name === '') throw new XmlError('a tag without a name');
  const tag = plainTag(name);
  on.open(tag, end < 0 ? '' : inner.slice(end));
  if (inner.endsWith('/')) on.close(tag);
  else if (stack.push(tag) > maxDepth) throw new XmlError(`nested deeper than ${maxDepth}`, true);
}

function plainTag(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

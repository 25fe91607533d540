import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

type Node = { readonly type?: string; readonly [key: string]: unknown };

/** Attributes that nobody reads. */
const notRead =
  /^(class|style|d|key|rel|target|type|role|lang|href|viewBox|transform|aria-keyshortcuts|data-.*)$/;
/** Attributes of `html` templates that are read, or read out. */
const readAttributes = /^(title|alt|placeholder|aria-(label|description|roledescription|valuetext))$/;
/** Two words of prose, or one that begins a sentence or a title. */
const prose = /\p{L}{2,} \p{Ll}{2,}|^\p{Lu}\p{Ll}+(?:[ .:…]|$)/u;
const letters = /\p{L}{2,}/u;
/** Names: of keys, of the product, of what other programs and the browser call something. */
const names = new Set(
  'Enter Escape Esc Backspace Delete Home End Home·End Tab Imaging·Triage GET POST px·sans-serif'
    .split(' ')
    .map((name) => name.replace('·', ' ')),
);
/** What a programmer reads. */
const forProgrammers = new Set(['Error', 'RangeError', 'TypeError', 'DOMException']);

/** Texts in a file of the page that stand in no catalogue, and so would stay English in every language. */
export function inlineTexts(file: string): string[] {
  const found: string[] = [];
  walk(parse(file), { isShown: false }, (text, isShown) => {
    const said = text.trim();
    if (!names.has(said) && (isShown ? letters : prose).test(said)) found.push(said);
  });
  return found;
}

function parse(file: string): Node {
  const tsx = file.endsWith('.tsx');
  return parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx }) as unknown as Node;
}

interface Around {
  /** Whatever stands here is on the screen, even one word in small letters. */
  readonly isShown: boolean;
}

function walk(node: unknown, around: Around, say: (text: string, isShown: boolean) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, around, say);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const { type, ...parts } = node as Node;
  if (type === 'ImportDeclaration' || type === 'TsTypeAliasDeclaration' || type === 'TsInterfaceDeclaration')
    return;
  if (type === 'TsTypeAnnotation' || type === 'TsTypeParameterInstantiation') return;
  if (type === 'JSXAttribute' && notRead.test(nameOf(parts.name))) return;
  if (type === 'JSXElement' && nameOf((parts.opening as Node).name) === 'code') return;
  if (type === 'NewExpression' && forProgrammers.has(nameOf(parts.callee))) return;
  if (type === 'JSXText' || type === 'StringLiteral' || type === 'TemplateElement') {
    say(String(parts.value ?? parts.raw), type === 'JSXText' || around.isShown);
    return;
  }
  if (type === 'TaggedTemplateExpression' && nameOf(parts.tag) === 'html') {
    const { quasis, expressions } = parts.template as { quasis: Node[]; expressions: unknown[] };
    const fixed = quasis.map(({ raw }) => String(raw));
    for (const text of textsOfMarkup(fixed)) say(text, true);
    for (const [index, expression] of expressions.entries())
      if (isReadAfter(fixed.slice(0, index + 1).join(hole))) walk(expression, { isShown: true }, say);
    return;
  }
  for (const [key, part] of Object.entries(parts)) walk(part, { isShown: isShownIn(type, key, around) }, say);
}

/** In place of an expression in a template. */
const hole = '\0';

/** What a reader sees or hears of the fixed parts of an `html` template: between tags, and in attributes that are read. */
function textsOfMarkup(parts: readonly string[]): string[] {
  const markup = parts.join(hole).replace(/&#?\w+;/g, hole);
  const attributes = [...markup.matchAll(/<[^>]*>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)]
      .filter(([, name = '']) => readAttributes.test(name))
      .map(([, , value = '']) => value),
  );
  return [markup.replace(/<[^>]*>/g, hole), ...attributes].flatMap((text) => text.split(hole));
}

/** Whether what follows in the markup is read: it stands between tags, or in an attribute that is read. */
function isReadAfter(markup: string): boolean {
  if (markup.lastIndexOf('<') <= markup.lastIndexOf('>')) return true;
  const [, attribute = ''] = / ([\w-]+)="[^"]*$/.exec(markup) ?? [];
  return readAttributes.test(attribute);
}

/** Children of elements, and what an expression among them comes to; not what it compares or calls. */
function isShownIn(type: string | undefined, key: string, { isShown }: Around): boolean {
  if (type === 'JSXElement' || type === 'JSXFragment') return key === 'children';
  if (type === 'JSXExpressionContainer' || type === 'ParenthesisExpression' || type === 'TemplateLiteral')
    return isShown;
  if (type === 'ConditionalExpression') return isShown && key !== 'test';
  return false;
}

function nameOf(node: unknown): string {
  const { value, name } = (node ?? {}) as { value?: unknown; name?: unknown };
  if (typeof name === 'object' && name !== null) return nameOf(name);
  return String(value ?? name ?? '');
}

/** Uses of the language that run when the file is loaded: they would keep the language of the start. */
export function usesAtStart(file: string): string[] {
  const found: string[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) look(one);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    const { type, ...parts } = node as Node;
    if (/^(Import|TsType|TsInterface|Function|ArrowFunction|Class|ExportNamed|ExportAll)/.test(type ?? ''))
      return;
    if (type === 'Identifier' && ['texts', 'words', 'phrases', 'language'].includes(nameOf(node)))
      found.push(nameOf(node));
    if (type === 'MemberExpression') {
      look(parts.object);
      return;
    }
    if (type === 'KeyValueProperty') {
      look(parts.value);
      return;
    }
    for (const part of Object.values(parts)) look(part);
  };
  look(parse(file));
  return found;
}

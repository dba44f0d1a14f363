// House rules that no public plugin has: which tier may import which, and no words in markup.
import { dirname, relative, resolve, sep } from 'node:path';

const SRC = resolve(import.meta.dirname, '../src');

/** From the lowest tier to the highest; a file imports its own tier and those below. */
const TIERS = ['base', 'ipc', 'state', 'shared', 'domain', 'views', 'routes'];

/**
 * The tier and, for domain components, the domain of a file under src.
 *
 * @param {string} path relative to src
 * @returns {{ tier: string, domain?: string }}
 */
export function placeOf(path) {
  const parts = path.split(sep);
  // Help before the interface stands above all of it, as the pages do.
  if (parts[0] === 'routes' || parts[0] === 'early') return { tier: 'routes' };
  if (parts[0] !== 'lib') return { tier: 'base' };
  if (parts[1] === 'ipc' || parts[1] === 'state') return { tier: parts[1] };
  // errors.ts knows the calls and the toasts, early.ts what a call answers, and neither knows a component.
  if (parts[1]?.startsWith('errors') || parts[1] === 'early.ts') return { tier: 'state' };
  if (parts[1] !== 'components') return { tier: 'base' };
  if (parts[2] === 'shared' || parts[2] === 'views') return { tier: parts[2] };
  return { tier: 'domain', domain: parts[2] };
}

/**
 * Why one file may not import another, or nothing if it may.
 *
 * @param {string} from relative to src
 * @param {string} to relative to src
 */
export function objection(from, to) {
  const a = placeOf(from);
  const b = placeOf(to);
  if (TIERS.indexOf(b.tier) > TIERS.indexOf(a.tier))
    return `${a.tier} must not import ${b.tier}: imports go down only`;
  if (a.tier === 'shared' && b.tier === 'ipc')
    return 'shared components know nothing of the core: pass data in';
  if (a.tier === 'domain' && b.tier === 'domain' && a.domain !== b.domain) {
    return `domain ${a.domain} must not import domain ${b.domain}: put the common part into shared`;
  }
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
const tiers = {
  meta: { type: 'problem', schema: [], messages: { tier: '{{reason}}' } },
  create(context) {
    /** @param {{ source?: { value?: unknown } | null }} node */
    function check(node) {
      const name = node.source?.value;
      if (typeof name !== 'string') return;
      const target = name.startsWith('$lib/')
        ? resolve(SRC, 'lib', name.slice('$lib/'.length))
        : name.startsWith('.')
          ? resolve(dirname(context.filename), name)
          : undefined;
      if (target === undefined) return;
      const reason = objection(relative(SRC, context.filename), relative(SRC, target));
      if (reason !== undefined)
        context.report({ node: /** @type {any} */ (node), messageId: 'tier', data: { reason } });
    }
    return {
      ImportDeclaration: check,
      ImportExpression: /** @type {any} */ (check),
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check
    };
  }
};

/** Attributes that a person sees or hears. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|alt|title|placeholder|label|sub|hint|text|legend|overline|description)$/;
const LETTER = /\p{L}/u;

/**
 * The words written straight into an expression: `'a'`, `` `a ${b}` ``, `x ? 'a' : 'b'`, `x ?? 'a'`.
 *
 * @param {any} node
 * @returns {string[]}
 */
function literalWords(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map((/** @type {any} */ part) => part.value.cooked);
    case 'ConditionalExpression':
      return [...literalWords(node.consequent), ...literalWords(node.alternate)];
    case 'LogicalExpression':
      return [...literalWords(node.left), ...literalWords(node.right)];
    default:
      return [];
  }
}

/** @type {import('eslint').Rule.RuleModule} */
const noLiteralText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { text: 'Words belong in messages/ms.json and en.json: use m.some_key() instead of "{{text}}"' }
  },
  create(context) {
    /**
     * @param {any} node
     * @param {string} text
     */
    function check(node, text) {
      if (LETTER.test(text))
        context.report({ node, messageId: 'text', data: { text: text.trim().slice(0, 40) } });
    }
    return {
      /** @param {any} node */
      SvelteText(node) {
        const place = node.parent?.type;
        if (place !== 'SvelteStyleElement' && place !== 'SvelteScriptElement') check(node, node.value);
      },
      /** @param {any} node */
      SvelteMustacheTag(node) {
        if (node.parent?.type === 'SvelteAttribute' || node.parent?.type === 'SvelteStyleDirective') return;
        for (const text of literalWords(node.expression)) check(node, text);
      },
      /** @param {any} node */
      SvelteAttribute(node) {
        if (!SPOKEN.test(node.key.name)) return;
        for (const part of node.value) {
          if (part.type === 'SvelteLiteral') check(part, part.value);
          else for (const text of literalWords(part.expression)) check(part, text);
        }
      }
    };
  }
};

export default { meta: { name: 'ukhwah' }, rules: { tiers, 'no-literal-text': noLiteralText } };

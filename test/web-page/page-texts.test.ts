import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ESTree, parseSync, Visitor } from 'vite'
import { t as account } from '../../client/web/messages/account.ts'
import { t as todos } from '../../client/web/messages/todos.ts'

const web = join(import.meta.dirname, '../../client/web')
/** The texts themselves, what runs in Node.js, and the words that quick add and User-Agent headers use. */
const skipped =
  /^(?:messages|build|dist|\.dist-\d+|todos\/quick-add)\/|^(?:language|vite\.config|account\/read-user-agent)\.ts$/

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => /\.tsx?$/.test(path) && !skipped.test(path))

/** Names that are the same in every language, and what only looks like a text. */
const names =
  /TaskOverflow|GraphiQL|PUBLIC_URL|(?:Google|Apple) Calendar|Outlook|Thunderbird|Nextcloud|FREQ=[\w;=]+|\.[a-z]+,\S+|^not all$|^Bearer |^Content-Type$|^Retry-After$|^\w+Error$|^username webauthn$|npm run accounts -- invite/g
const keys = /^(?:Arrow(?:Up|Down|Left|Right)|Backspace|End|Enter|Esc|Escape|Home|PageDown|PageUp)$/
const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(names, ''))
/** Several words, or one that begins like a label. */
const isText = (text: string) =>
  !keys.test(text) && /\p{L}{2}[,:;–]? \p{L}|^\p{Lu}\p{Ll}/u.test(text.replaceAll(names, ''))

const shownAttributes = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'label', 'hint', 'submit']
/** Attributes and calls whose texts are not shown. */
const technical =
  /^(?:className|aria-keyshortcuts|Error|Event|querySelector|querySelectorAll|matches|closest|matchMedia|startsWith)$/

type Place = { start: number; end: number }

/** The name of a variable, an attribute or a member; empty for other expressions. */
function nameOf(node: ESTree.Node): string {
  const named = node.type === 'MemberExpression' ? node.property : node
  return 'name' in named && typeof named.name === 'string' ? named.name : ''
}

function parse(path: string) {
  const code = readFileSync(join(web, path), 'utf8')
  const lineOf = ({ start }: Place) => code.slice(0, start).split('\n').length
  return { program: parseSync(path, code).program, describe: (node: Place) => `${path}:${lineOf(node)}` }
}

/** The texts of a source that a reader of the page may see. */
function findTexts(path: string): string[] {
  const { program, describe } = parse(path)
  const found: string[] = []
  const ignored: Place[] = []
  function report(node: Place, text: string) {
    if (!ignored.some(({ start, end }) => start <= node.start && node.end <= end))
      found.push(`${describe(node)}: ${text.trim()}`)
  }
  const ignoreTechnical = (node: ESTree.CallExpression | ESTree.NewExpression) => {
    if (technical.test(nameOf(node.callee))) ignored.push(node)
  }
  new Visitor({
    ImportDeclaration: node => void ignored.push(node),
    TSLiteralType: node => void ignored.push(node),
    CallExpression: ignoreTechnical,
    NewExpression: ignoreTechnical,
    JSXElement(node) {
      if (nameOf(node.openingElement.name) === 'kbd') ignored.push(node)
    },
    JSXText: node => hasWords(node.value) && report(node, node.value),
    JSXAttribute({ name, value }) {
      if (value && technical.test(nameOf(name))) ignored.push(value)
      else if (value?.type === 'Literal' && shownAttributes.includes(nameOf(name)) && hasWords(value.value))
        report(value, value.value)
    },
    Literal: node => typeof node.value === 'string' && isText(node.value) && report(node, node.value),
    TemplateElement: node => isText(node.value.raw) && report(node, node.value.raw),
  }).visit(program)
  return found
}

/** Uses of the catalogue while a module is loaded. */
function findEarlyUses(path: string): string[] {
  const { program, describe } = parse(path)
  const catalogues = new Set<string>()
  const found: string[] = []
  let functions = 0
  const enter = () => void functions++
  const leave = () => void functions--
  new Visitor({
    ImportDeclaration({ source, specifiers, importKind }) {
      if (importKind !== 'type' && /\/messages\/(?!in-language|text)/.test(source.value))
        for (const { local } of specifiers) catalogues.add(local.name)
    },
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    MemberExpression(node) {
      if (functions === 0 && catalogues.has(nameOf(node.object))) found.push(describe(node))
    },
  }).visit(program)
  return found
}

describe('the page', () => {
  it('shows only texts from the catalogue', () => {
    expect(sources.length).toBeGreaterThan(200)
    expect(sources.flatMap(findTexts)).toEqual([])
  })

  it('isolates names of another writing direction from the sentence around them', () => {
    expect(todos.deleted('\u05e9\u05dc\u05d5\u05dd!')).toBe('Deleted “\u2068\u05e9\u05dc\u05d5\u05dd!\u2069”')
    expect(todos.deleted('Essay!')).toBe('Deleted “Essay!”')
    expect(account.sessions.endNamed('\u0645')).toContain('\u2068\u0645\u2069')
  })

  it('reads texts only in functions, after they are loaded', () => {
    expect(sources.flatMap(findEarlyUses)).toEqual([])
  })
})

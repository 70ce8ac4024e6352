import { randomUUID } from 'node:crypto'

type Value = string | number | boolean | null | undefined | readonly Value[] | Structure
/** The output of an operation in the JSON protocol. */
export type Structure = { [name: string]: Value }

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/'

/** The element names of list items: in XML, lists have no element of their own. */
const itemNames = new Map([
  ['QueueUrls', 'QueueUrl'],
  ['Messages', 'Message'],
  ['Failed', 'BatchResultErrorEntry'],
])

const pairNames = new Map([
  ['Attributes', ['Attribute', 'Name']],
  ['MessageAttributes', ['MessageAttribute', 'Name']],
  ['Tags', ['Tag', 'Key']],
] as const)

export function writeAnswer(action: string, output: Structure): string {
  const result = element(`${action}Result`, writeMembers(action, output))
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`
  const content = result + metadata
  return `<?xml version="1.0"?>${element(`${action}Response`, content, namespace)}`
}

export function writeError(code: string, message: string): string {
  const error = `<Type>Enqueuer</Type><Code>${escape(code)}</Code><Message>${escape(message)}</Message><Detail/>`
  const content = `${element('Error', error)}<RequestId>${randomUUID()}</RequestId>`
  return `<?xml version="1.0"?>${element('ErrorResponse', content, namespace)}`
}

const writeMembers = (action: string, structure: Structure): string =>
  Object.entries(structure)
    .map(([name, value]) => writeMember(action, name, value))
    .join('')

function writeMember(action: string, name: string, value: Value): string {
  if (value === undefined || value === null) return ''
  if (isList(value)) {
    const itemName = name === 'Successful' ? `${action}ResultEntry` : (itemNames.get(name) ?? name)
    return value.map(item => writeMember(action, itemName, item)).join('')
  }
  if (typeof value !== 'object') return element(name, escape(String(value)))
  const pair = pairNames.get(name as 'Tags')
  if (!pair) return element(name, writeMembers(action, value))
  const [pairName, keyName] = pair
  return Object.entries(value)
    .map(([key, each]) =>
      element(pairName, element(keyName, escape(key)) + writeMember(action, 'Value', each)),
    )
    .join('')
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const element = (name: string, content: string, xmlns?: string) =>
  `<${name}${xmlns === undefined ? '' : ` xmlns="${xmlns}"`}>${content}</${name}>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes carriage returns too: XML parsers turn a bare one into a line feed, which would change the MD5. */
const escape = (text: string) => text.replaceAll(/[&<>"\r]/g, found => entities[found] ?? '&#13;')

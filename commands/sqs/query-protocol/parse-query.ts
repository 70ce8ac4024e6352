/** A call in the words of the JSON protocol. */
export type QueryCall = { action: string; input: Record<string, unknown> }

/** The parts of a dotted name, such as `MessageAttribute.1.Value.DataType`, lead to a value. */
type Tree = Map<string, Tree | string>

const lists = new Map([
  ['AttributeName', 'AttributeNames'],
  ['MessageAttributeName', 'MessageAttributeNames'],
  ['MessageSystemAttributeName', 'MessageSystemAttributeNames'],
  ['TagKey', 'TagKeys'],
  ['SendMessageBatchRequestEntry', 'Entries'],
  ['DeleteMessageBatchRequestEntry', 'Entries'],
  ['ChangeMessageVisibilityBatchRequestEntry', 'Entries'],
])

/** Their entries are pairs of a name (of a tag: its key) and a value. */
const maps = new Map([
  ['Attribute', 'Attributes'],
  ['MessageAttribute', 'MessageAttributes'],
  ['MessageSystemAttribute', 'MessageSystemAttributes'],
  ['Tag', 'Tags'],
])

const numbers = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
])

/** @returns undefined without an Action */
export function parseQuery(parameters: URLSearchParams): QueryCall | undefined {
  const action = parameters.get('Action')
  if (!action) return undefined
  const input = toStructure(toTree(parameters))
  // The one operation that writes it in lower case.
  if (action === 'CreateQueue') input['tags'] = input['Tags']
  return { action, input }
}

function toTree(parameters: URLSearchParams): Tree {
  const root: Tree = new Map()
  for (const [name, value] of parameters) {
    const parts = name.split('.')
    const last = parts.pop() ?? ''
    let tree = root
    for (const part of parts) {
      const known = tree.get(part)
      const next: Tree = known instanceof Map ? known : new Map()
      tree.set(part, next)
      tree = next
    }
    tree.set(last, value)
  }
  return root
}

function toStructure(tree: Tree): Record<string, unknown> {
  const entries = [...tree].map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') return [name, numbers.has(name) ? Number(value) : value]
    const map = maps.get(name)
    if (map !== undefined) return [map, Object.fromEntries(toItems(value).map(toPair))]
    return [lists.get(name) ?? name, lists.has(name) ? toItems(value).map(toValue) : toStructure(value)]
  })
  return Object.fromEntries(entries)
}

/** In the order of their numbers. */
const toItems = (tree: Tree): (Tree | string)[] =>
  [...tree].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item)

const toValue = (item: Tree | string) => (typeof item === 'string' ? item : toStructure(item))

function toPair(item: Tree | string): [string, unknown] {
  if (typeof item === 'string') return [item, '']
  const name = item.get('Name') ?? item.get('Key')
  return [typeof name === 'string' ? name : '', toValue(item.get('Value') ?? '')]
}

/** A call in the format of the JSON protocol. */
export type QueryCall = { action: string; input: Record<string, unknown> }

/** Values nested by the parts of dotted names such as `MessageAttribute.1.Value.DataType`. */
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

/** Lists of name-value pairs (for tags: key-value pairs) in this protocol, which are objects in the JSON protocol. */
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
  // CreateQueue is the only operation with this name in lower case.
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

/** The items of a list, sorted by their numbers. */
const toItems = (tree: Tree): (Tree | string)[] =>
  [...tree].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item)

const toValue = (item: Tree | string) => (typeof item === 'string' ? item : toStructure(item))

function toPair(item: Tree | string): [string, unknown] {
  if (typeof item === 'string') return [item, '']
  const name = item.get('Name') ?? item.get('Key')
  return [typeof name === 'string' ? name : '', toValue(item.get('Value') ?? '')]
}

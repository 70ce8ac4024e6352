import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { DocumentNode } from 'graphql'

/** Two full pages of everything cost about 16,000. */
const maxCost = 20_000

/** What one operation may ask for. Introspection is exempt here: graphql-js itself bounds how deep it goes. */
export const limits = [
  maxTokensPlugin({ n: 1_000 }),
  maxDepthPlugin({ n: 10, flattenFragments: true }),
  maxAliasesPlugin({ n: 15, allowList: [] }),
  costLimitPlugin({ maxCost, flattenFragments: true }),
]

const keptDocuments = 1_000
const keptCharacters = 10_000

/** A document may be as long as a body: Yoga's own caches of a thousand would hold a quarter of a gigabyte. */
export const documentCaches = () => ({
  documentCache: createDocumentCache<DocumentNode>(),
  errorCache: createDocumentCache<unknown>(),
})

function createDocumentCache<Value>() {
  const kept = new Map<string, Value>()
  return {
    get: (document: string) => kept.get(document),
    set(document: string, value: Value) {
      if (document.length > keptCharacters) return
      // A Map's keys are in the order in which they came.
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size >= keptDocuments) kept.delete(oldest)
      kept.set(document, value)
    },
  }
}

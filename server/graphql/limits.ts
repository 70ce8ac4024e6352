import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** A full page with all fields costs about 80,000. Pages with a variable as size cost nothing here: see `connection.ts`. */
const maxCost = 200_000

/** The limits of an operation. Introspection is exempt, because graphql-js itself limits its depth. */
export const limits = [
  maxTokensPlugin({ n: 1_000 }),
  maxDepthPlugin({ n: 10, flattenFragments: true }),
  maxAliasesPlugin({ n: 15, allowList: [] }),
  costLimitPlugin({ maxCost, flattenFragments: true }),
]

/** The memory of a parsed document with its tokens, for each of its characters. */
const bytesPerCharacter = 50
const entryBytes = 1024
const maxDocumentsBytes = 16 * 1024 * 1024
/** Errors keep a reference to the parsed document. */
const maxErrorsBytes = 8 * 1024 * 1024
/** Documents of more than about 10,000 characters are parsed each time. */
const maxEntryBytes = 512 * 1024

/** Limited by memory: Yoga's own caches keep a thousand documents, each of which can be as long as a body. */
export const documentCaches = () => ({
  documentCache: createDocumentCache<DocumentNode>(maxDocumentsBytes),
  errorCache: createDocumentCache<object>(maxErrorsBytes),
})

const createDocumentCache = <Value extends object>(maxBytes: number) =>
  new LRUCache<string, Value>({
    maxSize: maxBytes,
    maxEntrySize: maxEntryBytes,
    sizeCalculation: (_, document) => entryBytes + bytesPerCharacter * document.length,
  })

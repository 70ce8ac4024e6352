import { costLimitPlugin } from '@escape.tech/graphql-armor-cost-limit'
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases'
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth'
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens'
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** A full page of everything costs about 80,000. Pages whose size is a variable count nothing here: see `connection.ts`. */
const maxCost = 200_000

/** What one operation may ask for. Introspection is exempt here: graphql-js itself bounds how deep it goes. */
export const limits = [
  maxTokensPlugin({ n: 1_000 }),
  maxDepthPlugin({ n: 10, flattenFragments: true }),
  maxAliasesPlugin({ n: 15, allowList: [] }),
  costLimitPlugin({ maxCost, flattenFragments: true }),
]

/** A parsed document, with its tokens, takes about this much memory for each of its characters. */
const bytesPerCharacter = 50
const entryBytes = 1024
const maxDocumentsBytes = 16 * 1024 * 1024
/** Errors refer to the parsed document. */
const maxErrorsBytes = 8 * 1024 * 1024
/** A longer document, of more than about 10,000 characters, is parsed each time. */
const maxEntryBytes = 512 * 1024

/** Bounded by memory: Yoga's own caches keep a thousand documents, each of which may be as long as a body. */
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

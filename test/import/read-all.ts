import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportedTodo, ImportEntry } from '../../schema/imported-todo.ts'
import { type ReadImportOptions, readImport } from '../../worker/import/read-import.ts'

export const options: ReadImportOptions = { timeZone: 'Australia/Brisbane', now: '2026-11-25T00:00:00Z' }

/** Bytes in chunks of a size, as an upload brings them. */
async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const readSample = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, 'samples', name))

export async function readAll(
  file: string | Uint8Array,
  chosen: Partial<ReadImportOptions> = {},
  chunkSize = 64 * 1024,
): Promise<ImportEntry[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  return Array.fromAsync(readImport(inChunks(bytes, chunkSize), { ...options, ...chosen }))
}

export const todosOf = (entries: ImportEntry[]): ImportedTodo[] =>
  entries.flatMap(entry => ('todo' in entry ? [entry.todo] : []))

export const problemsOf = (entries: ImportEntry[]): [line: number, problem: string][] =>
  entries.flatMap(entry => ('problem' in entry ? [[entry.line, entry.problem]] : []))

export const notesOf = (entries: ImportEntry[]): [line: number, note: string][] =>
  entries.flatMap(entry =>
    'notes' in entry ? entry.notes.map((note): [number, string] => [entry.line, note]) : [],
  )

import { hash } from 'node:crypto'

/** SHA-256 in hexadecimal digits. Stored hashes depend on it: it must never change. */
export const hashJson = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex')

/** A component as a program reads it: texts without their escapes, times as RFC 5545 writes them. */
export type ReadComponent = {
  kind: string
  properties: Record<string, string>
  components: ReadComponent[]
}

export type CalendarReader = { name: string; read: (files: string[]) => Promise<ReadComponent[]> }

/** `20230403T140000Z` */
export const toBasicTime = (time: Date): string => time.toISOString().replaceAll(/[-:]|\.\d+/g, '')

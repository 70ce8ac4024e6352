import type { NumberedEntry } from '../../core/import-jobs/read-report.ts'

/** A JSON object on each line. The next batch is read when the client has taken the one before. */
export const streamReport = (batches: AsyncGenerator<NumberedEntry[]>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { value, done } = await batches.next()
      if (done) controller.close()
      else controller.enqueue(Buffer.from(value.map(toLine).join('')))
    },
    cancel: () => void batches.return(undefined),
  })

const toLine = ({ n: _n, ...entry }: NumberedEntry): string => `${JSON.stringify(entry)}\n`

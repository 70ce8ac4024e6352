import type { Todo } from '../../create-client.ts'

type Subject = Todo['id'] | 'new'

const last = new Map<Subject, Promise<unknown>>()

/**
 * Sends the changes of one todo in the order in which they were made, so that the last one wins. New todos
 * are created in the order in which they were typed.
 */
export async function serializeMutation<Result>(
  subject: Subject,
  send: () => Promise<Result>,
): Promise<Result> {
  const sent = (last.get(subject) ?? Promise.resolve()).then(send, send)
  last.set(subject, sent)
  try {
    return await sent
  } finally {
    if (last.get(subject) === sent) last.delete(subject)
  }
}

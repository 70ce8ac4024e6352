const last = new Map<number, Promise<unknown>>()

/** What is sent about one todo is sent in the order in which it was done: the last word is the person's last. */
export async function inTurn<Result>(id: number, send: () => Promise<Result>): Promise<Result> {
  const sent = (last.get(id) ?? Promise.resolve()).then(send, send)
  last.set(id, sent)
  try {
    return await sent
  } finally {
    if (last.get(id) === sent) last.delete(id)
  }
}

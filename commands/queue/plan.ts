/** What a sender is to do. */
export type SendPlan = {
  queue: string
  client: string
  count: number
  /** Messages a second; 0: as fast as it goes. */
  rate: number
  batch: number
  /** Stands before each message's text. */
  prepend: string
  /** Of a FIFO queue; a standard queue has none. */
  group: string | undefined
}

/** What a receiver is to do. */
export type ReceivePlan = {
  queue: string
  batch: number
  /** Ends after so many messages. */
  count: number
  /** Ends when nothing has come for so long. */
  idleSeconds: number
}

import { Redis } from 'ioredis'

/**
 * Sends the commands of one turn of the event loop together: jobs of a batch end at the same moment, each with a command
 * of its own, and a system call each costs more than the commands do. Unlike a pipeline's they stay single commands,
 * so that a script which Redis has forgotten is sent again.
 */
export class TogetherRedis extends Redis {
  private corked = false

  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const { stream } = this
    if (!this.corked && stream?.writable) {
      this.corked = true
      stream.cork()
      // After the promises that are settled by now have been served.
      process.nextTick(() => {
        this.corked = false
        stream.uncork()
      })
    }
    return super.sendCommand(...args)
  }
}

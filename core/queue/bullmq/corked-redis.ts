import { Redis } from 'ioredis'

/**
 * Sends the commands of one turn of the event loop together: jobs of a batch end at the same moment, each with a command
 * of its own, and a system call each costs more than the commands do. Unlike a pipeline's they stay single commands,
 * so that a script which Redis has forgotten is sent again.
 */
export class CorkedRedis extends Redis {
  private corked = false

  /**
   * BullMQ reads INFO once a connection, and prints a line of its own for every eviction policy but `noeviction`. That is
   * reported as `evictionPolicy` instead, and BullMQ is told of none. ioredis itself asks with a callback.
   */
  // The signature is ioredis's many overloads.
  override info: Redis['info'] = (...args: unknown[]) =>
    args.length > 0 ? super.info(...(args as [])) : this.readInfo()

  private async readInfo(): Promise<string> {
    const info = await super.info()
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1]
    if (policy !== undefined && policy !== 'noeviction') this.emit('evictionPolicy', policy)
    return info.replace(/^maxmemory_policy:.*$/m, '')
  }

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

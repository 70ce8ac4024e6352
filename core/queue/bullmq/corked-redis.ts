import { Redis } from 'ioredis'

/**
 * Writes all commands of one turn of the event loop with one system call. Jobs of a batch end at the same moment, each
 * with its own command. Unlike in a pipeline these remain single commands, so ioredis resends a script that Redis lost.
 */
export class CorkedRedis extends Redis {
  private corked = false

  /**
   * BullMQ reads INFO once per connection and prints a warning for every eviction policy but `noeviction`. This hides the
   * policy from BullMQ and emits `evictionPolicy` instead. ioredis itself calls `info` with a callback.
   */
  // ioredis declares many overloads.
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
      // Runs after the callbacks of promises that are settled by now.
      process.nextTick(() => {
        this.corked = false
        stream.uncork()
      })
    }
    return super.sendCommand(...args)
  }
}

import { findFreePort } from '../../core/embedded/free-port.ts'

export const freePort = (): Promise<number> => findFreePort()

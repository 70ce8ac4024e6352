import { findFreePort } from '../../embedded-postgres/free-port.ts'

export const freePort = (): Promise<number> => findFreePort()

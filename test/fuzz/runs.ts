/** How often each property is tried: few times in the suite, `FUZZ_RUNS=2000` by hand. */
export const numRuns = (inTheSuite: number): number => Number(process.env['FUZZ_RUNS'] ?? inTheSuite)

/** For a whole property; each answer has a limit of its own. */
export const timeoutMs = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000

/** The runs of each property: few in the suite; set `FUZZ_RUNS=2000` for a thorough check. */
export const numRuns = (inTheSuite: number): number => Number(process.env['FUZZ_RUNS'] ?? inTheSuite)

/** For a whole property. Each answer has its own limit. */
export const timeoutMs = process.env['FUZZ_RUNS'] === undefined ? 90_000 : 3_600_000

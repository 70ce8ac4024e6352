import { z } from 'zod'
import { importOptions, maxImportContent, reportFilter } from '../../schema/import-job.ts'
import { defaultPageSize, pageSize } from '../../schema/page-size.ts'
import { reportCursor } from './paging.ts'

/** The text of a file, and how to import it. */
export const importContent = importOptions.extend({
  content: z
    .string('must be the text of a file')
    .max(maxImportContent, `must have at most ${maxImportContent} characters: upload longer files at REST`),
})

export const importReportInput = z.strictObject({
  id: z.string(),
  first: pageSize.default(defaultPageSize),
  after: reportCursor.optional(),
  filter: reportFilter.default('all'),
})

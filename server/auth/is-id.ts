import { z } from 'zod'

/** Whether a text can be the id of a session or a token. */
export const isId = (text: string): boolean => z.uuid().safeParse(text).success

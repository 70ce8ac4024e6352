const json = /^application\/json\s*(?:;|$)/i
const anyJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

/** Only JSON: a page of any site can send forms and text without a CORS preflight. */
export const isJson = (contentType: string | undefined): boolean => json.test(contentType ?? '')

/** JSON, or a format based on it, such as `application/merge-patch+json`. */
export const isAnyJson = (contentType: string | undefined): boolean => anyJson.test(contentType ?? '')

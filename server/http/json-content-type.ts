const json = /^application\/json\s*(?:;|$)/i
const anyJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i

/** Nothing else: a page of any site can send forms and text without the browser asking first. */
export const isJson = (contentType: string | undefined): boolean => json.test(contentType ?? '')

/** JSON, or a format made of it, such as `application/merge-patch+json`. */
export const isAnyJson = (contentType: string | undefined): boolean => anyJson.test(contentType ?? '')

/** Without zod, so that the page can show the rule. */
export const minPasswordLength = 10

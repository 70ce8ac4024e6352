/** Part of the identity of artifacts and feed files. Increment it when the same todos produce different bytes. */
export const generatorVersion = 7

/** Part of an artifact's identity, and of the edition of a feed: raise it when the same todos give other bytes. */
export const generatorVersion = 2

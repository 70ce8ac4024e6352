/** The pattern of a tag after `#`. A letter is needed: `#1` is a number. */
export const tagWord = String.raw`[\p{L}\p{N}_-]*\p{L}[\p{L}\p{N}_-]*`

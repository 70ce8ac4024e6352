/** Letters that stand in a queue. */
export const banner = `
   .-----.   .-----.   .-----.
   |\\   /|   |\\   /|   |\\   /|   ---.
   | \`-' |   | \`-' |   | \`-' |      |     TaskOverflow
   '-----'   '-----'   '-----'      V     queue playground
`

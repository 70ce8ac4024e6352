/**
 * What a process of the project gets of this process's environment: none of the project's settings, which would change
 * what is tested. The cache is the one that run.cjs has set.
 */
export const processEnv: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
}

/** Colours where a person looks: on a terminal, unless NO_COLOR forbids them; elsewhere only if FORCE_COLOR asks for them. */
import pc from 'picocolors';

const { env, stdout } = process;

export const colours = pc.createColors(
  !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || (stdout.isTTY === true && env.TERM !== 'dumb')),
);

/** Functions of `keras.ops` whose result no shape decides, with the reason that is told. */

/** Each completes "The shape is not known because …". */
export const undetermined: ReadonlyMap<string, string> = new Map([
  ['cond', 'which of the two functions is called depends on the data'],
  ['switch', 'which of the functions is called depends on the data'],
  ['while_loop', 'how often the loop runs depends on the data'],
  ['fori_loop', 'the function that the loop calls is not followed'],
  ['scan', 'the function that scan calls for each element is not followed'],
  ['associative_scan', 'the function that associative_scan calls is not followed'],
  ['map', 'the function that map calls for each element is not followed'],
  ['vectorized_map', 'the function that vectorized_map calls for each element is not followed'],
  ['vectorize', 'the function that vectorize calls for each element is not followed'],
  ['jvp', 'the derivative of a function is not followed'],
]);

/** The dtypes of results: which dtype two tensors meet in, and what a function makes of it. Knows no function. */

/**
 * What each dtype may be turned into, nearest first (`keras.src.backend.common.dtypes.LATTICE_UPPER`, Keras 3.15). `int`
 * and `float` are numbers of the program, which take on the dtype of the tensor they meet.
 */
const wider: Readonly<Record<string, readonly string[]>> = {
  bool: ['int'],
  int: ['uint8', 'int8'],
  uint8: ['int16', 'uint16'],
  uint16: ['int32', 'uint32'],
  uint32: ['int64', 'uint64'],
  uint64: ['float'],
  int8: ['int16'],
  int16: ['int32'],
  int32: ['int64'],
  int64: ['float'],
  float: ['bfloat16', 'float16'],
  bfloat16: ['float32'],
  float16: ['float32'],
  float32: ['float64'],
  float64: [],
};

/** The dtype that all of them fit into (`dtypes.result_type`); the first one where one of them is not a number's. */
export function resultType(...dtypes: readonly string[]): string {
  const unlike = [...new Set(dtypes)];
  if (unlike.length === 1) return standard(unlike[0]!);
  const reached = unlike.map(closure);
  const common = [...reached[0]!].filter((dtype) => reached.every((each) => each.has(dtype)));
  // The least is the one that reaches all the others.
  const least = common.find((dtype) => common.every((other) => closure(dtype).has(other)));
  return standard(least ?? dtypes[0]!);
}

/** As `resultType`; whole numbers become the default float. */
export function floatType(...dtypes: readonly string[]): string {
  return resultType(...dtypes, 'float');
}

/** A tensor's dtype: numbers of the program have none of their own. */
export function standard(dtype: string): string {
  return dtype === 'int' ? 'int32' : dtype === 'float' ? 'float32' : dtype;
}

export function isFloat(dtype: string): boolean {
  return /float/.test(dtype);
}

const closures = new Map<string, ReadonlySet<string>>();

function closure(dtype: string): ReadonlySet<string> {
  let known = closures.get(dtype);
  if (!known) {
    known = new Set([dtype, ...(wider[dtype] ?? []).flatMap((next) => [...closure(next)])]);
    closures.set(dtype, known);
  }
  return known;
}

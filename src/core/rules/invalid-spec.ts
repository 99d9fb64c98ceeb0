/** invalid-spec: a layer spec or model file that cannot be read as one. */
import { defineRule } from './rule';

export const invalidSpec = defineRule({
  name: 'invalid-spec',
  severity: 'error',
  summary: 'A layer spec or model file has a fault of form.',
  why: `A layer spec is JSON with the members that its schema names. Reported are faults of JSON itself, such as a missing bracket, and
members that a model file needs or does not have. What can be read is analysed all the same.`,
  examples: [
    {
      languageId: 'json',
      bad: `{
  "input": [28, 28, 1],
  "layers": [
    { "layer": "Conv2D", "filters": 8, "kernelSize": 3 },
    "Flatten"
}
`,
      good: `{
  "input": [28, 28, 1],
  "layers": [
    { "layer": "Conv2D", "filters": 8, "kernelSize": 3 },
    "Flatten"
  ]
}
`,
    },
  ],
  check: (_graph, _target, programs) => programs.flatMap(({ syntaxErrors }) => syntaxErrors),
});

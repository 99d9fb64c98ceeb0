/** execution-order: the cells of a notebook ran in another order than they stand in, and that order gives another layer. */
import { defineRule } from './rule';

export const executionOrder = defineRule({
  name: 'execution-order',
  severity: 'information',
  summary: 'The cells of a notebook ran in another order than they stand in, which gives another layer.',
  why: `The numbers beside the cells say in which order the kernel ran them last. A cell that was run again after a change further
down leaves names that a reader from top to bottom does not expect: the summary that the notebook shows is then not the summary
that it gives when it is run anew. ConvLint reads the cells as they stand. Where the order of the numbers gives another shape or
another count, it says so. Restarting the kernel and running all cells brings both together.`,
  examples: [
    {
      languageId: 'notebook',
      bad: `# In[1]:
from keras import Input, layers
filters = 8

# In[4]:
x = layers.Conv2D(filters, 3)(Input((28, 28, 1)))

# In[3]:
filters = 16
`,
      good: `# In[1]:
from keras import Input, layers
filters = 8

# In[2]:
x = layers.Conv2D(filters, 3)(Input((28, 28, 1)))

# In[3]:
filters = 16
`,
    },
  ],
  check: ({ otherOrder }) =>
    otherOrder
      ? [
          {
            span: otherOrder.span,
            message: `this gives ${otherOrder.asWritten} as the cells stand, but ${otherOrder.asRun} in the order in which they ran (${otherOrder.order})`,
          },
        ]
      : [],
});

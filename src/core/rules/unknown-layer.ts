/** unknown-layer: a model is asked for a layer by a name that none of its layers has. */
import { faultRule } from './faults';

export const unknownLayer = faultRule({
  name: 'unknown-layer',
  summary: 'A model is asked for a layer by a name that none of its layers has.',
  why: `\`get_layer(name)\` looks for exactly that name. Keras stops with *No such layer: block1_conv3. Existing layers are: …*. The
names of the networks in \`keras.applications\` differ from version to version and from what papers call their parts.`,
  examples: [
    {
      languageId: 'python',
      bad: `from keras import applications
encoder = applications.VGG16(include_top=False, weights=None, input_shape=(128, 128, 3))
skip = encoder.get_layer('block1_conv3').output
`,
      good: `from keras import applications
encoder = applications.VGG16(include_top=False, weights=None, input_shape=(128, 128, 3))
skip = encoder.get_layer('block1_conv2').output
`,
    },
  ],
});

/** What `keras.layers.Wrapper` means for classes of the program that derive from it: it keeps a layer and builds it. */
import { positional } from '../../../eval/helpers';
import { builtin, type LibraryBase, none } from '../../../eval/value';
import { argument } from '../../common/data-calls';
import { layerBase, makeLayer } from './layer-base';
import { stampAttribute } from './state';

export const wrapperBase: LibraryBase = {
  ...layerBase,
  attribute: (instance, name, span, context) => {
    switch (name) {
      case '__init__':
        return builtin('Wrapper.__init__', (args) => {
          makeLayer(instance, { ...args, positions: [] }, context);
          const layer = argument(args, 0, 'layer')?.value;
          if (!layer) return none;
          context.journal.setEntry(instance.attributes, 'layer', layer);
          stampAttribute(instance, 'layer', context);
          return none;
        });
      case 'build':
        return builtin('Wrapper.build', (args, site) => {
          const [layer, shape] = [instance.attributes.get('layer'), argument(args, 0, 'input_shape')?.value];
          if (layer && shape)
            context.call(context.attribute(layer, 'build', site.span), positional([shape], site.span), site);
          return none;
        });
      default:
        return layerBase.attribute(instance, name, span, context);
    }
  },
};

/** `compile_config` of Keras 3 and `training_config` of Keras 2 and TensorFlow.js as a call of `compile`. */
import type { Argument, Expr } from '../../lang/program';
import type { Lowering } from './lowering';
import { call, library, method, statement } from './nodes';
import { getObject, getString, type JsonObject, type JsonProperty } from './tree';
import { argument, configArguments, lowerPropertyValue, lowerSerialized, type ObjectLowering } from './values';

/** Emits `model.compile(optimizer=…, loss=…, metrics=…)` if the file says anything of it. */
export function lowerTraining(training: JsonObject, model: Expr, lowering: Lowering): void {
  const args: Argument[] = [];
  for (const property of training.properties) {
    const name = settingNames.get(property.name);
    if (name && property.value && property.value.type !== 'null')
      args.push(argument(property, name, lowerSetting(property)));
  }
  if (args.length > 0) lowering.body.push(statement(method(model, 'compile', args, training.span)));
}

const settingNames: ReadonlyMap<string, string> = new Map([
  ['optimizer', 'optimizer'],
  ['optimizer_config', 'optimizer'],
  ['loss', 'loss'],
  ['metrics', 'metrics'],
  ['weighted_metrics', 'weighted_metrics'],
  ['loss_weights', 'loss_weights'],
]);

function lowerSetting(property: JsonProperty): Expr {
  const lowerObject: ObjectLowering = (object, key) => {
    const className = getString(object, 'class_name');
    // TensorFlow.js names an optimizer by its class and, in old files, in lower case.
    if (key === 'optimizer_config' && className) return optimizer(object, lowerObject);
    return lowerSerialized(object, key, lowerObject);
  };
  return lowerPropertyValue(property, lowerObject);
}

function optimizer(object: JsonObject, lowerObject: ObjectLowering): Expr {
  const className = getString(object, 'class_name')!;
  const config = getObject(object, 'config');
  return call(
    library(`keras.optimizers.${optimizerClass(className.value)}`, className.span),
    configArguments(config, lowerObject),
    object.span,
    config?.span ?? object.span,
  );
}

/** The class of an optimizer that is named as in `compile(optimizer="adam")`; any other name is taken as a class. */
export function optimizerClass(name: string): string {
  return optimizerClasses[name.toLowerCase()] ?? name;
}

const optimizerClasses: Readonly<Record<string, string>> = Object.fromEntries(
  ['Adam', 'AdamW', 'Adamax', 'Adagrad', 'Adadelta', 'Adafactor', 'Ftrl', 'Lion', 'Nadam', 'RMSprop', 'SGD'].map(
    (name) => [name.toLowerCase(), name],
  ),
);

/** The models that real Keras and real TensorFlow.js built and described, and the same description taken from an analysis. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../src/core';
import type { Layer, Model } from '../../src/core/graph/graph';
import { modelTotals, trainableCount } from '../../src/core/graph/totals';

const folder = join(import.meta.dirname, '../oracle/models');

/** One layer of a summary, nested models with their own layers. */
export interface ModelLine {
  readonly name: string;
  readonly class: string;
  /** Output shapes, one list per application. */
  readonly applications: readonly (readonly (readonly (number | null)[])[])[];
  readonly params: number | null;
  readonly trainable?: number | null;
  readonly rows?: readonly ModelLine[];
}

export interface ModelRecord {
  readonly name: string;
  readonly class: string;
  readonly params: number | null;
  readonly trainable: number | null;
  readonly rows: readonly ModelLine[];
}

/** A form in which a recorded model is written. */
export interface RecordedForm {
  readonly model: string;
  /** `py`, `keras3`, `keras2`, `tfjs`. */
  readonly form: 'py' | 'keras3' | 'keras2' | 'tfjs';
  readonly languageId: 'python' | 'json';
  readonly text: string;
  readonly record: ModelRecord;
}

/** Every recorded model in every form in which its framework could write it. */
export function recordedForms(): readonly RecordedForm[] {
  const models = readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .map((file) => file.slice(0, -3));
  return models.flatMap((model) => {
    const read = (ending: string) => JSON.parse(readFileSync(join(folder, model + ending), 'utf8'));
    const keras = read('.json');
    const forms: RecordedForm[] = [
      {
        model,
        form: 'py',
        languageId: 'python',
        text: readFileSync(join(folder, `${model}.py`), 'utf8'),
        record: keras,
      },
      {
        model,
        form: 'keras3',
        languageId: 'json',
        text: typeof keras.json === 'string' ? keras.json : JSON.stringify(keras.json),
        record: keras,
      },
    ];
    if (existsSync(join(folder, `${model}.keras2.json`))) {
      const older = read('.keras2.json');
      // Keras 2 leaves a model unbuilt that learns its input from a model within it.
      if (older.json && older.rows.length)
        forms.push({
          model,
          form: 'keras2',
          languageId: 'json',
          text: typeof older.json === 'string' ? older.json : JSON.stringify(older.json),
          record: older,
        });
    }
    const tfjs = existsSync(join(folder, `${model}.tfjs.json`)) ? read('.tfjs.json') : null;
    if (tfjs && !tfjs.refused) {
      const topology = {
        format: 'layers-model',
        generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
        modelTopology: tfjs.topology,
        weightsManifest: [],
      };
      forms.push({ model, form: 'tfjs', languageId: 'json', text: JSON.stringify(topology), record: tfjs });
    }
    return forms;
  });
}

/** The last model of an analysis in the form of a record. */
export function describeLastModel({ graph }: Analysis): ModelRecord {
  const model = graph.models
    .filter((each) => !graph.models.some((other) => other.layers.some((layer) => layer.model === each)))
    .at(-1);
  if (!model) throw new Error('the analysis has no model');
  const { params, trainableParams } = modelTotals(model);
  return {
    name: model.name,
    class: model.kind === 'sequential' ? 'Sequential' : 'Functional',
    params: count(params),
    trainable: count(trainableParams),
    rows: lines(model),
  };
}

function lines(model: Model): ModelLine[] {
  const shown = model.layers.filter(({ className }) => model.kind !== 'sequential' || className !== 'InputLayer');
  return shown.map((layer) => line(layer, model));
}

function line(layer: Layer, model: Model): ModelLine {
  const applications = model.applications.filter((application) => application.layer === layer);
  const built = applications.filter(({ outputs }) => outputs.every(({ shape }) => shape !== null));
  return {
    name: layer.name,
    class: layer.className,
    applications: built.map(({ outputs }) =>
      outputs.map(({ shape }) => shape!.map((dim) => (typeof dim === 'number' ? dim : null))),
    ),
    params: count(applications[0]?.params ?? null),
    trainable: applications[0] ? count(trainableCount(applications[0])) : null,
    ...(layer.model ? { rows: lines(layer.model) } : {}),
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The lines of a record in the form in which an analysis can be held against them. */
export function comparableLines({ rows, class: className }: ModelRecord, form: RecordedForm['form']): unknown[] {
  // TensorFlow.js counts the input of a Sequential model among its layers; Keras and ConvLint do not.
  const shown = rows.filter((each) => form !== 'tfjs' || className !== 'Sequential' || each.class !== 'InputLayer');
  return shown.map((each) => comparable(each, form));
}

function comparable(each: ModelLine, form: RecordedForm['form']): unknown {
  const { name, class: className, applications, params, trainable, rows } = each;
  const inner = rows ? { rows: comparableLines({ ...each, rows, params: null, trainable: null }, form) } : {};
  // TensorFlow.js also counts the making of a nested model as an application, and its weights once it has run.
  if (form === 'tfjs')
    // Its name for the class of a model within a model is another one.
    return {
      name,
      class: className === 'Model' ? 'Functional' : className,
      ...(rows ? inner : { applications, params }),
    };
  return { name, class: className, applications, params, trainable: trainable ?? null, ...inner };
}

/** Fresh random whole models, written in all front ends and held against the framework of each. */
import { targetOf } from '../../test/oracle/compare';
import { judgeModel, type ModelAnswer, type ModelVerdict } from '../../test/oracle/fresh/judge-model';
import { freshModel, type ModelDescription, modelPools, sharedPools } from '../../test/oracle/fresh/model';
import { pinnedModels } from '../../test/oracle/fresh/pinned';
import { Random } from '../../test/oracle/fresh/random';
import { toJavaScript, toPython } from '../../test/oracle/fresh/write-model';
import type { RowTable } from '../../test/oracle/load-rows';
import type { RecordedForm } from '../../test/support/model-record';
import type { Judge, TfjsJudge } from './judges';

export interface ModelComparison {
  /** By form of writing, then by verdict. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly left: readonly ModelDifference[];
}

export interface ModelDifference {
  readonly form: string;
  readonly verdict: ModelVerdict;
  /** What the framework ran. */
  readonly program: string;
  readonly answer: ModelAnswer;
  readonly ours: unknown;
}

/** A form in which a model is given to us, as text of a language, with the answer of the framework that ran the program. */
interface Form {
  readonly name: string;
  readonly form: RecordedForm['form'];
  readonly languageId: Parameters<typeof judgeModel>[1];
  readonly text: string;
}

/** `keras` and `tfjs` are the judges to ask; every other model is made of layers that both frameworks have. */
export async function compareModels(
  tables: readonly RowTable[],
  { keras, tfjs }: { readonly keras: Judge | null; readonly tfjs: TfjsJudge },
  seed: number,
  count: number,
): Promise<ModelComparison> {
  const random = new Random(seed);
  const target = targetOf(tables[0]!);
  const any = modelPools(tables, target);
  const both = sharedPools(any, tfjs);
  const counts = new Map<string, Map<string, number>>();
  const left: ModelDifference[] = [];
  const hold = async (
    judge: Judge,
    program: string,
    forms: (answer: ModelAnswer) => readonly Form[],
  ): Promise<void> => {
    const answer = await judge.askModel(program, false);
    for (const { name, form, languageId, text } of forms(answer)) {
      const { verdict, ours } = judgeModel(text, languageId, form, answer);
      const again = verdict === 'we refuse' ? await judge.askModel(program, true) : answer;
      const late = !again.refused && typeof again.run === 'string';
      const verdicts = counts.get(name) ?? counts.set(name, new Map()).get(name)!;
      const differs = !late && verdict !== 'agree' && verdict !== 'silent';
      const isPinned = differs && pinnedModels.some(({ matches }) => matches(program));
      const shown = late ? 'agree when run' : isPinned ? 'pinned' : verdict;
      verdicts.set(shown, (verdicts.get(shown) ?? 0) + 1);
      if (differs && !isPinned) left.push({ form: name, verdict, program, answer, ours });
    }
  };
  for (let i = 0; i < count; i++) {
    const shared = keras === null || i % 2 === 0;
    const model = freshModel(shared ? both : any, random);
    if (keras) await hold(keras, toPython(model), (answer) => ofKeras(model, answer));
    if (shared) {
      const program = toJavaScript(model, tfjs.spelling);
      await hold(tfjs, program, (answer) => ofTfjs(program, answer));
    }
  }
  return { counts, left };
}

function ofKeras(model: ModelDescription, answer: ModelAnswer): Form[] {
  const source: Form = { name: 'Python', form: 'py', languageId: 'python', text: toPython(model) };
  if (answer.refused || answer.json === null) return [source];
  return [source, { name: 'Keras JSON', form: 'keras3', languageId: 'json', text: JSON.stringify(answer.json) }];
}

function ofTfjs(program: string, answer: ModelAnswer): Form[] {
  const source: Form = { name: 'TypeScript', form: 'tfjs', languageId: 'typescript', text: program };
  if (answer.refused) return [source];
  const topology = {
    format: 'layers-model',
    generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
    modelTopology: answer.json,
    weightsManifest: [],
  };
  return [source, { name: 'model.json', form: 'tfjs', languageId: 'json', text: JSON.stringify(topology) }];
}

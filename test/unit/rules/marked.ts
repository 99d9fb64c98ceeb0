/** Programs with their problems written under the place where they are found. */
import { analyze, applyEdits, fixesFor, type Problem, problemsOf, type Source } from '../../../src/core';

const comment: Readonly<Record<string, string>> = { python: '#', javascript: '//', typescript: '//', json: '//' };

/** The problems of a program; those of the rules named, or all. */
export function problemsIn(text: string, languageId = 'python', rules: readonly string[] = []): readonly Problem[] {
  const problems = problemsOf(analyze(sourceOf(text, languageId))!);
  return rules.length ? problems.filter(({ rule }) => rules.includes(rule)) : problems;
}

/** A file, or a notebook whose cells begin with `# In[2]:`, the number of their run. */
function sourceOf(text: string, languageId: string): Source {
  if (languageId !== 'notebook') return { kind: 'file', languageId, text };
  const [, ...parts] = text.split(/^# In\[(\d*)\]:\n/m);
  const cells = parts.flatMap((part, i) =>
    i % 2 ? [{ index: (i - 1) / 2, text: part, ran: Number(parts[i - 1]) || null }] : [],
  );
  return { kind: 'notebook', languageId: 'python', cells };
}

/** The program without its marks, marked anew with what is found: equal to the program if all marks are right. */
export function remark(marked: string, rules: readonly string[] = [], languageId = 'python'): string {
  const sign = comment[languageId]!;
  const isMark = (line: string): boolean => new RegExp(`^${sign} *\\^+ `).test(line);
  const text = marked
    .split('\n')
    .filter((line) => !isMark(line))
    .join('\n');
  const found = problemsIn(text, languageId, rules);
  let start = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      const here = found.filter(({ span }) => span.start >= start && span.start <= start + line.length);
      const marks = here.map(({ span, rule, severity }) => {
        const column = span.start - start;
        const width = Math.max(1, Math.min(span.end - start, line.length) - column);
        return `${sign.padEnd(column)}${'^'.repeat(width)} ${severity} ${rule}`;
      });
      start += line.length + 1;
      return [line, ...marks];
    })
    .join('\n');
}

/** The program after a fix of its only problem of a rule. */
export function fixed(text: string, rule: string, title: RegExp, languageId = 'python'): string | null {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  const problem = problemsOf(analysis).find((each) => each.rule === rule);
  const fix = problem && fixesFor(analysis, problem).find((each) => title.test(each.title));
  return fix ? applyEdits(text, fix.edits) : null;
}

/** The titles of the fixes that a problem has. */
export function fixTitles(text: string, rule: string, languageId = 'python'): readonly string[] {
  const analysis = analyze({ kind: 'file', languageId, text })!;
  return problemsOf(analysis)
    .filter((each) => each.rule === rule)
    .flatMap((problem) => fixesFor(analysis, problem).map(({ title }) => title));
}

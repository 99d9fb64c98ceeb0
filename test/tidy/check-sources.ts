/** What every source of the project keeps: its name, its opening sentence, its length, no test run alone, no note to self. */
import ts from 'typescript';
import { finding, type ProjectFile } from './project-files';

const CODE = /\.(ts|tsx|mts|mjs|css)$/;

/** Folders and files of code are in kebab case. */
export function checkName({ path }: ProjectFile): string[] {
  if (!CODE.test(path) || !/^(src|test|scripts)\//.test(path)) return [];
  const stranger = path.split('/').find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part));
  return stranger === undefined ? [] : [`${path}: ${stranger} is not kebab case`];
}

/** A source opens with a sentence on what it knows. */
export function checkOpening({ path, text }: ProjectFile): string[] {
  if (!/^src\/.*\.tsx?$/.test(path) || isGenerated(text)) return [];
  return /^(#!.*\n)?\/\*\*[\s\S]*?\w[\s\S]*?\*\//.test(text) ? [] : [`${path} does not open with a doc comment`];
}

export const LONGEST = 400;

/** Sources hold one idea; generated data may be as long as it is. */
export function checkLength({ path, text }: ProjectFile): string[] {
  if (!/^src\/.*\.tsx?$/.test(path) || isGenerated(text)) return [];
  const lines = text.trimEnd().split('\n').length;
  return lines > LONGEST ? [`${path} has ${lines} lines, more than ${LONGEST}`] : [];
}

/** No test is run alone, and so keeps the others from running. */
export function checkOnly(file: ProjectFile): string[] {
  if (!/^test\/.*\.tsx?$/.test(file.path)) return [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'only' && isTestWord(node.expression)) {
      found.push(finding(file, node.getStart(source), `runs ${node.getText(source)}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTestWord(expression: ts.Expression): boolean {
  return /^(it|test|describe|suite)\b/.test(expression.getText());
}

function isGenerated(text: string): boolean {
  return /^\/\/ Generated|^\/\*\*? Generated/.test(text);
}

/** One VS Code for all tests of a file, with a screenshot of every test that fails. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openVscode, type Vscode, type VscodeOptions } from './open-vscode';

/** Returns a function that gives the open VS Code; call that only inside of tests. */
export function useVscode(options: VscodeOptions): () => Vscode {
  let vscode: Vscode | undefined;
  beforeAll(async () => {
    vscode = await openVscode(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || vscode === undefined) return;
    const path = await vscode.screenshot(`failed ${task.name}`.replaceAll(/\W+/g, '-'));
    console.error(`What was on the screen: ${path}`);
  });
  afterAll(async () => {
    await vscode?.close();
  });
  return () => vscode!;
}

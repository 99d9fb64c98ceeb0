/** Entry of the tests inside the extension host: runs every test/host/*.test.ts with Mocha and says last how many passed. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

interface Failure {
  readonly title: string;
  readonly message: string;
}

/** Called by VS Code; a rejection makes the run fail. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 180_000, grep: process.env.MOCHA_GREP ?? '' });
  for (const file of testFiles()) mocha.addFile(file);

  const failures: Failure[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', (test, error) =>
      failures.push({ title: test.fullTitle(), message: error.stack ?? String(error) }),
    );
  });
  const passed = stats?.passes ?? 0;
  const skipped = stats?.pending ?? 0;
  const report = process.env.CONVLINT_HOST_REPORT;
  if (report) writeFileSync(report, JSON.stringify({ passed, skipped, failures }));
  console.log(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
  if (failures.length > 0) throw new Error(`${failures.length} tests failed.`);
  if (passed === 0) throw new Error('No test ran.');
}

/** The built test of every test source, so that a bundle left over from a deleted source does not run. */
function testFiles(): string[] {
  const sources = join(__dirname, '..', '..', '..', 'test', 'host');
  return readdirSync(sources)
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(__dirname, file.replace(/\.ts$/, '.cjs')));
}

/** The bundles: each one that can be built is a check. */
import { buildBundles } from '../build/build-bundles.mjs';
import { productBundles, testBundles } from '../build/bundles.mjs';
import { single, together } from './step.mjs';

/** @param {string} root @param {{ tolerateMissing: boolean }} options */
export async function checkBuild(root, { tolerateMissing }) {
  const product = await buildBundles(root, productBundles(root));
  const tests = await buildBundles(root, testBundles(root));
  const results = [...product, ...tests].filter(({ state }) => !(tolerateMissing && state === 'no source'));
  return together(
    results.map(({ outfile, state, errors }) =>
      single(outfile, state === 'built' || state === 'current', errors.join('\n') || state),
    ),
  );
}

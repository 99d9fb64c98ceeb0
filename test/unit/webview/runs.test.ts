/** What runs have in common and where they differ. */
import { describe, expect, it } from 'vitest';
import { renderRunsPage } from '../../../src/protocol/report';
import { RUNS_DATA_ID, readRunsPanelOutput } from '../../../src/protocol/runs-panel';
import { layerRows, metricNames, resultRows, settingRows } from '../../../src/webview/runs/state/compare';
import { epoch, row, run } from './compared-run';

describe('two runs', () => {
  const rows = [
    row('conv', 'Conv2D', [null, 26, 26, 4], 40),
    row('pool', 'MaxPooling2D', [null, 13, 13, 4], 0),
    row('flatten', 'Flatten', [null, 676], 0),
    row('out', 'Dense', [null, 10], 6770),
  ];
  const fit = { epochs: 2, batchSize: 64, shuffle: true, validation: 'test' as const, seed: 1 };
  const runs = [run('a'), run('b', { rows, fit })];

  it('differ in the settings that were changed', () => {
    const differing = settingRows(runs).filter(({ differs }) => differs);
    expect(differing).toEqual([{ name: 'batch size', values: ['32', '64'], differs: true }]);
  });

  it('name their sources by what tells them apart', () => {
    const sourcesOf = (...paths: string[]) =>
      settingRows(paths.map((sourcePath) => run('a', { sourcePath }))).find(({ name }) => name === 'source')!.values;
    expect(sourcesOf('/src/net.py', '/src/net.py')).toEqual(['net.py', 'net.py']);
    expect(sourcesOf('C:\\src\\old\\net.py', 'C:\\src\\new\\net.py')).toEqual(['old/net.py', 'new/net.py']);
  });

  it('have their layers beside each other, new ones where they stand', () => {
    expect(layerRows(runs)).toEqual([
      { name: 'conv (Conv2D)', values: ['(None, 13, 13, 4) · 40', '(None, 26, 26, 4) · 40'], differs: true },
      { name: 'pool (MaxPooling2D)', values: [null, '(None, 13, 13, 4) · 0'], differs: true },
      { name: 'flatten (Flatten)', values: ['(None, 676) · 0', '(None, 676) · 0'], differs: false },
      { name: 'out (Dense)', values: ['(None, 10) · 6,770', '(None, 10) · 6,770'], differs: false },
      { name: 'total parameters', values: ['6,810', '6,810'], differs: false },
    ]);
  });

  it('have the best of each metric with its epoch, losses by the least', () => {
    expect(metricNames(runs)).toEqual(['loss', 'val_loss', 'accuracy', 'val_accuracy']);
    expect(resultRows(runs).map(({ values }) => values[0])).toEqual([
      '0.5000 (epoch 2)',
      '0.9000 (epoch 1)',
      '0.8000 (epoch 2)',
      '0.6000 (epoch 1)',
    ]);
  });

  it('say which of them has the best of a metric', () => {
    const worse = run('worse', { epochs: [epoch(1, { loss: 2, accuracy: 0.9, val_loss: 0.9 })] });
    const best = resultRows([...runs, worse]).map((row) => [row.name, row.best]);
    expect(best).toEqual([
      ['loss', 0],
      ['val_loss', null],
      ['accuracy', 2],
      ['val_accuracy', 0],
    ]);
  });

  it('one of which has a loss that is no number are shown with what is one', () => {
    const sent = JSON.parse(
      JSON.stringify(run('bad', { epochs: [epoch(1, { loss: 3 }), epoch(2, { loss: Number.NaN })] })),
    );
    expect(resultRows([runs[0]!, sent])[0]!.values).toEqual(['0.5000 (epoch 2)', '3.0000 (epoch 1)']);
  });

  it('that have no epoch are shown without curves', () => {
    const empty = [run('a', { epochs: [] })];
    expect([metricNames(empty), resultRows(empty)]).toEqual([[], []]);
    expect(settingRows(empty).find(({ name }) => name === 'ms per step')?.values).toEqual([null]);
  });
});

it('an exported page holds its runs, and nothing in them ends the element', () => {
  const runs = [run('</script><b>', { modelName: '</script>' })];
  const page = renderRunsPage({ js: 'code()', css: 'p{}', runs });
  const inside = new RegExp(`id="${RUNS_DATA_ID}">([^<]*)</script>`).exec(page)![1]!;
  expect(JSON.parse(inside)).toEqual(runs);
  expect(page).toContain('<title>&lt;/script&gt;&lt;b&gt;</title>');
});

it('only what the panel can say is let in', () => {
  expect(readRunsPanelOutput({ type: 'save-picture', png: 'iVBORw0KGgo=', more: 1 })).toEqual({
    type: 'save-picture',
    png: 'iVBORw0KGgo=',
  });
  for (const odd of [null, 1, {}, { type: 'save-picture' }, { type: 'save-picture', png: '<' }, { type: 'delete' }]) {
    expect(readRunsPanelOutput(odd)).toBeNull();
  }
});

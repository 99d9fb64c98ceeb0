import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TrainingEvent } from '../../../src/protocol/training';
import { readPanelOutput } from '../../../src/protocol/training-control';
import { describeWeights } from '../../../src/train/inspect/weights-event';
import { chooseSamples } from '../../../src/webview/training/state/samples';
import { violationsOf } from '../../support/axe';
import { trainDigits } from '../../support/digit-training';
import {
  messagesOf,
  type PanelHarness,
  sendToPanel,
  sentBy,
  startPanelHarness,
  THEME_NAMES,
} from '../../support/panel-harness';
import { batch, epoch, started } from './run';

let harness: PanelHarness;
const events = trainDigits({ trainSamples: 1500, testSamples: 500, epochs: 3, hidden: 16, learningRate: 0.15 });
/** What is told of a convolution and a dense layer with random weights. */
const learned: TrainingEvent = {
  type: 'weights',
  time: 0,
  epoch: 3,
  ...describeWeights(
    [
      { name: 'conv/kernel', shape: [3, 3, 1, 8], values: Float32Array.from({ length: 72 }, Math.sin) },
      { name: 'conv/bias', shape: [8], values: new Float32Array(8) },
      {
        name: 'a_dense_layer_with_a_long_name/kernel',
        shape: [40, 10],
        values: Float32Array.from({ length: 400 }, Math.cos),
      },
    ],
    [{ name: 'conv', className: 'Conv2D', outputShape: [null, 26, 26, 8], paramCount: 80 }],
    [],
  ),
};
/** The same run with less to look through: axe takes its time with each element. */
const few = events
  .filter((event) => event.type !== 'batch' || event.step % 10 === 1)
  .map((event) =>
    event.type === 'evaluation' ? { ...event, samples: [0, 1, 38, 39].map((index) => event.samples[index]!) } : event,
  );
const evaluation = events.filter((event) => event.type === 'evaluation').at(-1)!;

vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  harness = await startPanelHarness();
}, 120_000);
afterAll(() => harness.close());

/** Runs with a panel of its own and fails on anything that the page reports as an error, a breach of its policy included. */
async function withPage(open: Promise<Page>, check: (page: Page) => Promise<void>): Promise<void> {
  const page = await open;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  try {
    await check(page);
    expect(errors).toEqual([]);
  } finally {
    await page.context().close();
  }
}

const withPanel = (check: (page: Page) => Promise<void>) => withPage(harness.openPanel('dark', 1000), check);

const isWiderThanWindow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

test('what is to know of a training, its learning rate and why it ended stand at the top', () =>
  withPanel(async (page) => {
    const note = 'Mine in callbacks of fit (line 9) is not applied here.';
    const reason = 'Stopped early at epoch 1: val_loss has not improved for one epoch.';
    expect(await page.locator('#notes').isVisible()).toBe(false);
    await sendToPanel(page, { type: 'event', event: { type: 'starting', time: 0, step: 'Reading', notes: [note] } });
    await page.getByText(note).waitFor();
    await sendToPanel(page, { type: 'event', event: started() });
    expect(await page.getByText('Learning rate', { exact: true }).isVisible()).toBe(false);
    const measured = { ...epoch(1, { loss: 1 }), learningRate: 0.0005 } as TrainingEvent;
    await sendToPanel(page, { type: 'event', event: measured });
    await page.getByText('5.0000e-04').waitFor();
    const end: TrainingEvent = { type: 'ended', time: 9, outcome: 'finished', epochsDone: 1, model: null, reason };
    await sendToPanel(page, { type: 'event', event: end });
    await page.getByText(reason).waitFor();
  }));

describe.each(THEME_NAMES)('in the theme %s', (theme) => {
  test('everything fits at 400 and at 1,600 pixels, and axe finds nothing', async () => {
    await withPage(harness.openPanel(theme, 1600), async (page) => {
      await sendToPanel(page, { type: 'replay', events: [...few.slice(0, -1), learned, few.at(-1)!] });
      expect(await page.locator('#filters canvas').count()).toBe(8);
      expect(await page.locator('.spread canvas').count()).toBe(3);
      expect(await isWiderThanWindow(page)).toBe(false);
      await page.setViewportSize({ width: 400, height: 900 });
      expect(await isWiderThanWindow(page)).toBe(false);
      expect(await violationsOf(page)).toEqual([]);
    });
  });
});

test('warnings and faults are accessible too', async () => {
  const failed: TrainingEvent = {
    type: 'failed',
    time: 9,
    reason: 'numeric',
    message: 'The loss is NaN.',
    epochsDone: 1,
  };
  const bad = [
    started({ disagreements: ['dense differs'] }),
    batch(1, 1, { loss: Number.NaN }),
    epoch(1, { loss: 1 }),
    failed,
  ];
  for (const theme of THEME_NAMES) {
    await withPage(harness.openPanel(theme, 400), async (page) => {
      await sendToPanel(page, { type: 'replay', events: bad });
      expect(await page.locator('.alarm strong').allTextContents()).toEqual([
        'The real model differs from the analysis',
        'loss is not a number',
      ]);
      expect(await page.locator('[role=alert]').textContent()).toBe('The loss is NaN. The finished epoch is kept.');
      expect(await violationsOf(page)).toEqual([]);
    });
  }
});

test('events one by one show the same as their replay', async () => {
  const texts: (string | null)[] = [];
  await withPanel(async (page) => {
    for (const event of events)
      await page.evaluate((each) => window.postMessage({ type: 'event', event: each }, '*'), event);
    await sendToPanel(page, { type: 'event', event: events.at(-1)! });
    texts.push(await page.locator('main').textContent());
  });
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events });
    texts.push(await page.locator('main').textContent());
  });
  expect(texts[0]).toBe(texts[1]);
});

test('the buttons send their messages and follow the phase', async () => {
  await withPanel(async (page) => {
    const shown = () => page.locator('header vscode-button:visible').allTextContents();
    const tell = (event: TrainingEvent) => sendToPanel(page, { type: 'event', event });
    expect(await messagesOf(page)).toEqual(['ready']);
    await sendToPanel(page, { type: 'replay', events: events.slice(0, 10) });
    expect(await shown()).toEqual(['Stop', 'Pause', 'Open Source']);
    await page.getByRole('button', { name: 'Pause' }).click();
    await tell({ type: 'paused', time: 8 });
    expect(await shown()).toEqual(['Stop', 'Continue', 'Open Source']);
    await page.getByRole('button', { name: 'Continue' }).click();
    await tell({ type: 'resumed', time: 8 });
    await page.getByRole('button', { name: 'Stop' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open Source' }).click();
    expect(await shown()).toEqual(['Stopping', 'Pause', 'Open Source']);
    await tell({ type: 'ended', time: 9, outcome: 'stopped', epochsDone: 3, model: '/run/model', bestEpoch: 2 });
    expect(await shown()).toEqual(['Train Again', 'Restore Best Epoch', 'Open Run Folder', 'Open Source']);
    await page.getByRole('button', { name: 'Restore Best Epoch' }).click();
    await tell({ type: 'restored', time: 9, epoch: 2 });
    expect(await shown()).toEqual(['Train Again', 'Open Run Folder', 'Open Source']);
    expect(await page.locator('.message').textContent()).toBe('The saved model is that of epoch 2, the best one.');
    await page.getByRole('button', { name: 'Open Run Folder' }).click();
    const said = await sentBy(page);
    expect(said.map((message) => ('command' in message ? message.command.type : message.type))).toEqual([
      'ready',
      'pause',
      'resume',
      'stop',
      'open-source',
      'restore-best',
      'open-run-folder',
    ]);
    for (const message of said) expect(readPanelOutput(message)).toEqual(message);
  });
});

test('a run that is over says where its model is, as people read it', async () => {
  await withPanel(async (page) => {
    const model = '/far/work/.convlint/runs/one/model';
    const ended: TrainingEvent = { type: 'ended', time: 9, outcome: 'finished', epochsDone: 1, model };
    const replayed = [started(), epoch(1, { loss: 1 }), ended];
    await sendToPanel(page, { type: 'replay', events: replayed, place: '.convlint/runs/one' });
    expect(await page.locator('.message').textContent()).toBe('The model is saved in .convlint/runs/one.');
    expect(await page.locator('body').textContent()).not.toContain('/far');
  });
});

test('a run is started again with other settings, and one out of range is told in its field', async () => {
  const settings = { epochs: 3, batchSize: 32, optimizer: 'sgd', learningRate: 0.15, seed: 0, limit: null };
  await withPanel(async (page) => {
    const withSettings = few.map((event) => (event.type === 'started' ? { ...event, settings } : event));
    await sendToPanel(page, { type: 'replay', events: withSettings });
    await page.getByRole('button', { name: 'Train Again' }).click();
    const epochs = page.locator('#setting-epochs');
    expect(await epochs.inputValue()).toBe('3');
    await epochs.fill('0');
    expect(await page.locator('#setting-epochs-fault').textContent()).toBe(
      'Epochs must be a whole number from 1 to 100,000.',
    );
    await page.getByLabel('Learning rate').fill('fast');
    await page.getByRole('button', { name: 'Train With These Settings' }).click();
    expect(await messagesOf(page)).toEqual(['ready']);
    expect(await violationsOf(page)).toEqual([]);
    await epochs.fill('7');
    await page.getByLabel('Learning rate').fill('0.01');
    await page.getByLabel('Optimizer').selectOption('adam');
    await page.getByLabel('Training samples').fill('5,000');
    await page.keyboard.press('Enter');
    expect((await sentBy(page)).at(-1)).toEqual({
      type: 'restart',
      settings: { epochs: 7, batchSize: 32, optimizer: 'adam', learningRate: 0.01, seed: 0, limit: 5000 },
    });
  });
});

test('a chosen sample and a drawn digit are asked about, and the answer is shown', async () => {
  const running = few.slice(0, -1);
  const shown = few.filter((event) => event.type === 'evaluation').at(-1)!;
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events: running });
    await page.locator('.sample-choice').first().click();
    const first = (await sentBy(page)).at(-1)!;
    if (first.type !== 'command' || first.command.type !== 'inspect') throw new Error(JSON.stringify(first));
    const { index } = chooseSamples(shown.samples, null)[0]!;
    expect(first.command).toMatchObject({ layers: true, sample: { index } });
    const pictures = { width: 2, height: 1, count: 3, total: 3, limit: 1, bytes: btoa('\x80\xff\x01\x80\x80\x80') };
    const layers = [{ name: 'conv', className: 'Conv2D', shape: [1, 2, 3], pictures }];
    const probabilities = [0.9, 0.1, 0, 0, 0, 0, 0, 0, 0, 0];
    await sendToPanel(page, {
      type: 'answer',
      answer: { type: 'inspection', id: first.command.id, probabilities, layers },
    });
    expect(await page.locator('.activation canvas').count()).toBe(3);

    const pad = page.getByLabel('Draw a digit', { exact: true }).and(page.locator('canvas'));
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    await page.mouse.move(box.x + 30, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 30, box.y + 200, { steps: 4 });
    await page.mouse.up();
    const asked = (await sentBy(page)).at(-1)!;
    if (asked.type !== 'command' || asked.command.type !== 'inspect') throw new Error(JSON.stringify(asked));
    expect(asked.command.layers).toBe(false);
    if (!('pixels' in asked.command.sample)) throw new Error(JSON.stringify(asked));
    const grey = [...Buffer.from(asked.command.sample.pixels, 'base64')];
    expect(grey).toHaveLength(784);
    // The stroke stood at the left; its centre of mass is in the middle now.
    const mass = grey.reduce((sum, value) => sum + value, 0);
    const middle = grey.reduce((sum, value, at) => sum + value * ((at % 28) + 0.5), 0) / mass;
    expect(Math.abs(middle - 14.5)).toBeLessThan(0.2);
    await sendToPanel(page, {
      type: 'answer',
      answer: { type: 'inspection', id: asked.command.id, probabilities, layers: [] },
    });
    expect(await page.locator('.drawing-verdict').textContent()).toBe('This is 0, with 90.0 %.');
    // While one question is under way, only the newest of the others is kept.
    await pad.focus();
    for (const key of [' ', 'ArrowDown', 'ArrowRight', ' ']) await page.keyboard.press(key);
    expect((await sentBy(page)).filter(({ type }) => type === 'command')).toHaveLength(3);
    expect(await violationsOf(page)).toEqual([]);
  });
});

test('a cell asks a running trainer for its digits', async () => {
  const { label, predicted } = evaluation.samples.find((sample) => sample.label !== sample.predicted)!;
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events: events.slice(0, -1) });
    await page.locator(`td[data-label="${label}"][data-predicted="${predicted}"]`).click();
    const message = (await sentBy(page)).at(-1)!;
    if (message.type !== 'command' || message.command.type !== 'samples') throw new Error(JSON.stringify(message));
    expect(message.command).toMatchObject({ label, predicted });
    const samples = [5, 6, 7].map((index) => ({ ...evaluation.samples[0]!, index, label, predicted }));
    await sendToPanel(page, {
      type: 'answer',
      answer: { type: 'samples', id: message.command.id, label, predicted, samples },
    });
    expect(await page.locator('.sample').count()).toBe(3);
  });
});

test('a cell of the confusion matrix chooses its samples, by keyboard alone', async () => {
  const { label, predicted } = evaluation.samples.find((sample) => sample.label !== sample.predicted)!;
  const inCell = evaluation.samples.filter((sample) => sample.label === label && sample.predicted === predicted).length;
  const shownAtFirst = chooseSamples(evaluation.samples, null).length;
  expect(shownAtFirst).toBeGreaterThan(20);
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events });
    const samples = page.locator('.sample');
    expect(await samples.count()).toBe(shownAtFirst);
    await page.locator('.confusion td[tabindex="0"]').focus();
    for (let step = 0; step < label; step++) await page.keyboard.press('ArrowDown');
    for (let step = 0; step < predicted; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await samples.count()).toBe(inCell);
    expect(await page.locator('[aria-selected=true]').getAttribute('aria-label')).toBe(
      `${label} predicted as ${predicted}: ${evaluation.confusion[label]![predicted]}`,
    );
    await page.keyboard.press('Enter');
    expect(await samples.count()).toBe(shownAtFirst);
  });
});

test('a digit is drawn with its own pixels', async () => {
  const bytesByIndex = new Map(
    evaluation.samples.map(({ index, content }) => [
      index,
      content.kind === 'picture' ? [...Buffer.from(content.pixels, 'base64')] : [],
    ]),
  );
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events });
    const drawn = await page.locator('.sample canvas').evaluateAll((canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return {
          label: canvas.getAttribute('aria-label')!,
          grey: [...data.filter((_value, index) => index % 4 === 0)],
        };
      }),
    );
    expect(drawn).toHaveLength(chooseSamples(evaluation.samples, null).length);
    for (const { label, grey } of drawn) expect(grey).toEqual(bytesByIndex.get(Number(/Sample (\d+)/.exec(label)![1])));
  });
});

test('a new theme repaints the charts', async () => {
  await withPanel(async (page) => {
    await sendToPanel(page, { type: 'replay', events });
    const picture = () =>
      page
        .locator('.chart canvas')
        .first()
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await picture();
    await page.evaluate(() => document.documentElement.style.setProperty('--vscode-charts-blue', '#00ff00'));
    await page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => done(true))));
    expect(await picture()).not.toBe(before);
  });
});

test('a batch costs little, also late in a long run', async () => {
  await withPanel(async (page) => {
    const long = Array.from({ length: 4000 }, (_value, index) =>
      batch(1, index + 1, { loss: 1 / (index + 1), accuracy: 0.5 }),
    );
    await sendToPanel(page, { type: 'replay', events: [started({ stepsPerEpoch: 5000 }), ...long] });
    const milliseconds = await page.evaluate(
      async (event) => {
        const frames: number[] = [];
        for (let index = 0; index < 20; index++) {
          window.dispatchEvent(new MessageEvent('message', { data: { type: 'event', event } }));
          await new Promise<void>((done) =>
            requestAnimationFrame(() => {
              // The panel asked for this frame first, so the time from its begin is that of the panel.
              frames.push(performance.now() - (document.timeline.currentTime as number));
              done();
            }),
          );
        }
        return frames.sort((a, b) => a - b)[10]!;
      },
      batch(1, 4001, { loss: 0.1, accuracy: 0.5 }),
    );
    console.log(`Panel: ${milliseconds.toFixed(1)} ms of script per batch event after 4,000 of them`);
    expect(milliseconds).toBeLessThan(50);
  });
});

test.each(['light', 'dark'] as const)('a report in %s stands alone', async (scheme) => {
  await withPage(harness.openReport(few, scheme, 400), async (page) => {
    expect(await page.title()).toBe('digits: training');
    expect(await page.locator('.chart canvas').count()).toBe(2);
    expect(await page.locator('#epochs tbody tr').count()).toBe(3);
    expect(await page.locator('vscode-button').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWiderThanWindow(page)).toBe(false);
  });
});

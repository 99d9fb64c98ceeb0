import * as tf from '@tensorflow/tfjs';

export function createDeepQNetwork(h: number, w: number, numActions: number): tf.Sequential {
  if (!(Number.isInteger(h) && h > 0)) throw new Error(`Expected height to be a positive integer, but got ${h}`);
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ filters: 128, kernelSize: 3, strides: 1, activation: 'relu', inputShape: [h, w, 2] }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.conv2d({ filters: 256, kernelSize: 3, strides: 1, activation: 'relu' }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.conv2d({ filters: 256, kernelSize: 3, strides: 1, activation: 'relu' }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 100, activation: 'relu' }));
  model.add(tf.layers.dropout({ rate: 0.25 }));
  model.add(tf.layers.dense({ units: numActions }));
  return model;
}

class ReplayMemory<T> {
  private readonly buffer: (T | null)[];
  private index = 0;
  constructor(readonly maxLen: number) {
    this.buffer = new Array<T | null>(maxLen).fill(null);
  }
  append(item: T): void {
    this.buffer[this.index] = item;
    this.index = (this.index + 1) % this.maxLen;
  }
  sample(batchSize: number): T[] {
    return Array.from({ length: batchSize }, () => this.buffer[Math.floor(Math.random() * this.index)]!);
  }
}

interface GameConfig {
  height: number;
  width: number;
  readonly numFruits?: number;
}

class SnakeGamePlayer {
  readonly onlineNetwork: tf.Sequential;
  readonly targetNetwork: tf.Sequential;
  private readonly replay: ReplayMemory<[number[], number]>;
  constructor(
    private readonly game: GameConfig,
    readonly epsilonInit = 0.5,
  ) {
    this.onlineNetwork = createDeepQNetwork(game.height, game.width, 3);
    this.targetNetwork = createDeepQNetwork(game.height, game.width, 3);
    this.targetNetwork.trainable = false;
    this.replay = new ReplayMemory(100);
  }
  playStep(): number {
    const action = tf.tidy(() => {
      const stateTensor = tf.zeros([1, this.game.height, this.game.width, 2]);
      return (this.onlineNetwork.predict(stateTensor) as tf.Tensor).argMax(-1).dataSync()[0]!;
    });
    this.replay.append([[0, 1], action]);
    return action;
  }
}

const player = new SnakeGamePlayer({ height: 9, width: 9 });
player.playStep();

import { Block, GPT, GPTLMHeadModel, MLP } from 'gpt-tfjs/src/model.js';

export const nano = GPTLMHeadModel({
  modelType: 'gpt-nano',
  vocabSize: 3,
  blockSize: 11,
  dropout: 0.1,
  embdDrop: 0.1,
  residDrop: 0.1,
});
export const mini = GPT({
  modelType: 'gpt-mini',
  name: 'mini',
  vocabSize: 500,
  blockSize: 32,
  dropout: 0,
  bias: false,
});
export const body = GPT({ nLayer: 2, nHead: 2, nEmbd: 16, vocabSize: 20, blockSize: 8, lmHead: false, name: 'body' });
export const block = Block({ name: 'alone', blockSize: 6, nEmbd: 12, nHead: 3 });
export const mlp = MLP({ blockSize: 4, nEmbd: 8, residDrop: 0.2 });

const ClassificationModel = require('aida-nlp/dist/pipelines/zebraWings/models/classification').default;
const NerModel = require('aida-nlp/dist/pipelines/zebraWings/models/ner').default;

const data = {
  maxWordsPerSentence: 20,
  intents: ['buy', 'sell', 'ask'],
  slotsToId: { o: 0, name: 1, place: 2, day: 3 },
};
const sizes = { embeddingDimensions: 300, numFilters: 128, filterSizes: [2, 4, 8], drop: 0.5 };
const ner = { embeddingDimensions: 300, numFilters: [128, 128], rnnUnits: 100 };

exports.classify = ClassificationModel.setup(sizes, data);
exports.slots = NerModel.setup({ ...ner, addAttention: false }, data);
exports.attending = NerModel.setup({ ...ner, addAttention: true }, data);

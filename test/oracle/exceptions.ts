/** Rows in which the catalogue is known to differ from the framework, each with the reason. */
export const exceptions: Readonly<Record<string, string>> = {
  'tfjs Dot {"args":{},"on":[[null,5],[null,5]]}':
    'bug: without axes the first axis, the batch, is taken away by accident',
  'tfjs Dot {"args":{"axes":"1"},"on":[[null,5],[null,5]]}': "bug: JavaScript takes the string '1' for the number 1",
  'tfjs RepeatVector {"args":{"n":null},"on":[null,5]}': 'bug: an n that is not given makes a null in the shape',
  'tfjs TimeDistributed {"args":{"layer":{"class_name":"Conv2D","config":{"filters":4,"kernelSize":3}}},"on":[null,10,28,28]}':
    'bug: the rank that the layer inside takes is not looked at',
  'tfjs UpSampling2D {"args":{"size":2},"on":[null,null,null,3]}':
    'bug: a single size comes to NaN; it does not show where no size of the input is known',
};

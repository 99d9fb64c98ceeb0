/** All architectures of `keras.applications`. */
import type { Architecture } from '../architecture';
import { convnext } from './convnext';
import { densenet } from './densenet';
import { efficientnet } from './efficientnet';
import { efficientnetV2 } from './efficientnet-v2';
import { inceptionResnetV2 } from './inception-resnet-v2';
import { inceptionV3 } from './inception-v3';
import { mobilenet } from './mobilenet';
import { mobilenetV2 } from './mobilenet-v2';
import { mobilenetV3 } from './mobilenet-v3';
import { nasnet } from './nasnet';
import { resnet } from './resnet';
import { vgg } from './vgg';
import { xception } from './xception';

export const architectures: readonly Architecture[] = [
  ...convnext,
  ...densenet,
  ...efficientnet,
  ...efficientnetV2,
  ...inceptionResnetV2,
  ...inceptionV3,
  ...mobilenet,
  ...mobilenetV2,
  ...mobilenetV3,
  ...nasnet,
  ...resnet,
  ...vgg,
  ...xception,
];

/**
 * The data sets that are downloaded: their files, what these must be, and what they hold. Sizes and SHA-256 sums are those
 * that TensorFlow Datasets 4.9.10 has recorded for the same addresses (`url_checksums`).
 */

import type { DatasetName } from '../../../protocol/training';

export interface RemoteFile {
  readonly name: string;
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export interface RemoteSet {
  readonly title: string;
  readonly format: 'idx' | 'cifar10' | 'cifar100';
  readonly files: readonly RemoteFile[];
  readonly classes: readonly string[];
}

export type RemoteName = Exclude<DatasetName, 'mnist'>;

/** The names of MNIST's files, which others took over. */
const [TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS] = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const;
export const IDX_FILES = { TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS } as const;

const FASHION = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/';
const KMNIST = 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/';
const CIFAR = 'https://www.cs.toronto.edu/~kriz/';

function file(base: string, name: string, size: number, sha256: string): RemoteFile {
  return { name, url: base + name, size, sha256 };
}

export const REMOTE_SETS: Readonly<Record<RemoteName, RemoteSet>> = {
  fashion_mnist: {
    title: 'Fashion-MNIST',
    format: 'idx',
    files: [
      file(FASHION, TRAIN_IMAGES, 26421880, '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84'),
      file(FASHION, TRAIN_LABELS, 29515, 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'),
      file(FASHION, TEST_IMAGES, 4422102, '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'),
      file(FASHION, TEST_LABELS, 5148, '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'),
    ],
    classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  },
  kmnist: {
    title: 'KMNIST',
    format: 'idx',
    files: [
      file(KMNIST, TRAIN_IMAGES, 18165135, '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4'),
      file(KMNIST, TRAIN_LABELS, 29497, 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17'),
      file(KMNIST, TEST_IMAGES, 3041136, 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5'),
      file(KMNIST, TEST_LABELS, 5120, '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c'),
    ],
    classes: ['お', 'き', 'す', 'つ', 'な', 'は', 'ま', 'や', 'れ', 'を'],
  },
  cifar10: {
    title: 'CIFAR-10',
    format: 'cifar10',
    files: [
      file(
        CIFAR,
        'cifar-10-binary.tar.gz',
        170052171,
        'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      ),
    ],
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  },
  cifar100: {
    title: 'CIFAR-100',
    format: 'cifar100',
    files: [
      file(
        CIFAR,
        'cifar-100-binary.tar.gz',
        168513733,
        '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      ),
    ],
    // The archive holds the names.
    classes: Array.from({ length: 100 }, (_, index) => String(index)),
  },
};

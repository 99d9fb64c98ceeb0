import math
import os
import sys
import keras
from keras import layers

try:
    import a_module_that_is_not_there
    HAVE = True
except ImportError:
    HAVE = False

DEBUG = "CONVLINT_DEBUG" in os.environ
size = 64
filters = 8
model = keras.Sequential()
model.add(layers.Input((size, size, 1)))
while size > 8:
    model.add(layers.Conv2D(filters, 3, strides=2, padding="same"))
    size //= 2
    filters *= 2
    if filters > 64:
        break
else:
    model.add(layers.Dropout(0.1))
for units in reversed([16, 32, 64]):
    if units == 32:
        continue
    model.add(layers.Dense(units))
for i in range(4, 0, -2):
    model.add(layers.Dense(i, name=f"down_{i:02d}"))
depth = int(math.log2(64))
assert depth == 6
sizes = [2**k for k in range(depth) if k % 2]
lookup = dict(zip("abc", sizes))
model.add(layers.Dense(lookup["c"] if "c" in lookup else 1))
if DEBUG:
    print("debugging")
if HAVE:
    print('never here')
elif len(sys.argv) > 100:
    pass
else:
    model.add(layers.Dense(7))
names = [layer.name for layer in model.layers]
total = 0
for layer in model.layers:
    total += layer.count_params()
n = 3
n **= 2
n -= 1
a, *rest, b = range(n)
(c, d), e = (1, 2), 3
tail = keras.Sequential([keras.Input((len(rest),)), layers.Dense(b + c + d + e)])
x = keras.Input((max(sizes),))
outs = []
for k, w in sorted({"z": 3, "y": 2}.items()):
    outs.append(layers.Dense(w, name=k)(x))
many = keras.Model(x, outs)
square = lambda v, p=2: v**p
pick = {"small": square(2), "large": square(p=3, v=2)}
for key in pick:
    last = keras.Sequential([keras.Input((pick[key],)), layers.Dense(1)], name=key)

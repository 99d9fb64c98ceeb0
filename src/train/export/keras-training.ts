/** The parts of the exported Keras program that are the same for every model: weights in, samples, training here and on several machines. */

export const LOAD_WEIGHTS = `def leaf_layers(model):
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from leaf_layers(layer)
        else:
            yield layer


def load_weights(model):
    """By the names of layer and weight; what has other names is taken in its order. Every shape must fit."""
    saved = np.load(WEIGHTS)
    left = {name: saved[name] for name in saved.files}
    trained = [(layer, weight) for layer in leaf_layers(model) for weight in layer.trainable_weights]
    known = {id(weight) for _, weight in trained}
    fixed = [(layer, weight) for layer in leaf_layers(model) for weight in layer.weights if id(weight) not in known]
    unnamed = []
    for layer, weight in trained + fixed:
        if "seed_generator" in weight.path:
            continue
        name = f"{layer.name}/{weight.name}"
        if name in left and left[name].shape == tuple(weight.shape):
            weight.assign(left.pop(name))
        else:
            unnamed.append(weight)
    for weight, (name, value) in zip(unnamed, left.items(), strict=True):
        if value.shape != tuple(weight.shape):
            raise ValueError(f"{name} has the shape {value.shape}, but {weight.path} has {tuple(weight.shape)}")
        weight.assign(value)
`;

export const PARTS = `def prepared(x, y):
    x = np.asarray(x[:LIMIT], "float32").reshape((-1, *SAMPLE_SHAPE)) / SCALE
    y = np.asarray(y[:LIMIT])
    if y.ndim > 1 and y.shape[-1] > 1:
        y = y.argmax(-1)
    return x, y.reshape(-1).astype("int64")


def parts(file, units):
    """Training and validation samples, as the run had them."""
    (x, y), (x_test, y_test) = load_data(file)
    x, y = prepared(x, y)
    x_test, y_test = prepared(x_test, y_test)
    if ONE_HOT:
        y, y_test = keras.utils.to_categorical(y, units), keras.utils.to_categorical(y_test, units)
    if VALIDATION == "test":
        return (x, y), (x_test, y_test)
    if VALIDATION is None:
        return (x, y), None
    split = int(len(x) * (1 - VALIDATION))
    return (x[:split], y[:split]), (x[split:], y[split:])
`;

export const FIT = `def weights_of(y):
    numbers = y.argmax(-1) if ONE_HOT else y
    return np.array([(CLASS_WEIGHT or {}).get(int(number), 1.0) for number in numbers], "float32")


def batches(x, y, size):
    """Each epoch has another order, and every run the same ones. Arrays given to fit would keep one order for all epochs once a seed is set."""
    arrays = [tf.convert_to_tensor(array) for array in ([x, y] if CLASS_WEIGHT is None else [x, y, weights_of(y)])]
    order = tf.data.Dataset.range(len(x))
    if SHUFFLE:
        order = order.shuffle(len(x), seed=SEED)
    return order.batch(size).map(lambda indices: tuple(tf.gather(array, indices) for array in arrays))


def fit(args):
    model = build_model()
    load_weights(model)
    compile_model(model)
    if args.summary:
        model.summary()
        return
    training, validation = parts(args.data, model.output_shape[-1])
    if args.evaluate:
        print(json.dumps(model.evaluate(*(validation or training), verbose=0, return_dict=True)))
        return
    model.fit(
        batches(*training, args.batch_size),
        epochs=args.epochs,
        initial_epoch=INITIAL_EPOCH,
        steps_per_epoch=STEPS_PER_EPOCH,
        shuffle=False,
        callbacks=make_callbacks(),
        validation_data=validation,
        validation_steps=VALIDATION_STEPS,
        validation_batch_size=VALIDATION_BATCH_SIZE or args.batch_size,
        validation_freq=VALIDATION_FREQ,
        verbose=2,
    )
    model.save(args.save)
    print(f"Saved {args.save}")
`;

export const FIT_DISTRIBUTED = `def fit_distributed(args):
    """One worker of several: each takes its share of every batch. Keras 3 has no fit for this strategy, so here is the loop."""
    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    with strategy.scope():
        model = build_model()
        load_weights(model)
        optimizer = make_optimizer()
        optimizer.build(model.trainable_variables)
    if args.summary:
        model.summary()
        return
    loss_of = make_loss(reduction="none")
    (x, y), validation = parts(args.data, model.output_shape[-1])
    batch = args.batch_size
    if batch % strategy.num_replicas_in_sync or batch > len(x):
        raise SystemExit(
            f"--batch-size must be a multiple of the {strategy.num_replicas_in_sync} replicas, {len(x)} at most"
        )

    def share(context):
        data = tf.data.Dataset.from_tensor_slices((x, y, weights_of(y)))
        if SHUFFLE:
            # The same order everywhere, so that no sample is taken twice.
            data = data.shuffle(len(x), seed=SEED)
        data = data.shard(context.num_input_pipelines, context.input_pipeline_id).repeat()
        return data.batch(context.get_per_replica_batch_size(batch), drop_remainder=True)

    batches = iter(strategy.distribute_datasets_from_function(share))

    @tf.function
    def step(iterator):
        def replica(samples, labels, weights):
            with tf.GradientTape() as tape:
                loss = LOSS_WEIGHT * tf.reduce_sum(loss_of(labels, model(samples, training=True)) * weights) / batch
                if model.losses:
                    loss += tf.add_n(model.losses) / strategy.num_replicas_in_sync
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            return loss

        return strategy.reduce(tf.distribute.ReduceOp.SUM, strategy.run(replica, args=next(iterator)), axis=None)

    if make_callbacks():
        print("Callbacks are left out with --distribute.", flush=True)
    for epoch in range(INITIAL_EPOCH, args.epochs):
        losses = [float(step(batches)) for _ in range(STEPS_PER_EPOCH or len(x) // batch)]
        print(f"Epoch {epoch + 1}/{args.epochs} - loss: {np.mean(losses):.6f}", flush=True)
    weights = model.get_weights()
    if strategy.cluster_resolver.task_id in (None, 0):
        # One worker measures and saves, without the others.
        alone = build_model()
        alone.set_weights(weights)
        compile_model(alone)
        print(json.dumps(alone.evaluate(*(validation or (x, y)), verbose=0, return_dict=True)))
        alone.save(args.save)
        print(f"Saved {args.save}")
`;

export const MAIN = `def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
    parser.add_argument("--data", default=DATA, help="an .npz with x_train, y_train, x_test, y_test")
    parser.add_argument("--save", default=str(pathlib.Path(__file__).with_suffix(".keras")))
    parser.add_argument("--summary", action="store_true")
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--distribute", action="store_true", help="as one worker of TF_CONFIG")
    args = parser.parse_args()
    keras.utils.set_random_seed(SEED)
    (fit_distributed if args.distribute else fit)(args)


if __name__ == "__main__":
    main()
`;

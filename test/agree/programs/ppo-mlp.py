import numpy as np
import scipy.signal
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def discounted_cumulative_sums(x, discount):
    return scipy.signal.lfilter([1], [1, float(-discount)], x[::-1], axis=0)[::-1]


class Buffer:
    def __init__(self, observation_dimensions, size, gamma=0.99, lam=0.95):
        self.observation_buffer = np.zeros((size, observation_dimensions), dtype=np.float32)
        self.action_buffer = np.zeros(size, dtype=np.int32)
        self.advantage_buffer = np.zeros(size, dtype=np.float32)
        self.reward_buffer = np.zeros(size, dtype=np.float32)
        self.return_buffer = np.zeros(size, dtype=np.float32)
        self.value_buffer = np.zeros(size, dtype=np.float32)
        self.logprobability_buffer = np.zeros(size, dtype=np.float32)
        self.gamma, self.lam = gamma, lam
        self.pointer, self.trajectory_start_index = 0, 0

    def store(self, observation, action, reward, value, logprobability):
        self.observation_buffer[self.pointer] = observation
        self.action_buffer[self.pointer] = action
        self.reward_buffer[self.pointer] = reward
        self.value_buffer[self.pointer] = value
        self.logprobability_buffer[self.pointer] = logprobability
        self.pointer += 1

    def get(self):
        self.pointer, self.trajectory_start_index = 0, 0
        advantage_mean, advantage_std = np.mean(self.advantage_buffer), np.std(self.advantage_buffer)
        self.advantage_buffer = (self.advantage_buffer - advantage_mean) / (advantage_std + 1e-8)
        return self.observation_buffer, self.action_buffer, self.advantage_buffer, self.return_buffer, self.logprobability_buffer


def mlp(x, sizes, activation="tanh", output_activation=None):
    for size in sizes[:-1]:
        x = layers.Dense(units=size, activation=activation)(x)
    return layers.Dense(units=sizes[-1], activation=output_activation)(x)


observation_dimensions, num_actions = 4, 2
hidden_sizes = (64, 64)
buffer = Buffer(observation_dimensions, 20)
observation_input = keras.Input(shape=(observation_dimensions,), dtype="float32")
logits = mlp(observation_input, list(hidden_sizes) + [num_actions])
actor = keras.Model(inputs=observation_input, outputs=logits)
value = keras.ops.squeeze(mlp(observation_input, list(hidden_sizes) + [1]), axis=1)
critic = keras.Model(inputs=observation_input, outputs=value)
seed_generator = keras.random.SeedGenerator(1337)


def logprobabilities(logits, a):
    logprobabilities_all = keras.ops.log_softmax(logits)
    return keras.ops.sum(keras.ops.one_hot(a, num_actions) * logprobabilities_all, axis=1)


def sample_action(observation):
    logits = actor(observation)
    action = keras.ops.squeeze(keras.random.categorical(logits, 1, seed=seed_generator), axis=1)
    return logits, action


observation = np.zeros(4, np.float32)
for t in range(20):
    observation = observation.reshape(1, -1)
    logits, action = sample_action(observation)
    value_t = critic(observation)
    logprobability_t = logprobabilities(logits, action)
    buffer.store(observation, action.numpy()[0], 1.0, value_t.numpy()[0], logprobability_t.numpy()[0])
    observation = np.random.randn(4).astype(np.float32)
obs, act, adv, ret, logp = buffer.get()
with tf.GradientTape() as tape:
    ratio = keras.ops.exp(logprobabilities(actor(obs), act) - logp)
    min_advantage = keras.ops.where(adv > 0, 1.2 * adv, 0.8 * adv)
    policy_loss = -keras.ops.mean(keras.ops.minimum(ratio * adv, min_advantage))
grads = tape.gradient(policy_loss, actor.trainable_variables)

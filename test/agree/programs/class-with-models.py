import numpy as np
import keras
from keras import layers


class Learner:
    gamma = 0.95

    def __init__(self, state_size, action_size, hidden=(24, 24)):
        self.state_size = state_size
        self.action_size = action_size
        self.hidden = hidden
        self.memory = []
        self.model = self._build_model()
        self.target_model = self._build_model()
        self.update_target()

    def _build_model(self):
        model = keras.Sequential()
        model.add(keras.Input(shape=(self.state_size,)))
        for units in self.hidden:
            model.add(layers.Dense(units, activation="relu"))
        model.add(layers.Dense(self.action_size, activation="linear"))
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=0.001))
        return model

    def update_target(self):
        self.target_model.set_weights(self.model.get_weights())

    def act(self, state):
        values = self.model.predict(state, verbose=0)
        return np.argmax(values[0])

    def replay(self, batch_size=4):
        for _ in range(batch_size):
            state = np.zeros((1, self.state_size))
            target = self.model.predict(state, verbose=0)
            self.model.fit(state, target, epochs=1, verbose=0)


if __name__ == "__main__":
    learner = Learner(4, 2)
    learner.act(np.zeros((1, 4)))
    learner.replay(2)
    big = Learner(action_size=6, state_size=8, hidden=[64] * 3)

from aeon.networks import DisjointCNNNetwork, EncoderNetwork, RecurrentNetwork, TCNNetwork

encoder = EncoderNetwork().build_network((100, 2))
disjoint = DisjointCNNNetwork().build_network((80, 3))
recurrent = RecurrentNetwork(rnn_type="lstm", n_layers=2, n_units=32).build_network((60, 4))
tcn = TCNNetwork(n_blocks=[16, 16, 16]).build_network((64, 2))

from aeon.networks import AEFCNNetwork, AEResNetNetwork, AEBiGRUNetwork, AEDCNNNetwork

fcn_encoder, fcn_decoder = AEFCNNetwork().build_network((96, 1))
resnet_encoder, resnet_decoder = AEResNetNetwork().build_network((96, 2))
gru_encoder, gru_decoder = AEBiGRUNetwork().build_network((40, 2))
dcnn_encoder, dcnn_decoder = AEDCNNNetwork().build_network((64, 1))

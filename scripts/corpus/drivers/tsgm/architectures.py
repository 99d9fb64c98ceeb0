from tsgm.models.architectures.zoo import zoo

vae = zoo["vae_conv5"](seq_len=64, feat_dim=2, latent_dim=10)
cvae = zoo["cvae_conv5"](seq_len=64, feat_dim=2, latent_dim=10, output_dim=3)
gan = zoo["cgan_base_c4_l1"](seq_len=64, feat_dim=2, latent_dim=10, output_dim=1)
lstm = zoo["cgan_lstm_n"](seq_len=64, feat_dim=2, latent_dim=10, output_dim=1)
clf = zoo["clf_cn"](seq_len=64, feat_dim=2, output_dim=3)
transformer = zoo["clf_transformer"](seq_len=64, feat_dim=2, output_dim=3)

from vit_keras import vit

b16 = vit.vit_b16(image_size=224, activation="sigmoid", pretrained=False, include_top=True, pretrained_top=False, classes=200)
small = vit.build_model(
    image_size=64, patch_size=8, num_layers=3, hidden_size=96, num_heads=4, name="small", mlp_dim=192, classes=10
)

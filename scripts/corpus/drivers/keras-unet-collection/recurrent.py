from keras_unet_collection import models

r2 = models.r2_unet_2d(
    (128, 128, 3), [64, 128, 256], n_labels=2, stack_num_down=2, stack_num_up=1, recur_num=2, name="r2unet"
)

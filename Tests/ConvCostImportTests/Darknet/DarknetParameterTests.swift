import ConvCostCore
import Testing

@testable import ConvCostImport

/// The keys of sections and their defaults, on a map of 8×12×10. The rules are those of
/// pjreddie/darknet and AlexeyAB/darknet: src/parser.c, and a file for each layer.
struct DarknetParameterTests {
  /// Sections, and what they are read as; errors follow the number of the line.
  static let rows: [(String, String)] = [
    (
      "[convolutional] filters=4 size=3 stride_x=3 stride_y=2 activation=linear",
      "Conv2d 3×3 s2×3 → 4×5×3; 292 parameters; 4320 MACs"
    ),
    (
      "[convolutional] filters=4 size=3 stride=3 stride_y=2 activation=linear",
      "Conv2d 3×3 s2×3 → 4×5×3; 292 parameters; 4320 MACs"
    ),
    ("[conv]", "Conv2d 1×1 → 1×12×10, Sigmoid → 1×12×10; 9 parameters; 960 MACs"),
    (
      "[conv] filters=4 size=3 padding=1 activation=linear",
      "Conv2d 3×3 p1 → 4×12×10; 292 parameters; 34560 MACs"
    ),
    (
      "[conv] filters=4 size=5 padding=1 pad=1 activation=linear",
      "Conv2d 5×5 p2 → 4×12×10; 804 parameters; 96000 MACs"
    ),
    (
      "[conv] filters=4 size=3 padding=1 dilation=2 activation=linear",
      "Conv2d 3×3 p2 d2 → 4×12×10; 292 parameters; 34560 MACs"
    ),
    (
      "[conv] filters=4 size=3 dilation=2 activation=linear",
      "Conv2d 3×3 p0,2,0,2 d2 → 4×10×8; 292 parameters; 23040 MACs"
    ),
    (
      "[conv] filters=4 dilation=3 activation=linear",
      "Conv2d 1×1 → 4×12×10; 36 parameters; 3840 MACs"
    ),
    (
      "[conv] filters=16 groups=8 activation=linear batch_normalize=1",
      "Conv2d 1×1 dw×2 → 16×12×10, BatchNorm2d → 16×12×10"
        + "; 48 parameters; 1920 MACs; 32 buffers"
    ),
    (
      "[conv] filters=6 groups=2 activation=linear",
      "Conv2d 1×1 g2 → 6×12×10; 30 parameters; 2880 MACs"
    ),
    (
      "[conv] filters=1 activation=linear [conv] filters=3 activation=linear",
      "Conv2d 1×1 → 1×12×10, Conv2d 1×1 → 3×12×10; 15 parameters; 1320 MACs"
    ),
    (
      "[conv] filters=4 stride_x=3 stride_y=5 antialiasing=1 activation=linear",
      "Conv2d 1×1 → 4×12×10, blur (layer) → 4×3×4; 36 parameters; 4272 MACs"
    ),
    (
      "[conv] filters=4 size=3 pad=1 stride=2 antialiasing=2 activation=leaky",
      "Conv2d 3×3 p1 → 4×12×10, LeakyReLU → 4×12×10, blur (layer) → 4×6×5"
        + "; 292 parameters; 35040 MACs"
    ),
    (
      "[avgpool] [conv] filters=4 antialiasing=1 activation=linear",
      "AdaptiveAvgPool2d to 1×1 → 8×1×1, Conv2d 1×1 → 4×1×1, blur (layer) → 4×1×1"
        + "; 36 parameters; 68 MACs"
    ),
    (
      "[deconv] filters=4 size=3 stride=2 padding=1 activation=linear",
      "ConvTranspose2d 3×3 s2 p1 → 4×23×19; 292 parameters; 34560 MACs"
    ),
    (
      "[deconv] filters=4 size=4 pad=1 batch_normalize=1 activation=linear",
      "ConvTranspose2d 4×4 p2 → 4×11×9, BatchNorm2d → 4×11×9"
        + "; 520 parameters; 61440 MACs; 8 buffers"
    ),
    ("[deconv] activation=linear", "ConvTranspose2d 1×1 → 1×12×10; 9 parameters; 960 MACs"),
    (
      "[conn] output=5 activation=linear [conn] activation=linear",
      "Flatten → 960, Linear → 5, Linear → 1; 4811 parameters; 4805 MACs"
    ),
    (
      "[local] filters=2 size=5 stride=3 activation=linear",
      "local (layer) → 2×3×2; 2412 parameters; 2400 MACs"
    ),
    (
      "[local] filters=2 size=3 stride=2 pad=1",
      "local (layer) → 2×6×5, Sigmoid → 2×6×5; 4380 parameters; 4320 MACs"
    ),
    ("[local] activation=linear", "local (layer) → 1×12×10; 1080 parameters; 960 MACs"),
    (
      "[local] size=11",
      "f: 5: local0: a window of 11 does not fit on axis 1, whose length with padding is 10"
    ),
    ("[conn] output=5 activation=linear [local]", "f: 8: local1: reads no map"),
    ("[max] size=4 stride_x=3 stride_y=2", "MaxPool2d 4×4 s2×3 p1,2,1,2 → 8×6×4"),
    ("[max] stride=2", "MaxPool2d 2×2 s2 p0,1,0,1 → 8×6×5"),
    ("[max] size=3 padding=4 stride=1", "MaxPool2d 3×3 p2 → 8×14×12"),
    ("[local_avg] size=3", "AvgPool2d 3×3 p1 → 8×12×10"),
    ("[max] maxpool_depth=1 out_channels=3", "max (function) → 3×12×10"),
    ("[max] maxpool_depth=1", "max (function) → 1×12×10"),
    (
      "[max] stride_x=3 stride_y=5 antialiasing=1",
      "MaxPool2d 1×1 → 8×12×10, blur (layer) → 8×3×4; 864 MACs"
    ),
    (
      "[max] maxpool_depth=1 out_channels=4 stride=2 antialiasing=2",
      "max (function) → 4×12×10, blur (layer) → 4×6×5; 480 MACs"
    ),
    ("[local_avg] size=2 stride=2 antialiasing=1", "AvgPool2d 2×2 s2 p0,1,0,1 → 8×6×5"),
    ("[conn] output=5 activation=linear [max]", "f: 8: max1: reads 5, expected a map"),
    (
      "[conn] output=5 activation=linear [avg]",
      "Flatten → 960, Linear → 5, Reshape to 5×1×1 → 5×1×1, AdaptiveAvgPool2d to 1×1 → 5×1×1"
        + "; 4805 parameters; 4800 MACs"
    ),
    ("[normalization] size=7", "LocalResponseNorm n7 → 8×12×10"),
    ("[lrn]", "LocalResponseNorm n5 → 8×12×10"),
    ("[upsample]", "Upsample by 2 nearest → 8×24×20"),
    ("[upsample] stride=-3", "upsample (function) → 8×4×3"),
    (
      "[upsample] stride=-11",
      "f: 5: upsample0: a window of 11 does not fit on axis 1, whose length with padding is 10"
    ),
    ("[upsample] stride=0", "f: 5: upsample0: a length of 0, expected 1 to 2147483647"),
    ("[reorg]", "reorg (movement) → 8×12×10"),
    ("[reorg] stride=2", "reorg (movement) → 32×6×5"),
    ("[reorg] stride=2 reverse=1", "reorg (movement) → 2×24×20"),
    ("[reorg] flatten=1", "reorg (unknown) → 8×12×10; unknown"),
    ("[reorg] extra=1", "reorg (unknown) → 8×12×10; unknown"),
    (
      "[reorg] stride=3 reverse=1",
      "f: 5: reorg0: a map of 8×12×10 has no squares of 3×3"
    ),
    ("[reorg] stride=11", "f: 5: reorg0: a map of 8×12×10 has no squares of 11×11"),
    ("[crop] crop_height=7 crop_width=5", "Crop 2,3,2,3 → 8×7×5"),
    ("[crop] crop_height=7 crop_width=6", "Crop 2,3,2,2 → 8×7×6"),
    ("[crop]", "Crop 5,6,4,5 → 8×1×1"),
    ("[crop] crop_height=12 crop_width=11", "f: 5: crop0: 12×11 is larger than the map of 12×10"),
    ("[dropout] [route] layers=0,", "Dropout → 8×12×10"),
    (
      "[dropout] [softmax] [route] layers=-2", "Dropout → 8×12×10, Softmax → 8×12×10"
    ),
    (
      "[dropout] [softmax] [route] layers=-1,0",
      "Dropout → 8×12×10, Softmax → 8×12×10, Concat → 16×12×10"
    ),
    (
      "[dropout] [route] layers=-1 groups=4 group_id=2",
      "Dropout → 8×12×10, ChannelSlice part 3 of 4 → 2×12×10"
    ),
    (
      "[dropout] [route] layers=-1 groups=4",
      "Dropout → 8×12×10, ChannelSlice part 1 of 4 → 2×12×10"
    ),
    (
      "[dropout] [conv] filters=4 activation=linear [route] layers=-1,0 groups=2 group_id=1",
      "Dropout → 8×12×10, Conv2d 1×1 → 4×12×10, route (movement) → 6×12×10"
        + "; 36 parameters; 3840 MACs"
    ),
    (
      "[dropout] [conv] filters=3 activation=linear [route] layers=-1,0 groups=2",
      "f: 9: route2: the 3 channels of conv1 have no 2 groups"
    ),
    (
      "[dropout] [avg] [route] layers=-1,0 groups=2",
      "f: 7: route2: the shapes [8, 1, 1] and [8, 12, 10] do not fit"
    ),
    (
      "[dropout] [route] layers=-1 groups=4 group_id=4",
      "f: 6: route1: group_id: found '4', expected 0 to 3"
    ),
    (
      "[conn] output=4 activation=linear [dropout] [route] layers=0,1 groups=2 group_id=1",
      "Flatten → 960, Linear → 4, Dropout → 4, route (movement) → 4; 3844 parameters; 3840 MACs"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2",
      "Dropout → 8×12×10, Softmax → 8×12×10, Add → 8×12×10"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2 activation=leaky",
      "Dropout → 8×12×10, Softmax → 8×12×10, Add → 8×12×10, LeakyReLU → 8×12×10"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2,-1 weights_type=per_feature",
      "Dropout → 8×12×10, Softmax → 8×12×10, shortcut (function) → 8×12×10; 3 parameters"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2 weights_type=per_layer",
      "Dropout → 8×12×10, Softmax → 8×12×10, shortcut (function) → 8×12×10; 2 parameters"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2,-1 weights_type=per_channel",
      "Dropout → 8×12×10, Softmax → 8×12×10, shortcut (function) → 8×12×10; 24 parameters"
    ),
    (
      "[dropout] [softmax] [shortcut] from=-2 weights_type=x",
      "f: 7: shortcut2: weights_type: found 'x', expected none, per_feature or per_channel"
    ),
    (
      "[dropout] [softmax] [sam] from=-2",
      "Dropout → 8×12×10, Softmax → 8×12×10, Multiply → 8×12×10"
    ),
    (
      "[dropout] [softmax] [sam] from=-2 activation=tanh",
      "Dropout → 8×12×10, Softmax → 8×12×10, Multiply → 8×12×10, Tanh → 8×12×10"
    ),
    (
      "[dropout] [avg] [sam] from=-2",
      "f: 7: sam2: the shapes [8, 12, 10] and [8, 1, 1] do not fit"
    ),
    (
      "[dropout] [avg] [scale_channels] from=-2 activation=swish",
      "Dropout → 8×12×10, AdaptiveAvgPool2d to 1×1 → 8×1×1, Multiply → 8×12×10, SiLU → 8×12×10"
    ),
    ("[activation] activation=relu", "ReLU → 8×12×10"),
    ("[activation] activation=relu6", "ReLU6 → 8×12×10"),
    ("[activation] activation=logistic", "Sigmoid → 8×12×10"),
    ("[activation] activation=gelu", "GELU → 8×12×10"),
    ("[activation] activation=mish", "mish (function) → 8×12×10"),
    ("[activation]", "f: a network without layers"),
    ("[cost]", "f: a network without layers"),
    ("[contrastive] classes=1", "f: a network without layers"),
    ("[soft]", "Softmax → 8×12×10"),
    ("[logistic]", "Sigmoid → 8×12×10"),
    ("[l2norm]", "l2norm (function) → 8×12×10"),
    ("[iseg]", "iseg (function) → 8×12×10"),
    // Sums over the layers inside, as Darknet's make_*_layer() builds them.
    ("[gru] output=7", "gru (layer) → 7; 20349 parameters; 20307 MACs"),
    (
      "[lstm] output=7 batch_normalize=1",
      "lstm (layer) → 7; 27188 parameters; 27076 MACs; 112 buffers"
    ),
    ("[rnn]", "rnn (layer) → 1; 965 parameters; 962 MACs"),
    ("[rnn] output=7 hidden=5 groups=5", "rnn (layer) → 7; 4877 parameters; 4860 MACs"),
    ("[crnn] output=7 hidden=5 pad=1", "crnn (layer) → 7×12×10; 917 parameters; 108000 MACs"),
    (
      "[crnn] output=8 hidden=4 size=5 padding=2 groups=2 batch_normalize=1",
      "crnn (layer) → 8×12×10; 1032 parameters; 120000 MACs; 32 buffers"
    ),
    ("[conv_lstm] size=1", "conv_lstm (layer) → 1×12×10; 44 parameters; 4320 MACs"),
    (
      "[conv_lstm] output=4 pad=1 peephole=1",
      "conv_lstm (layer) → 4×12×10; 2204 parameters; 259200 MACs"
    ),
    (
      "[conv_lstm] output=4 pad=1 bottleneck=1 groups=2",
      "conv_lstm (layer) → 4×12×10; 740 parameters; 86400 MACs"
    ),
    (
      "[conn] output=5 activation=linear [crnn] output=7 pad=1",
      "Flatten → 960, Linear → 5, crnn (layer) → 7×1×1; 4931 parameters; 4917 MACs"
    ),
    (
      "[avgpool] [crnn] output=4 hidden=2 size=1 groups=2",
      "AdaptiveAvgPool2d to 1×1 → 8×1×1, crnn (layer) → 4×1×1; 22 parameters; 14 MACs"
    ),
    ("[implicit]", "implicit (movement) → 128×1×1; 128 parameters"),
    ("[implicit] filters=6 atoms=4", "implicit (movement) → 6×4×1; 24 parameters"),
    ("[history]", "history (movement) → 32×12×10"),
    ("[history] history_size=3", "history (movement) → 24×12×10"),
    ("[other]", "other (unknown) → 8×12×10; unknown"),
    // As in cfg/resnet152_trident.cfg.
    (
      "[conv] filters=8 size=3 pad=1 activation=linear"
        + " [conv] filters=8 size=3 pad=1 dilation=2 activation=linear share_index=-1",
      "Conv2d 3×3 p1 → 8×12×10, Conv2d 3×3 p2 d2 → 8×12×10; 584 parameters; 138240 MACs"
    ),
    (
      "[conv] filters=8 activation=linear [conv] filters=8 activation=linear share_index=-1",
      "Conv2d 1×1 → 8×12×10, Conv2d 1×1 → 8×12×10; 72 parameters; 15360 MACs"
    ),
    (
      "[conv] filters=8 activation=linear [conv] filters=8 activation=linear share_index=1",
      "Conv2d 1×1 → 8×12×10, Conv2d 1×1 → 8×12×10; 144 parameters; 15360 MACs"
    ),
    ("[maxpool] size=3 #size=5 size=5 stride=1;2", "MaxPool2d 3×3 p1 → 8×12×10"),
    (
      "[maxpool size=3",
      "f: 5: found '[maxpool', expected a section, as [convolutional], or a key and its value"
    ),
    (
      "[dropout] [route] layers=x",
      "f: 6: route1: layers: found 'x', expected whole numbers with commas between them"
    ),
    (
      "[dropout] [route] layers=1",
      "f: 6: route1: layers: layer 1 is not an earlier layer, expected 0 to 0 or -1 to -1"
    ),
    (
      "[dropout] [route] layers=-2",
      "f: 6: route1: layers: layer -2 is not an earlier layer, expected 0 to 0 or -1 to -1"
    ),
    ("[conv] padding=-1", "f: 5: conv0: padding: found '-1', expected 0 to 2147483647"),
    (
      "[conv] filters=4 size=5 padding=1 dilation=3 activation=linear",
      "Conv2d 5×5 p3,7,3,7 d3 → 4×10×8; 804 parameters; 64000 MACs"
    ),
    (
      "[conv] filters=2 activation=linear [conv] filters=4 groups=2 activation=linear",
      "Conv2d 1×1 → 2×12×10, Conv2d 1×1 dw×2 → 4×12×10; 26 parameters; 2400 MACs"
    ),
    (
      "[conv] filters=4 stride_x=11 stride_y=13 antialiasing=1 activation=linear",
      "Conv2d 1×1 → 4×12×10, blur (layer) → 4×1×1; 36 parameters; 3876 MACs"
    ),
    (
      "[conn] output=5 activation=linear [conv] filters=4 antialiasing=1 activation=linear",
      "Flatten → 960, Linear → 5, Reshape to 5×1×1 → 5×1×1, Conv2d 1×1 → 4×1×1"
        + ", blur (layer) → 4×1×1; 4829 parameters; 4856 MACs"
    ),
    (
      "[local] size=10 activation=linear",
      "local (layer) → 1×3×1; 2403 parameters; 2400 MACs"
    ),
    ("[max]", "MaxPool2d 1×1 → 8×12×10"),
    (
      "[max] stride_x=11 stride_y=13 antialiasing=1",
      "MaxPool2d 1×1 → 8×12×10, blur (layer) → 8×1×1; 72 MACs"
    ),
    ("[upsample] stride=-10", "upsample (function) → 8×1×1"),
    (
      "[upsample] stride=-12",
      "f: 5: upsample0: a window of 12 does not fit on axis 1, whose length with padding is 10"
    ),
    (
      "[upsample] stride=-13",
      "f: 5: upsample0: a window of 13 does not fit on axis 0, whose length with padding is 12"
    ),
    ("[reorg] stride=10", "reorg (movement) → 800×1×1"),
    (
      "[conv] filters=4 activation=linear [reorg] stride=2 reverse=1",
      "Conv2d 1×1 → 4×12×10, reorg (movement) → 1×24×20; 36 parameters; 3840 MACs"
    ),
    ("[crop] crop_height=12 crop_width=10", "Crop 0 → 8×12×10"),
    (
      "[crop] crop_height=1 crop_width=2147483647",
      "f: 5: crop0: 1×2147483647 is larger than the map of 12×10"
    ),
    (
      "[crop] crop_height=1 crop_width=2147483648",
      "f: 5: crop0: crop_width: found '2147483648', expected 1 to 2147483647"
    ),
    ("[conv] groups=0", "f: 5: conv0: groups: found '0', expected 1 to 2147483647"),
    ("[conv] size=0", "f: 5: conv0: size: found '0', expected 1 to 2147483647"),
    ("[conv] stride=0", "f: 5: conv0: stride: found '0', expected 1 to 2147483647"),
    ("[conv] stride_y=0", "f: 5: conv0: stride_y: found '0', expected 1 to 2147483647"),
    ("[conv] stride_x=0", "f: 5: conv0: stride_x: found '0', expected 1 to 2147483647"),
    ("[conv] size=3 dilation=0", "f: 5: conv0: dilation: found '0', expected 1 to 2147483647"),
    ("[conv] filters=0", "f: 5: conv0: filters: found '0', expected 1 to 2147483647"),
    ("[deconv] filters=0", "f: 5: deconv0: filters: found '0', expected 1 to 2147483647"),
    ("[deconv] size=0", "f: 5: deconv0: size: found '0', expected 1 to 2147483647"),
    ("[deconv] stride=0", "f: 5: deconv0: stride: found '0', expected 1 to 2147483647"),
    ("[conn] output=0", "f: 5: conn0: output: found '0', expected 1 to 2147483647"),
    ("[local] filters=0", "f: 5: local0: filters: found '0', expected 1 to 2147483647"),
    ("[local] size=0", "f: 5: local0: size: found '0', expected 1 to 2147483647"),
    ("[local] stride=0", "f: 5: local0: stride: found '0', expected 1 to 2147483647"),
    ("[max] size=0", "f: 5: max0: size: found '0', expected 1 to 2147483647"),
    (
      "[max] maxpool_depth=1 out_channels=0",
      "f: 5: max0: out_channels: found '0', expected 1 to 2147483647"
    ),
    ("[lrn] size=0", "f: 5: lrn0: size: found '0', expected 1 to 2147483647"),
    ("[reorg] stride=0", "f: 5: reorg0: stride: found '0', expected 1 to 2147483647"),
    ("[crop] crop_height=0", "f: 5: crop0: crop_height: found '0', expected 1 to 2147483647"),
    ("[crop] crop_width=0", "f: 5: crop0: crop_width: found '0', expected 1 to 2147483647"),
    ("[rnn] hidden=0", "f: 5: rnn0: hidden: found '0', expected 1 to 2147483647"),
    (
      "[crnn] output=7", "f: 5: crnn0: its convolutions do not keep the size of a map of 12×10"
    ),
    (
      "[crnn] output=7 pad=1 groups=2",
      "f: 5: crnn0: 8 and 1 channels cannot be divided into 2 groups"
    ),
    ("[implicit] atoms=0", "f: 5: implicit0: atoms: found '0', expected 1 to 2147483647"),
    (
      "[history] history_size=300000000",
      "f: 5: history0: a length of 2400000000, expected 0 to 2147483647"
    ),
    ("[rnn] output=0", "f: 5: rnn0: output: found '0', expected 1 to 2147483647"),
    ("[crnn] output=0", "f: 5: crnn0: output: found '0', expected 1 to 2147483647"),
    ("[yolo] classes=0", "f: 5: yolo0: classes: found '0', expected 1 to 2147483647"),
    ("[yolo] num=0", "f: 5: yolo0: num: found '0', expected 1 to 2147483647"),
    ("[detection] classes=0", "f: 5: detection0: classes: found '0', expected 1 to 2147483647"),
    ("[detection] num=0", "f: 5: detection0: num: found '0', expected 1 to 2147483647"),
    ("[detection] side=0", "f: 5: detection0: side: found '0', expected 1 to 2147483647"),
    (
      "[dropout] [route] layers=0 groups=0",
      "f: 6: route1: groups: found '0', expected 1 to 2147483647"
    ),
  ]

  @Test(arguments: rows)
  func `sections are read`(sections: String, text: String) {
    #expect(ImportTrace.text(DarknetLayerTests.file(sections)) == text)
  }

  /// What a detector reads; nothing is said of as many channels as it needs.
  @Test(arguments: [
    ("[yolo] mask=0 classes=3", ""), ("[yolo] classes=3", ""),
    (
      "[yolo] classes=3 num=2",
      "yolo0 reads 8 channels, but 2 anchors of 3 classes and 5 numbers are 16"
    ),
    ("[yolo]", "yolo0 reads 8 channels, but 1 anchors of 20 classes and 5 numbers are 25"),
    ("[region] classes=3", ""), ("[region] classes=1 mask=0,1 coords=6", ""),
    (
      "[region] classes=2 num=1 coords=4",
      "region0 reads 8 channels, but 1 anchors of 2 classes and 5 numbers are 7"
    ),
    (
      "[Gaussian_yolo] classes=1",
      "Gaussian_yolo0 reads 8 channels, but 1 anchors of 1 classes and 9 numbers are 10"
    ),
    (
      "[conn] output=8 activation=linear [yolo] mask=0 classes=3",
      "yolo1 reads 8 channels, but 1 anchors of 3 classes and 5 numbers are 8"
    ),
    (
      "[dropout] [conv] filters=3 [conv] filters=5 [shortcut] from=0,1",
      "shortcut3 adds 8×12×10 to 5×12×10: only what both have, as in Darknet"
    ),
    ("[detection] side=4 num=4 classes=52 coords=1", ""),
    ("[detection] side=4 num=3 classes=45 coords=4", ""),
    ("[detection]", "detection0 reads 960 numbers, but 7×7 cells of 1 boxes and 1 classes are 147"),
  ])
  func `what a detector reads`(section: String, note: String) throws {
    let notes = try ModelFile(bytes: DarknetLayerTests.file(section)).notes
    #expect(notes.map(\.text) == ["Darknet cfg"] + (note.isEmpty ? [] : [note]))
  }

  @Test func `notes have a limit, and unknown kinds are counted`() throws {
    let many = String(repeating: "[yolo] ", count: 20) + "[mine] [other] [mine]"
    let notes = try ModelFile(bytes: DarknetLayerTests.file(many)).notes
    #expect(notes.count == 17)
    #expect(notes.last?.text == "2 mine, 1 other, not counted")
    // Kinds that are too many are counted together.
    let kinds = (0..<258).map { "[k\($0)]" }.joined(separator: " ")
    let file = try ModelFile(bytes: DarknetLayerTests.file(kinds))
    let first = (0..<12).map { "1 k\($0)" }.joined(separator: ", ")
    #expect(file.notes.last?.text == "\(first) and 246 more kinds, not counted")
    #expect(file.graph.labels[255] == "k255" && file.graph.labels[256] == "k256")
    #expect(file.graph.omissions.last?.count == 2)
  }

  /// The beginning of a file, and the input.
  @Test(arguments: [
    ("# a\n; b\n\n [net]\nx", true), ("[network]", true), ("[ net ]", true), ("[nets]", false),
    ("width=1\n[net]", false), ("", false), ("\u{FEFF}[net]", true),
    // In the first 16384 bytes.
    (String(repeating: "#", count: 16378) + "\n[net]", true),
    (String(repeating: "#", count: 16379) + "\n[net]", false),
  ])
  func `the first section tells the format`(text: String, isDarknet: Bool) {
    let found = Array(text.utf8).withUnsafeBytes { DarknetFile.recognizes(ByteSource($0)) }
    #expect(found == isDarknet)
  }

  static let inputs: [(String, [Int], String)] = [
    (
      "[net]\ninputs=7\n[connected]\noutput=2\nactivation=linear", [],
      "Linear → 2; 16 parameters; 14 MACs"
    ),
    (
      "[net]\ninputs=1\n[connected]\noutput=2\nactivation=linear", [],
      "Linear → 2; 4 parameters; 2 MACs"
    ),
    (
      "[net]\nchannels=2147483647\nwidth=1\nheight=1\n[reorg]", [],
      "reorg (movement) → 2147483647×1×1"
    ),
    ("[net]\nchannels=1\n[dropout]", [4, 5], "Dropout → 1×4×5"),
    ("[net]\nchannels=3\nheight=7\nwidth=9\n[dropout]", [4], "Dropout → 3×4×4"),
    (
      "[net]\nchannels=3\nheight=7\nwidth=9\n[dropout]", [1, 2, 3, 4],
      "f: found 4 lengths for the input 'input', whose shape is 3×7×9"
    ),
    (
      "[net]\nchannels=3\n\nwidth=4\n\n[x", [],
      "f: 6: found '[x', expected a section, as"
        + " [convolutional], or a key and its value"
    ),
    (
      "[net]\nheight=3\ninputs=7\n[connected]\noutput=2\nactivation=linear", [],
      "Linear → 2; 16 parameters; 14 MACs"
    ),
    ("[net]\nchannels=3\n[dropout]", [4, 5], "Dropout → 3×4×5"),
    ("[net]\n[dropout]", [2, 4, 5], "Dropout → 2×4×5"),
    (
      "[net]\n[dropout]", [4, 5],
      "f: [net] leaves the input open: channels, height and width are missing"
    ),
    (
      "[net]\nchannels=3\nwidth=4\n[dropout]", [],
      "f: [net] leaves the input open: height is missing"
    ),
    (
      "[net]\nchannels=-3\n[dropout]", [],
      "f: 1: [net]: channels: found '-3', expected 0 to 2147483647"
    ),
  ]

  @Test(arguments: inputs)
  func `the input`(text: String, input: [Int], result: String) {
    #expect(ImportTrace.text(Array(text.utf8), input: input.isEmpty ? nil : input) == result)
  }

  /// A layer is one operation, or a block of several.
  @Test(arguments: [
    ("[conv] filters=4 activation=linear", ["conv0"]),
    ("[conv] filters=4 activation=linear batch_normalize=1", ["conv0.0", "conv0.1"]),
    ("[conv] filters=4", ["conv0.0", "conv0.1"]),
    (
      "[dropout] [dropout] [shortcut] from=-2 activation=relu",
      ["dropout0", "dropout1", "shortcut2.add", "shortcut2_activation"]
    ),
  ])
  func `paths`(sections: String, paths: [String]) throws {
    let file = try ModelFile(bytes: DarknetLayerTests.file(sections))
    #expect(Paths(file.graph).nodes == paths)
  }

  @Test func `what kinds of errors there are`() {
    let open = DarknetError.openInput(missing: ["width"])
    #expect(open.openLengths == OpenLengths(names: [], mayTakeSize: true))
    #expect(DarknetError.tooManyLayers(limit: 1).openLengths == nil)
    #expect(DarknetError.line(1, "x").isPlaced && !open.isPlaced)
    let bytes = Array("[net]\nwidth=4\nheight=4\nchannels=3\n[dropout]".utf8)
    #expect(throws: ModelFileError.self) {
      _ = try ModelFile(bytes: bytes, inputs: ["in": [4, 4]])
    }
  }
}

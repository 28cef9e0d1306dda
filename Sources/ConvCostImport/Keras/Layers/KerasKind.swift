import ConvCostCore

/// What a layer of Keras is, by its class.
enum KerasKind: Equatable, Sendable {
  // Layers with weights.
  case convolution(rank: Int)
  case transposedConvolution(rank: Int)
  case depthwiseConvolution(rank: Int)
  case separableConvolution(rank: Int)
  case localConvolution(rank: Int)
  case dense
  case einsumDense
  case embedding

  // Normalisations.
  case batchNorm
  case layerNorm
  case rmsNorm
  case groupNorm
  case spectralNorm
  case inputNorm
  case fixedScale(FixedScale)
  case layerScale

  // Functions of elements.
  case activation
  case known(Activation)
  case relu
  case prelu
  case function

  // Pools and sizes.
  case pool(PoolKind, rank: Int)
  case globalPool(PoolKind, rank: Int)
  case adaptivePool(PoolKind, rank: Int)
  case zeroPad(rank: Int)
  case crop(rank: Int)
  case upsample(rank: Int)
  case resize
  case centerCrop

  // Shapes.
  case flatten
  case reshape
  case permute
  case repeatVector

  // Layers that do nothing at inference.
  case identity
  case dropout
  case stochasticDepth

  // Joins.
  case sum
  case product
  case average
  case join
  case concatenate
  case dot
  case scaledSum

  // Sequences.
  case recurrent(KerasCell.Kind)
  case cells
  case bidirectional
  case timeDistributed
  case convolutionalLSTM(rank: Int)
  case multiHeadAttention
  case groupedQueryAttention
  case attention
  case additiveAttention

  // Operators.
  case operatorLambda
  case slicingLambda

  /// The classes of Keras 2 and Keras 3, and of Keras' own networks.
  static let all: [String: KerasKind] = [
    "Conv1D": .convolution(rank: 1), "Convolution1D": .convolution(rank: 1),
    "Conv2D": .convolution(rank: 2), "Convolution2D": .convolution(rank: 2),
    "Conv3D": .convolution(rank: 3), "Convolution3D": .convolution(rank: 3),
    "Conv1DTranspose": .transposedConvolution(rank: 1),
    "Conv2DTranspose": .transposedConvolution(rank: 2),
    "Conv3DTranspose": .transposedConvolution(rank: 3),
    "Convolution1DTranspose": .transposedConvolution(rank: 1),
    "Convolution2DTranspose": .transposedConvolution(rank: 2),
    "Convolution3DTranspose": .transposedConvolution(rank: 3),
    "DepthwiseConv1D": .depthwiseConvolution(rank: 1),
    "DepthwiseConv2D": .depthwiseConvolution(rank: 2),
    "SeparableConv1D": .separableConvolution(rank: 1),
    "SeparableConv2D": .separableConvolution(rank: 2),
    "SeparableConvolution1D": .separableConvolution(rank: 1),
    "SeparableConvolution2D": .separableConvolution(rank: 2),
    "LocallyConnected1D": .localConvolution(rank: 1),
    "LocallyConnected2D": .localConvolution(rank: 2),
    "Dense": .dense, "EinsumDense": .einsumDense, "Embedding": .embedding,

    "BatchNormalization": .batchNorm, "BatchNormalizationV1": .batchNorm,
    "SyncBatchNormalization": .batchNorm, "LayerNormalization": .layerNorm,
    "RMSNormalization": .rmsNorm, "GroupNormalization": .groupNorm,
    "UnitNormalization": .function, "SpectralNormalization": .spectralNorm,
    "Normalization": .inputNorm, "Rescaling": .fixedScale(.rescaling),
    "LayerScale": .layerScale,

    "Activation": .activation, "ReLU": .relu, "LeakyReLU": .known(.leakyRelu),
    "PReLU": .prelu, "ELU": .function, "ThresholdedReLU": .function,
    "Softmax": .known(.softmax),

    "MaxPooling1D": .pool(.max, rank: 1), "MaxPool1D": .pool(.max, rank: 1),
    "MaxPooling2D": .pool(.max, rank: 2), "MaxPool2D": .pool(.max, rank: 2),
    "MaxPooling3D": .pool(.max, rank: 3), "MaxPool3D": .pool(.max, rank: 3),
    "AveragePooling1D": .pool(.average, rank: 1), "AvgPool1D": .pool(.average, rank: 1),
    "AveragePooling2D": .pool(.average, rank: 2), "AvgPool2D": .pool(.average, rank: 2),
    "AveragePooling3D": .pool(.average, rank: 3), "AvgPool3D": .pool(.average, rank: 3),
    "GlobalMaxPooling1D": .globalPool(.max, rank: 1),
    "GlobalMaxPooling2D": .globalPool(.max, rank: 2),
    "GlobalMaxPooling3D": .globalPool(.max, rank: 3),
    "GlobalMaxPool1D": .globalPool(.max, rank: 1), "GlobalMaxPool2D": .globalPool(.max, rank: 2),
    "GlobalMaxPool3D": .globalPool(.max, rank: 3),
    "GlobalAveragePooling1D": .globalPool(.average, rank: 1),
    "GlobalAveragePooling2D": .globalPool(.average, rank: 2),
    "GlobalAveragePooling3D": .globalPool(.average, rank: 3),
    "GlobalAvgPool1D": .globalPool(.average, rank: 1),
    "GlobalAvgPool2D": .globalPool(.average, rank: 2),
    "GlobalAvgPool3D": .globalPool(.average, rank: 3),
    "AdaptiveAveragePooling1D": .adaptivePool(.average, rank: 1),
    "AdaptiveAveragePooling2D": .adaptivePool(.average, rank: 2),
    "AdaptiveAveragePooling3D": .adaptivePool(.average, rank: 3),
    "AdaptiveMaxPooling1D": .adaptivePool(.max, rank: 1),
    "AdaptiveMaxPooling2D": .adaptivePool(.max, rank: 2),
    "AdaptiveMaxPooling3D": .adaptivePool(.max, rank: 3),

    "ZeroPadding1D": .zeroPad(rank: 1), "ZeroPadding2D": .zeroPad(rank: 2),
    "ZeroPadding3D": .zeroPad(rank: 3),
    "Cropping1D": .crop(rank: 1), "Cropping2D": .crop(rank: 2), "Cropping3D": .crop(rank: 3),
    "UpSampling1D": .upsample(rank: 1), "UpSampling2D": .upsample(rank: 2),
    "UpSampling3D": .upsample(rank: 3),
    "Resizing": .resize, "CenterCrop": .centerCrop, "RandomCrop": .centerCrop,

    "Flatten": .flatten, "Reshape": .reshape, "Permute": .permute,
    "RepeatVector": .repeatVector,

    "Identity": .identity, "Masking": .identity, "ActivityRegularization": .identity,
    "Dropout": .dropout, "SpatialDropout1D": .dropout, "SpatialDropout2D": .dropout,
    "SpatialDropout3D": .dropout, "AlphaDropout": .dropout, "GaussianDropout": .dropout,
    "GaussianNoise": .dropout, "StochasticDepth": .stochasticDepth,
    // Keras' EfficientNet of the first versions drops whole branches by a class of its own.
    "FixedDropout": .dropout,
    "RandomFlip": .identity, "RandomRotation": .identity, "RandomZoom": .identity,
    "RandomTranslation": .identity, "RandomContrast": .identity, "RandomBrightness": .identity,
    "RandomShear": .identity, "RandomHue": .identity, "RandomSaturation": .identity,
    "RandomSharpness": .identity, "RandomGrayscale": .identity, "RandomInvert": .identity,
    "RandomPosterization": .identity, "RandomPerspective": .identity,
    "RandomGaussianBlur": .identity, "RandomErasing": .identity,
    "RandomElasticTransform": .identity,
    "RandomColorJitter": .identity, "RandomColorDegeneration": .identity,
    "RandAugment": .identity, "AugMix": .identity, "MixUp": .identity, "CutMix": .identity,

    "Add": .sum, "Multiply": .product, "Average": .average, "Subtract": .join,
    "Maximum": .join, "Minimum": .join, "Concatenate": .concatenate, "Dot": .dot,
    "CustomScaleLayer": .scaledSum,

    "LSTM": .recurrent(.lstm), "CuDNNLSTM": .recurrent(.cudnnLSTM), "GRU": .recurrent(.gru),
    "CuDNNGRU": .recurrent(.cudnnGRU), "SimpleRNN": .recurrent(.simple), "RNN": .cells,
    "Bidirectional": .bidirectional, "TimeDistributed": .timeDistributed,
    "ConvLSTM1D": .convolutionalLSTM(rank: 1), "ConvLSTM2D": .convolutionalLSTM(rank: 2),
    "ConvLSTM3D": .convolutionalLSTM(rank: 3),
    "MultiHeadAttention": .multiHeadAttention,
    "GroupedQueryAttention": .groupedQueryAttention,
    "GroupQueryAttention": .groupedQueryAttention,
    "Attention": .attention, "AdditiveAttention": .additiveAttention,

    "TFOpLambda": .operatorLambda, "SlicingOpLambda": .slicingLambda,
  ]
}

import ConvCostCore

extension Quantity {
  /// The definition in a few words.
  var definition: String {
    switch self {
    case .macs:
      "multiply-accumulates: a convolution's kernel at each output, in·out of a linear layer"
    case .weightsOnOutput: "the stored weights at each position of the output"
    case .inputsPerOutput: "C_in/g weights of the kernel for each element of the output"
    case .outputsPerOutput: "C_out/g weights of the kernel for each element of the output"
    case .macsPerGroup: "a transposed convolution's MACs, divided by its groups once more"
    case .weights: "stored weights"
    case .biases: "stored biases"
    case .parameters: "all trainable numbers"
    case .regionWeights: "stored weights, for each region of an image"
    case .regionBiases: "stored biases, for each region of an image"
    case .regionParameters: "all trainable numbers, for each region of an image"
    case .buffers: "numbers that are stored and not trained"
    case .input: "elements of the first input"
    case .scaledInput: "elements of the first input of a norm that has a scale"
    case .output: "elements of the output"
    case .biasedOutput: "elements of the output where a bias is added"
    case .biasedGrid: "a transposed convolution's biases on the grid of the plain one"
    case .joined: "elements of the output for each input beyond the first"
    case .globalOutput: "elements of an output of 1×1"
    case .windows: "samples in the windows of all elements of the output"
    case .outerWindows: "samples in the windows along the first axis"
    case .spreadFLOPs: "2 for each weight of an output element, divided by the strides"
    case .fractionalWindows: "an adaptive pool's samples and divisions, with fractions of windows"
    case .neighbourhoods: "elements of the output, each with the n channels around it"
    case .neighbours: "elements of the input with n − 1 more channels"
    case .sizedExtent: "height times width of an enlargement to a size"
    case .factoredInput: "elements of the input of an enlargement by a factor"
    case .factoredOutput: "elements of the output of an enlargement by a factor"
    case .nearestOutput: "elements taken from the nearest sample"
    case .bilinearOutput: "elements interpolated from the two nearest samples along each axis"
    case .bicubicOutput: "elements interpolated from the four nearest samples along each axis"
    case .channels: "channels, or features, of the first input"
    case .statistics: "means that a norm computes, rows of a softmax"
    }
  }
}

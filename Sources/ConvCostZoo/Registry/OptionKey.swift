internal import ConvCostCore

/// A key that changes a network of the zoo, as in `mobilenet_v2:width=0.75,input=192`.
public enum OptionKey: String, Hashable, Sendable, CaseIterable {
  /// The input's shape.
  case input
  /// The number of classes.
  case classes
  /// The factor of the channels.
  case width
  /// The factor of the repeats.
  case depth
  /// Whether classifiers on the way are counted.
  case aux
  /// Whether convolutions are followed by normalisations.
  case batchnorm
  /// The channels that a dense layer adds.
  case growth
  /// The convolution of a bottleneck that has the stride.
  case stride
  /// What a residual block does where its shapes differ.
  case shortcut
  /// The groups of grouped convolutions.
  case groups
  /// The form of the first convolution.
  case stem
  /// Whether the normalisations of a backbone are stored and not trained.
  case frozen
  /// The number of boxes that a detector's first head looks at.
  case proposals
  /// The number of boxes that a detector's further heads look at.
  case detections

  /// The keys that every network takes: where its family has no rule, any network's counts.
  public static let generic: [OptionKey] = [.width, .depth]

  /// What may stand behind the key.
  public var expected: String {
    switch self {
    case .input: "R, HxW, CxHxW, CxL or CxDxHxW, such as 224, 300x260, 3x300x260 or 3x16x112x112"
    case .classes, .growth, .groups: "a whole number from 1 to \(Shape.longestDimension)"
    case .proposals, .detections: "a whole number from 0 to \(Shape.longestDimension)"
    case .width, .depth: "a number from 0.01 to 100"
    case .aux, .batchnorm, .frozen: "true or false"
    case .stride: Bottleneck.StridePlacement.allCases.map(\.rawValue).joined(separator: " or ")
    case .shortcut: ShortcutOption.allCases.map(\.rawValue).joined(separator: ", ")
    case .stem: Stem.allCases.map(\.rawValue).joined(separator: " or ")
    }
  }

  /// What the key does, in a line.
  public var help: String {
    switch self {
    case .input: "Shape of the input; NAME=SHAPE for another one of a file."
    case .classes: "Number of classes."
    case .width: "Factor of the channels."
    case .depth: "Factor of the repeats."
    case .aux: "Count the classifiers used in training only."
    case .batchnorm: "Follow every convolution with a normalisation."
    case .growth: "Channels that a dense layer adds."
    case .stride: "Convolution of a bottleneck that has the stride."
    case .shortcut: "Shortcut of residual blocks whose shapes differ."
    case .groups: "Groups of the grouped convolutions."
    case .stem: "Form of the first convolution of GoogLeNet and BN-Inception."
    case .proposals: "Number of boxes that the first head of a two-stage detector looks at."
    case .detections: "Number of boxes that the head for masks or keypoints looks at."
    case .frozen: "Do not train the normalisations of a detector's backbone."
    }
  }
}

/// The keys that many families share.
extension OptionKey {
  /// The input's shape.
  public static let input = OptionKey(
    "input", "Shape of the input; NAME=SHAPE for another input of a file.",
    .size(
      usual: [
        32, 64, 96, 112, 128, 160, 192, 224, 227, 240, 256, 288, 299, 320, 331, 384, 416, 448, 480,
        512, 600, 640,
      ]),
    isOftenUnsaid: true)
  /// The number of classes.
  public static let classes = OptionKey("classes", "Number of classes.", .count(from: 1))
  /// The factor of the channels.
  public static let width = OptionKey("width", "Factor of the channels.", .factor)
  /// The factor of the repeats.
  public static let depth = OptionKey("depth", "Factor of the repeats.", .factor)
  /// Whether auxiliary classifiers are counted.
  public static let aux = OptionKey(
    "aux", "Count the classifiers used in training only.", .flag, isOftenUnsaid: true)
}

extension NetworkOptions {
  /// The input's shape.
  public var input: InputSize? {
    get { self[.input] }
    set { self[.input] = newValue }
  }

  /// The number of classes.
  public var classes: Int? {
    get { self[.classes] }
    set { self[.classes] = newValue }
  }

  /// The factor of the channels.
  public var width: Double? {
    get { self[.width] }
    set { self[.width] = newValue }
  }

  /// The factor of the repeats.
  public var depth: Double? {
    get { self[.depth] }
    set { self[.depth] = newValue }
  }

  /// Whether auxiliary classifiers are counted.
  public var aux: Bool? {
    get { self[.aux] }
    set { self[.aux] = newValue }
  }
}

import ConvCostCore

/// What a layer of a file does, in the library's terms.
struct CaffeMeaning {
  /// What it does with what it reads.
  var work: BlobNetwork.Work
  /// The inputs that it reads, by their positions; nil for all of them. The shapes of others may
  /// matter.
  var reads: [Int]?
  /// A layer on the first of them before it, such as a flatten.
  var preparation: Layer?
  /// Whether the first length of the results counts regions; nil if it does so in the input.
  var isStack: Bool?
  /// Whether the shape of the results is unknown.
  var hasOpenShape = false
  /// The numbers that the file stores for it and that are not counted, as the factor of Caffe's
  /// batch norm.
  var uncountedNumbers = 0
  /// The number of named weights that the layer can share with others.
  var sharedBlobs = 0

  init(_ work: BlobNetwork.Work) { self.work = work }

  /// A primitive on the first input.
  static func layer(
    _ layer: some LayerConvertible, after preparation: Layer? = nil, blobs: Int = 0
  ) -> CaffeMeaning {
    var meaning = CaffeMeaning(.layer(layer.layer))
    meaning.reads = [0]
    meaning.preparation = preparation
    meaning.sharedBlobs = blobs
    return meaning
  }

  /// A layer of which everything is stated, on the inputs at the given positions.
  static func stated(_ stated: Stated, reading reads: [Int]? = nil) -> CaffeMeaning {
    var meaning = CaffeMeaning(.stated(stated))
    meaning.reads = reads
    return meaning
  }

  /// The first input in another shape.
  static func view(of input: CaffeCall.Input, as shape: Shape) -> CaffeMeaning {
    var meaning = CaffeMeaning(.alias)
    if shape != input.shape {
      let flat = try? Operation.flatten.output(of: input.shape)
      meaning.work = .layer(flat == shape ? Flatten().layer : Reshape(to: shape).layer)
    }
    meaning.reads = [0]
    return meaning
  }
}
